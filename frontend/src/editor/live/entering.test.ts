import { markdown } from '@codemirror/lang-markdown';
import { forceParsing } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { GFM } from '@lezer/markdown';
import { expect, it } from 'vitest';
import { blocks } from './blocks';
import { entering } from './entering';
import { sourceShown } from './mode';

/** Types a letter where the caret stands, as the browser tells it. */
function typed(before: string, letter: string): string {
  const at = before.indexOf('|^');
  const doc = before.slice(0, at) + before.slice(at + 2);
  const view = new EditorView({
    doc,
    selection: { anchor: at },
    parent: document.body,
    extensions: [
      markdown({ extensions: [GFM] }),
      sourceShown,
      blocks({ shown: /^!\[/, below: /^\{\{/, render: () => () => undefined }),
      entering,
    ],
  });
  forceParsing(view, doc.length, 10_000);
  const insert = () => view.state.update({ changes: { from: at, insert: letter } });
  const taken = view.state
    .facet(EditorView.inputHandler)
    .some((handler) => handler(view, at, at, letter, insert));
  if (!taken) view.dispatch(insert());
  view.destroy();
  return view.state.doc.toString();
}

const table = '| a |\n| --- |\n| 1 |\n';

it.each([
  ['a paragraph below a table', `${table}|^\nMore`, `${table}\nx\n\nMore`],
  ['one below the last table', `${table}|^`, `${table}\nx`],
  ['a line further down', `${table}\n|^`, `${table}\nx`],
  ['a line that has words', `${table}\nMo|^re`, `${table}\nMoxre`],
  ['a line below a paragraph', 'Words\n|^\nMore', 'Words\nx\nMore'],
])('typing makes %s', (_, before, after) => {
  expect(typed(before, 'x')).toBe(after);
});
