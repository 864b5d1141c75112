import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { pasted } from './paste';

/** Pastes into a text whose selection or caret is marked by `^`; the result has its caret marked. */
function paste(text: string, markdown: string): string {
  const from = text.indexOf('^');
  const to = text.lastIndexOf('^');
  const doc = text.replaceAll('^', '');
  const state = EditorState.create({ doc, selection: { anchor: from, head: Math.max(from, to - 1) } });
  const after = state.update(pasted(state, markdown)).state;
  const { head } = after.selection.main;
  return `${after.sliceDoc(0, head)}^${after.sliceDoc(head)}`;
}

const table = '| a |\n| --- |\n| b |';

describe('what is pasted', () => {
  it.each([
    ['words go into the sentence', 'one ^three', '**two** ', 'one **two** ^three'],
    ['words take the place of a selection', 'one ^two^ three', '2', 'one 2^ three'],
    ['paragraphs begin in the sentence', 'one ^', 'two\n\nthree', 'one two\n\nthree^'],
    ['a heading in a sentence gives its words', 'see ^ below', '### Impact', 'see Impact^ below'],
    ['a heading on a line of its own stays one', '^', '### Impact\n\nWords', '### Impact\n\nWords^'],
    ['a list is parted from the words around it', 'one^two', '- a\n- b', 'one\n\n- a\n- b\n\n^two'],
    ['items take the place of an empty one', '- a\n  - ^', '- b\n- c', '- a\n  - b\n  - c^'],
    ['items take the place of an empty box', '- [ ] ^', '- [ ] b', '- [ ] b^'],
    ['below a table one writes on', 'one\n^', table, `one\n\n${table}\n\n^`],
    ['a table is parted from the line below', '^\ntwo', table, `${table}\n\n^\n\ntwo`],
    ['a table parts a sentence', 'one ^two', table, `one \n\n${table}\n\n^two`],
    ['a table behind words', '^', `Words\n\n${table}`, `Words\n\n${table}\n\n^`],
  ])('%s', (_, text, markdown, want) => {
    expect(paste(text, markdown)).toBe(want);
  });
});
