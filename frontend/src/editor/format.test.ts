import { EditorSelection, EditorState } from '@codemirror/state';
import { expect, it } from 'vitest';
import { toggleMark } from './format';

function toggled(doc: string, from: number, to: number): EditorState {
  let state = EditorState.create({ doc, selection: EditorSelection.single(from, to) });
  toggleMark('**')({
    state,
    dispatch: (transaction) => {
      state = transaction.state;
    },
  });
  return state;
}

it('puts marks around the selection and takes them away again', () => {
  const bold = toggled('a word here', 2, 6);
  expect(bold.doc.toString()).toBe('a **word** here');
  const { from, to } = bold.selection.main;
  expect(bold.sliceDoc(from, to)).toBe('word');
  const plain = toggled('a **word** here', from, to);
  expect(plain.doc.toString()).toBe('a word here');
  expect(plain.sliceDoc(plain.selection.main.from, plain.selection.main.to)).toBe('word');
});

it('opens empty marks at the caret', () => {
  const state = toggled('', 0, 0);
  expect(state.doc.toString()).toBe('****');
  expect(state.selection.main.head).toBe(2);
});
