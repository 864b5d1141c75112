import { markdown } from '@codemirror/lang-markdown';
import { forceParsing } from '@codemirror/language';
import { EditorView, runScopeHandlers } from '@codemirror/view';
import { GFM } from '@lezer/markdown';
import { expect, it } from 'vitest';
import { blocks } from './blocks';
import { entering } from './entering';
import { sourceShown } from './mode';

/** An editor whose caret stands where "|^" does. */
function editor(before: string): EditorView {
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
  return view;
}

/** Types a letter where the caret stands, as the browser tells it. */
function typed(before: string, letter: string): string {
  const view = editor(before);
  const at = view.state.selection.main.head;
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

it.each([
  ['up', 'a paragraph below a table', `A\n\n${table}\nMo|^re\n\nB`, `A\n\nMo^re\n\n${table}\nB`],
  ['up', 'one right below it', `${table}\nMore|^`, `More^\n\n${table.trim()}`],
  ['up', 'a line of several', `${table}\nMo|^re\nof it`, `Mo^re\n\n${table}\nof it`],
  ['down', 'a paragraph above a table', `Mo|^re\n\n${table}\nB`, `${table}\nMo^re\n\nB`],
  ['down', 'the last line of several', `A\nMo|^re\n\n${table}`, `A\n\n${table}\nMo^re\n`],
])('Alt and an arrow %s move %s over it', (way, _, before, after) => {
  const view = editor(before);
  const key = way === 'up' ? 'ArrowUp' : 'ArrowDown';
  runScopeHandlers(view, new KeyboardEvent('keydown', { key, altKey: true }), 'editor');
  const { head } = view.state.selection.main;
  const text = view.state.doc.toString();
  expect(`${text.slice(0, head)}^${text.slice(head)}`).toBe(after);
  view.destroy();
});
