import { markdown } from '@codemirror/lang-markdown';
import { syntaxTree } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { afterEach, expect, test } from 'vitest';
import { readToEnd } from './readToEnd';

const page = 'What was seen there, in **words**.\n\n'.repeat(6000);
const view = new EditorView({
  doc: `${page}| Host | Errors |\n| --- | --- |\n| db | 3 |\n`,
  extensions: [markdown(), readToEnd],
  parent: document.body,
});
afterEach(() => {
  view.destroy();
});

test('a text is read to its end, far beyond what is on screen, and again after an edit', async () => {
  const { length } = view.state.doc;
  expect(length).toBeGreaterThan(200_000);
  const isRead = () => expect.poll(() => syntaxTree(view.state).length, { timeout: 5000 });
  await isRead().toBe(length);
  view.dispatch({ changes: { from: 0, insert: '# All of it\n\n' } });
  await isRead().toBe(length + 13);
});
