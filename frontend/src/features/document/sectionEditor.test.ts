import { render } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { expect, it, vi } from 'vitest';
import type { Cell, Editor, EditorOptions } from '../../editor/editor';
import EditorHost from '../../testing/EditorHost.svelte';
import { openExample } from '../../testing/workspace';
import { DocumentState } from './document.svelte';

/** Stands in for CodeMirror, which wants a real layout. */
function fakeEditor() {
  const replaced: string[] = [];
  let options: EditorOptions | undefined;
  const create = vi.fn((given: EditorOptions): Editor => {
    options = given;
    return {
      text: given.text,
      focus: () => undefined,
      replace: (text) => {
        replaced.push(text);
      },
      select: () => undefined,
      showFound: () => undefined,
      showRemarks: () => undefined,
      insertBlock: () => undefined,
      beginParagraph: () => undefined,
      toggleSource: () => undefined,
      showAttention: () => undefined,
      nextMisspelt: () => Promise.resolve(false),
      destroy: () => undefined,
    };
  });
  return {
    create,
    replaced,
    type: (text: string) => options?.onedit(text),
    openCell: (cell: Cell) => options?.oncell(cell),
  };
}

it('is made once, however much is typed and saved', async () => {
  const { workspace } = await openExample();
  const editor = fakeEditor();
  render(EditorHost, { workspace, section: workspace.content.sections[1]!.id, create: editor.create });
  for (const text of ['a', 'ab', 'abc']) {
    editor.type(text);
    flushSync();
  }
  await workspace.flush();
  flushSync();
  expect(editor.create).toHaveBeenCalledTimes(1);
  expect(editor.replaced.at(-1)).toBe('abc');
});

it('takes in what Undo brings back', async () => {
  const { workspace } = await openExample();
  const before = workspace.section(workspace.content.sections[1]!.id)?.body;
  const editor = fakeEditor();
  render(EditorHost, { workspace, section: workspace.content.sections[1]!.id, create: editor.create });
  editor.type('Something else');
  await workspace.undo();
  flushSync();
  expect(editor.replaced.at(-1)).toBe(before);
});

it('saves at once when it is taken away', async () => {
  const { workspace } = await openExample();
  const editor = fakeEditor();
  const { unmount } = render(EditorHost, {
    workspace,
    section: workspace.content.sections[1]!.id,
    create: editor.create,
  });
  editor.type('Typed at the last moment');
  unmount();
  await workspace.flush();
  const fresh = await workspace.backend.library.open(workspace.id);
  expect(fresh.content.sections[1]?.body).toBe('Typed at the last moment');
});

it('knows which cell of a table is written until it is taken away', async () => {
  const { workspace } = await openExample();
  const state = workspace.kept(DocumentState);
  const editor = fakeEditor();
  const { unmount } = render(EditorHost, {
    workspace,
    section: workspace.content.sections[1]!.id,
    create: editor.create,
  });
  editor.openCell({ row: 2, heading: 'How many' });
  expect(state.cell?.heading).toBe('How many');
  unmount();
  expect(state.cell).toBeUndefined();
});
