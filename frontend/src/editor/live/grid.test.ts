import { markdown } from '@codemirror/lang-markdown';
import { forceParsing } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { GFM } from '@lezer/markdown';
import { afterEach, expect, it } from 'vitest';
import { blocks } from './blocks';
import { enterGrid } from './grid';
import { sourceShown } from './mode';

// Nothing is measured of an editor that is gone: there is no layout here.
const opened: EditorView[] = [];
afterEach(() => {
  for (const view of opened.splice(0)) view.destroy();
});

/** An editor with one table, of which a cell is open. */
function open(doc: string, row: number, column: number) {
  const view = new EditorView({
    doc,
    parent: document.body,
    extensions: [
      markdown({ extensions: [GFM] }),
      sourceShown,
      blocks({ shown: /^!\[/, below: /^\{\{/, render: () => () => undefined }),
    ],
  });
  opened.push(view);
  forceParsing(view, doc.length, 10_000);
  const dom = view.contentDOM.querySelector('.cm-grid');
  if (!dom || !enterGrid(dom, row, column)) throw new Error('no table');
  const field = () => {
    const found = view.contentDOM.querySelector('textarea');
    if (!found) throw new Error('no open cell');
    return found;
  };
  /** Types letter by letter, as a person does. */
  const type = (words: string) => {
    for (const letter of words) {
      field().value += letter;
      field().dispatchEvent(new Event('input', { bubbles: true }));
    }
  };
  return { view, field, type };
}

const doc = 'Words\n\n| a | b |\n| --- | --- |\n| 1 |  |\n\nMore\n';

it('takes words into a cell, blanks between them too', () => {
  const { view, field, type } = open(doc, 1, 1);
  type('1 h 22 min ');
  expect(field().value).toBe('1 h 22 min ');
  type('or so');
  expect(view.state.doc.toString()).toBe(doc.replace('| 1 |  |', '| 1 | 1 h 22 min or so |'));
});

it('takes a column of a spreadsheet, a cell a row', () => {
  const { view, field } = open(doc, 1, 1);
  const data: Record<string, string> = { 'text/plain': '7\n8\n', 'text/html': '<table><tr><td>7' };
  const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), {
    clipboardData: { getData: (type: string) => data[type] ?? '' },
  });
  field().dispatchEvent(event);
  expect(view.state.doc.toString()).toBe(doc.replace('| 1 |  |', '| 1 | 7 |\n|  | 8 |'));
});

it('writes above a table that begins the text, and below one that ends it', () => {
  const alone = '| a | b |\n| --- | --- |\n| 1 |  |';
  const below = open(alone, 1, 1);
  below.field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  expect(below.view.state.doc.toString()).toBe(`${alone}\n\n`);
  expect(below.view.state.selection.main.head).toBe(alone.length + 2);

  const above = open(alone, 0, 0);
  const act = [...above.view.dom.querySelectorAll('.cm-acts button')].find(
    ({ textContent }) => textContent === 'Text above',
  );
  act?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
  expect(above.view.state.doc.toString()).toBe(`\n\n${alone}`);
  expect(above.view.state.selection.main.head).toBe(0);
});

it('goes down past the empty line below a table, which is no place to write in', () => {
  const { view, field } = open(doc, 1, 1);
  expect([...view.dom.querySelectorAll('.cm-acts button')].map((one) => one.textContent)).not.toContain(
    'Text below',
  );
  field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  expect(view.state.selection.main.head).toBe(doc.indexOf('More'));
});

it('goes out of a table between two others, and not into the next', () => {
  const table = '| a |\n| --- |\n| 1 |';
  const { view, field } = open(`${table}\n\n${table}`, 0, 0);
  field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  expect(view.state.selection.main.head).toBe(table.length + 1);
});

it('ends writing by Escape out of a table that ends the text', () => {
  const { view, field } = open('| a |\n| --- |\n| 1 |', 1, 0);
  let left: unknown;
  view.dom.addEventListener('leavegrid', (event) => {
    left = (event as CustomEvent).detail;
  });
  field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  expect(left).toBe('here');
});

it('tells which cell is written, and when none is any more', () => {
  const { view, field } = open(doc, 1, 1);
  const told: unknown[] = [];
  view.dom.addEventListener('opencell', (event) => told.push((event as CustomEvent).detail));
  const press = (key: string) =>
    field().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  press('ArrowUp');
  expect(told.at(-1)).toEqual({ row: 1, heading: 'b' });
  press('Escape');
  expect(told.at(-1)).toBeNull();

  const dom = view.contentDOM.querySelector('.cm-grid');
  if (dom) enterGrid(dom, 1, 0);
  expect(told.at(-1)).toEqual({ row: 2, heading: 'a' });
  view.dispatch({ changes: { from: 0, to: view.state.doc.length } });
  expect(told.at(-1)).toBeNull();
});
