import { waitFor } from '@testing-library/svelte';
import { beforeEach, expect, it, vi } from 'vitest';
import { openExample } from '../testing/workspace';
import { Toasts } from '../ui/toasts.svelte';
import { takeBack } from './takeBack';
import type { WorkspaceState } from './workspace.svelte';

let workspace: WorkspaceState;
let toasts: Toasts;
const titles = () => workspace.content.actionItems.map((item) => item.title);

beforeEach(async () => {
  ({ workspace } = await openExample());
  toasts = new Toasts();
  await workspace.change((b, id) => b.actions.addItem(id, 'first'));
});

it('takes back the change that was made last', async () => {
  takeBack(workspace, toasts).run();
  await waitFor(() => {
    expect(titles()).not.toContain('first');
  });
});

it('never takes back a later change', async () => {
  const undo = takeBack(workspace, toasts);
  await workspace.change((b, id) => b.actions.addItem(id, 'second'));
  undo.run();
  expect(toasts.shown).toEqual([
    // No fault, so it goes away by itself.
    expect.objectContaining({
      tone: 'plain',
      text: expect.stringMatching(/^Something was changed since\./) as string,
    }),
  ]);
  expect(titles()).toContain('second');
});

it('does the opposite where other changes followed', async () => {
  const otherwise = vi.fn(() => Promise.resolve());
  const undo = takeBack(workspace, toasts, otherwise);
  undo.run();
  expect(otherwise).not.toHaveBeenCalled();
  await waitFor(() => {
    expect(titles()).not.toContain('first');
  });
  undo.run();
  expect(otherwise).toHaveBeenCalledOnce();
});

it('is withdrawn once it cannot be taken back, unless there is another way', async () => {
  toasts.say('Added', takeBack(workspace, toasts));
  toasts.say(
    'Added, too',
    takeBack(workspace, toasts, () => Promise.resolve()),
  );
  toasts.withdraw();
  expect(toasts.shown).toHaveLength(2);
  await workspace.undo();
  toasts.withdraw();
  expect(toasts.shown.map(({ text }) => text)).toEqual(['Added, too']);
});
