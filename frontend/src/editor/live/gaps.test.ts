import { markdown } from '@codemirror/lang-markdown';
import { forceParsing } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { GFM } from '@lezer/markdown';
import { expect, it } from 'vitest';
import { liveTables } from './blocks';
import { marks } from './marks';
import { sourceShown } from './mode';

/** Which lines are no higher than what keeps two blocks apart; "h" before a heading, "_" of no height at the end. */
function gaps(doc: string, caret = 0): string {
  const view = new EditorView({
    doc,
    parent: document.body,
    extensions: [markdown({ extensions: [GFM] }), sourceShown, liveTables, marks],
  });
  forceParsing(view, doc.length, 10_000);
  view.dispatch({ selection: { anchor: caret } });
  const found = [...view.contentDOM.querySelectorAll('.cm-line')].map(({ classList }) =>
    classList.contains('cm-end')
      ? '_'
      : classList.contains('cm-gap')
        ? '-'
        : classList.contains('cm-gap-heading')
          ? 'h'
          : '.',
  );
  view.destroy();
  return found.join('');
}

it.each([
  ['two paragraphs', 'a\n\nb', '.-.'],
  ['a paragraph and a heading', 'a\n\n### b\n\nc', '.h.-.'],
  ['a line to write in, below a paragraph', 'a\n\nb\n\n', '.-.__'],
  ['one that nobody writes in', 'a\n', '._'],
  ['one above another paragraph', 'a\n\n\nb', '..-.'],
  ['one between two paragraphs', 'a\n\n\n\nb', '.-.-.'],
  ['code, whose empty lines are its own', '```\na\n\nb\n```\n\nc', '.....-.'],
  ['nothing at all', '', '.'],
])('keeps apart %s', (_, doc, expected) => {
  expect(gaps(doc)).toBe(expected);
});

it('leaves the end its room while somebody writes there', () => {
  expect(gaps('a\n\nb\n\n', 6)).toBe('.-.-.');
  expect(gaps('a\n', 2)).toBe('..');
  expect(gaps('```\na\n\n', 0)).toBe('....');
});

it('keeps the look of the line of a caret that is scrolled away', () => {
  const doc = `${'a\n\n'.repeat(400)}### End`;
  const view = new EditorView({
    doc,
    selection: { anchor: doc.length },
    parent: document.body,
    extensions: [markdown({ extensions: [GFM] }), sourceShown, liveTables, marks],
  });
  forceParsing(view, doc.length, 10_000);
  expect(view.viewport.to).toBeLessThan(doc.length);
  expect(view.contentDOM.lastElementChild?.className).toContain('cm-heading');
  view.destroy();
});
