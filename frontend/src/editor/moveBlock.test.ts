import { markdown } from '@codemirror/lang-markdown';
import { EditorState } from '@codemirror/state';
import { GFM } from '@lezer/markdown';
import { expect, it } from 'vitest';
import { moveBlock } from './moveBlock';

/** The text after the command, with the caret where `^` stood. */
function moved(text: string, forward: boolean): string {
  const at = text.indexOf('^');
  let state = EditorState.create({
    doc: text.replace('^', ''),
    selection: { anchor: at },
    extensions: markdown({ extensions: GFM }),
  });
  moveBlock(forward)({ state, dispatch: (transaction) => (state = transaction.state) });
  const { head } = state.selection.main;
  const doc = state.doc.toString();
  return `${doc.slice(0, head)}^${doc.slice(head)}`;
}

it.each([
  ['a paragraph past a live block', 'One^.\n\n{{figures}}\n\nTwo.\n', '{{figures}}\n\nOne^.\n\nTwo.\n'],
  ['past a table', 'One^.\n\n| a |\n| - |\n| 1 |\n', '| a |\n| - |\n| 1 |\n\nOne^.\n'],
  ['past code with an empty line', 'One^.\n\n```\na\n\nb\n```\n', '```\na\n\nb\n```\n\nOne^.\n'],
  ['past what it touches', '# One^\nTwo.\n', 'Two.\n\n# One^\n'],
  ['an item in its list', '- one^\n- two\n\nThree.\n', '- two\n- one^\n\nThree.\n'],
  ['the last item with its list', '- one\n- two^\n\nThree.\n', 'Three.\n\n- one\n- two^\n'],
  ['nothing past the end', 'One.\n\nTwo^.\n', 'One.\n\nTwo^.\n'],
])('moves down: %s', (_, text, want) => {
  expect(moved(text, true)).toBe(want);
});

it('moves up, and so back', () => {
  const text = '{{figures}}\n\nOne^ of\ntwo lines.\n\nTwo.\n';
  expect(moved(text, false)).toBe('One^ of\ntwo lines.\n\n{{figures}}\n\nTwo.\n');
  expect(moved('One.\n\n{{figures^}}\n', false)).toBe('{{figures^}}\n\nOne.\n');
});
