import { EditorView } from '@codemirror/view';
import { expect, it } from 'vitest';
import { remarks, showRemarks } from './remarks';

/** An editor of a text, and the words that are underlined in it. */
function open(doc: string) {
  const view = new EditorView({ doc, extensions: remarks(() => () => undefined), parent: document.body });
  return { view, words: () => [...view.dom.querySelectorAll('.cm-remark')].map((one) => one.textContent) };
}

it('underlines words, moves with what is typed before them, and lets go of those that are changed', () => {
  const { view, words } = open('It was human error, carelessly.');
  showRemarks(view, [
    { from: 7, to: 18, name: 'a' },
    { from: 20, to: 30, name: 'b' },
    { from: 25, to: 99, name: 'beyond the end' },
  ]);
  expect(words()).toEqual(['human error', 'carelessly']);
  view.dispatch({ changes: { from: 0, insert: 'So. ' } });
  expect(words()).toEqual(['human error', 'carelessly']);
  view.dispatch({ changes: { from: 15, to: 16, insert: 'x' } });
  expect(words()).toEqual(['carelessly']);
  view.destroy();
});
