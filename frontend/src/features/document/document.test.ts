import { describe, expect, it } from 'vitest';
import type { Section } from '../../backend/types';
import { openExample } from '../../testing/fakeWorkspace';
import { DocumentState } from './document.svelte';

async function open() {
  const { workspace } = await openExample();
  const state = new DocumentState(workspace);
  await state.count();
  return { workspace, state };
}

describe('DocumentState', () => {
  it('shows words, or what the live block counts', async () => {
    const { state } = await open();
    expect(state.sections.map((section) => state.tally(section))).toEqual(
      expect.arrayContaining(['12', '8 ev.', '3', '1', '–']),
    );
  });

  it('counts what is being typed once it is saved', async () => {
    const { state, workspace } = await open();
    const tally = () => state.tally(state.sections[1] as Section);
    const before = tally();
    workspace.editBody('s-2', 'One two three four five six seven');
    expect(tally()).toBe(before);
    await workspace.flush();
    await state.count();
    expect(tally()).toBe('7');
    expect(state.length).toMatch(/^\d+ words$/);
  });

  it('writes on in the neighbour and stops at the ends', async () => {
    const { state } = await open();
    state.write('s-1', 'end');
    state.leave('after');
    expect(state.writing).toEqual({ section: 's-2', caret: 'start' });
    state.leave('before');
    expect(state.writing).toEqual({ section: 's-1', caret: 'end' });
    state.leave('before');
    expect(state.writing?.section).toBe('s-1');
    state.leave('here');
    expect(state.writing).toBeUndefined();
    expect(state.current).toBe('s-1');
  });

  it('saves what was typed when a section is left', async () => {
    const { state, workspace } = await open();
    state.write('s-2', 'end');
    workspace.editBody('s-2', 'Typed');
    state.leave('after');
    await workspace.flush();
    const fresh = await workspace.backend.library.open(workspace.id);
    expect(fresh.content.sections[1]?.body).toBe('Typed');
  });

  it('adds below the current section, moves and removes', async () => {
    const { state } = await open();
    state.current = 's-2';
    const id = await state.add({ heading: 'Background', prompt: 'What was normal?', block: '' });
    expect(state.sections[2]).toMatchObject({ id, heading: 'Background', prompt: 'What was normal?' });
    await state.move(id!, -1);
    expect(state.sections[1]?.id).toBe(id);
    await state.move(state.sections[0]!.id, -1);
    expect(state.sections[1]?.id).toBe(id);
    await state.remove(id!);
    expect(state.sections.some((section) => section.id === id)).toBe(false);
    expect(state.current).toBe(state.sections[1]?.id);
  });
});
