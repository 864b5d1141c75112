import { commonmarkLanguage, markdown } from '@codemirror/lang-markdown';
import { ensureSyntaxTree } from '@codemirror/language';
import { EditorSelection, EditorState } from '@codemirror/state';
import { GFM } from '@lezer/markdown';
import { expect, it } from 'vitest';
import { indentItem, nextLine, toggleMark } from './format';

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

/** What keys make of a text; the caret stands at `^`. */
function pressed(text: string, ...keys: ('Enter' | 'Tab' | 'Shift+Tab')[]): string {
  const anchor = text.indexOf('^');
  let state = EditorState.create({
    doc: text.replace('^', ''),
    selection: { anchor },
    extensions: markdown({ base: commonmarkLanguage, extensions: [GFM] }),
  });
  for (const key of keys) {
    ensureSyntaxTree(state, state.doc.length, 60_000);
    const command = key === 'Enter' ? nextLine : indentItem(key === 'Tab' ? 1 : -1);
    command({
      // What was read meanwhile is known from the next state on.
      state: state.update({}).state,
      dispatch: (transaction) => {
        state = transaction.state;
      },
    });
  }
  const { head } = state.selection.main;
  return `${state.sliceDoc(0, head)}^${state.sliceDoc(head)}`;
}

it.each([
  ['- a^', ['Enter'], '- a\n- ^'],
  ['1. a^', ['Enter'], '1. a\n2. ^'],
  ['- [x] a^', ['Enter'], '- [x] a\n- [ ] ^'],
  ['- a\n- ^', ['Tab'], '- a\n  - ^'],
  ['1. a\n2. b\n3. ^', ['Tab'], '1. a\n2. b\n   1. ^'],
  ['1. a\n   1. b\n2. ^', ['Tab'], '1. a\n   1. b\n   2. ^'],
  ['1. a\n2. b\n   1. ^', ['Shift+Tab'], '1. a\n2. b\n3. ^'],
  ['- a\n  - ^', ['Enter'], '- a\n- ^'],
  ['- a\n- ^', ['Enter'], '- a\n\n^'],
  ['- [x] a\n- [ ] ^', ['Enter'], '- [x] a\n\n^'],
  ['1. a\n2. b^', ['Enter', 'Enter'], '1. a\n2. b\n\n^'],
  ['1. a\n2. ^\n3. c', ['Enter'], '1. a\n\n^\n\n3. c'],
  ['> a^', ['Enter'], '> a\n> ^'],
] as const)('goes on with a list, and leaves it: %j by %j', (text, keys, want) => {
  expect(pressed(text, ...keys)).toBe(want);
});
