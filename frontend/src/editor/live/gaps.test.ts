import { markdown } from '@codemirror/lang-markdown';
import { forceParsing } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { GFM } from '@lezer/markdown';
import { expect, it } from 'vitest';
import { liveTables } from './blocks';
import { marks } from './marks';
import { sourceShown } from './mode';

/** Which lines are no higher than what keeps two blocks apart; "h" before a heading. */
function gaps(doc: string): string {
  const view = new EditorView({
    doc,
    parent: document.body,
    extensions: [markdown({ extensions: [GFM] }), sourceShown, liveTables, marks],
  });
  forceParsing(view, doc.length, 10_000);
  view.dispatch({ selection: { anchor: 0 } });
  const found = [...view.contentDOM.querySelectorAll('.cm-line')].map(({ classList }) =>
    classList.contains('cm-gap') ? '-' : classList.contains('cm-gap-heading') ? 'h' : '.',
  );
  view.destroy();
  return found.join('');
}

it.each([
  ['two paragraphs', 'a\n\nb', '.-.'],
  ['a paragraph and a heading', 'a\n\n### b\n\nc', '.h.-.'],
  ['a line to write in, below a paragraph', 'a\n\nb\n\n', '.-.-.'],
  ['one that was just begun', 'a\n', '..'],
  ['one above another paragraph', 'a\n\n\nb', '..-.'],
  ['one between two paragraphs', 'a\n\n\n\nb', '.-.-.'],
  ['code, whose empty lines are its own', '```\na\n\nb\n```\n\nc', '.....-.'],
  ['nothing at all', '', '.'],
])('keeps apart %s', (_, doc, expected) => {
  expect(gaps(doc)).toBe(expected);
});
