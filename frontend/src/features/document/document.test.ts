import { describe, expect, it } from 'vitest';
import type { Section } from '../../backend/types';
import { openExample } from '../../testing/workspace';
import { DocumentState } from './document.svelte';

async function open() {
  const { workspace } = await openExample();
  const state = new DocumentState(workspace);
  await state.count();
  const [first, second] = state.sections.map(({ id }) => id);
  return { workspace, state, first: first!, second: second! };
}

describe('DocumentState', () => {
  it('shows words, or what the live block counts', async () => {
    const { state, workspace, first } = await open();
    for (const { id } of state.sections) workspace.editBody(id, id === first ? 'One two three' : '');
    await workspace.flush();
    await state.count();
    expect(state.sections.map((section) => state.tally(section))).toEqual([
      '3',
      '–',
      '–',
      '18 ev.',
      '7',
      '–',
      '–',
      '8',
      '1',
      '3 fig.',
    ]);
  });

  it('counts what is being typed once it is saved', async () => {
    const { state, workspace, second } = await open();
    const tally = () => state.tally(state.sections[1] as Section);
    const before = tally();
    workspace.editBody(second, 'One two three four five six seven');
    expect(tally()).toBe(before);
    await workspace.flush();
    await state.count();
    expect(tally()).toBe('7');
    expect(state.length).toMatch(/^1,\d{3} words$/);
  });

  it('writes on in the neighbour and stops at the ends', async () => {
    const { state, first, second } = await open();
    state.write(first, 'end');
    state.leave('after');
    expect(state.writing).toEqual({ section: second, caret: 'start' });
    state.leave('before');
    expect(state.writing).toEqual({ section: first, caret: 'end' });
    state.leave('before');
    expect(state.writing?.section).toBe(first);
    state.leave('here');
    expect(state.writing).toBeUndefined();
    expect(state.current).toBe(first);
  });

  it('saves what was typed when a section is left', async () => {
    const { state, workspace, second } = await open();
    state.write(second, 'end');
    workspace.editBody(second, 'Typed');
    state.leave('after');
    await workspace.flush();
    const fresh = await workspace.backend.library.open(workspace.id);
    expect(fresh.content.sections[1]?.body).toBe('Typed');
  });

  it('adds below the current section, moves and removes', async () => {
    const { state, second } = await open();
    state.current = second;
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
