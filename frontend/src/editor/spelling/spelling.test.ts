import { EditorView } from '@codemirror/view';
import { expect, it, vi } from 'vitest';
import { spelling } from './spelling';

// jsdom lays out nothing, and the editor measures its text.
Range.prototype.getClientRects = () => document.createElement('i').getClientRects();

it('marks a word until it is kept as one’s own, however long that takes', async () => {
  const own = new Set<string>();
  let isKept: () => void = () => undefined;
  const knows = {
    check: (words: readonly string[]) => Promise.resolve(words.filter((word) => !own.has(word))),
    suggest: () => Promise.resolve([]),
    keep: async (word: string) => {
      await new Promise<void>((resolve) => (isKept = resolve));
      own.add(word);
    },
  };
  const { extension, next } = spelling(knows);
  const view = new EditorView({ doc: 'pgbouncer drains', extensions: extension, parent: document.body });
  const misspelt = () => [...view.dom.querySelectorAll('.cm-misspelt')].map((one) => one.textContent);
  await vi.waitFor(() => expect(misspelt()).toEqual(['pgbouncer', 'drains']));

  await next(view);
  const add = await vi.waitFor(() => {
    const button = view.dom.querySelector<HTMLButtonElement>('.cm-keep');
    expect(button).not.toBeNull();
    return button!;
  });
  add.click();
  // It is looked at again while it is being kept.
  const check = vi.spyOn(knows, 'check');
  view.dispatch({ changes: { from: view.state.doc.length, insert: ' slowly.' } });
  await vi.waitFor(() => expect(check).toHaveBeenCalled());
  isKept();
  await vi.waitFor(() => expect(misspelt()).toEqual(['drains', 'slowly']));
  view.destroy();
});
