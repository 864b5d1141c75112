import { expect, it, vi } from 'vitest';
import { openExample } from '../../testing/workspace';
import { Toasts } from '../../ui/toasts.svelte';
import { SeenBefore } from './seenBefore.svelte';

it('asks the library only where what tells of the same has changed', async () => {
  const { backend, workspace } = await openExample();
  const asked = vi.spyOn(backend.document, 'seenBefore');
  const seen = new SeenBefore(workspace, new Toasts());
  await seen.look();
  await workspace.change((to, id) => to.document.markDraft(id, true));
  await seen.look();
  expect(asked).toHaveBeenCalledTimes(1);

  const trigger = workspace.content.sections.find(({ role }) => role === 'trigger')!;
  workspace.editBody(trigger.id, 'The gateway has its limit in megabytes.\n');
  await workspace.flush();
  await seen.look();
  expect(asked).toHaveBeenCalledTimes(2);
});

it('says where what is taken over stands, and takes it back', async () => {
  const { workspace } = await openExample();
  const toasts = new Toasts();
  const seen = new SeenBefore(workspace, toasts);
  const one = { retrospective: workspace.id, title: 'Gateway limit', words: [], row: { id: '', cells: {} } };
  await seen.add(one);
  const rows = () => workspace.content.tables?.earlier?.length ?? 0;
  expect(rows()).toBe(1);
  const [toast] = toasts.shown;
  expect(toast?.text).toBe('“Gateway limit” stands in the table “Seen before”');
  toast?.action?.run();
  await vi.waitFor(() => {
    expect(rows()).toBe(0);
  });
});
