import { describe, expect, it } from 'vitest';
import {
  addColumn,
  addRow,
  encoded,
  moveColumn,
  moveRow,
  putCells,
  readTable,
  readTabs,
  removeColumn,
  removeRow,
  setCell,
  setSide,
  sourceOf,
  valueOf,
  writeTable,
  type Change,
  type Table,
} from './table';

const plain = '| a | b |\n|---|--:|\n| 1 | 2 |\n|  x|y  |';
const table = (text = plain): Table => {
  const found = readTable(text);
  if (!found) throw new Error(`no table: ${text}`);
  return found;
};
const after = (change: Change | undefined, text = plain) =>
  change ? text.slice(0, change.from) + change.insert + text.slice(change.to) : undefined;

describe('readTable', () => {
  it('reads cells, sides and escaped bars', () => {
    const found = table('a | b \\| c\n:-: | ---\n1\n| 2 | 3 | 4 |');
    expect(found.columns).toBe(2);
    expect(found.sides).toEqual(['centre', 'none']);
    expect(sourceOf(found, 0, 1)).toBe('b \\| c');
    expect(sourceOf(found, 1, 1)).toBe('');
    expect(sourceOf(found, 2, 1)).toBe('3');
  });

  it('knows what is none', () => {
    expect(readTable('a | b\nc | d')).toBeUndefined();
    expect(readTable('a')).toBeUndefined();
  });
});

describe('an edit', () => {
  it('of a cell leaves all else byte for byte', () => {
    expect(after(setCell(table(), 2, 0, 'new'))).toBe('| a | b |\n|---|--:|\n| 1 | 2 |\n|  new|y  |');
  });

  it('of a cell that is missing or empty gives it a place', () => {
    const short = '| a | b | c |\n|---|---|---|\n| 1 |\n||  |x|';
    expect(after(setCell(table(short), 1, 2, 'z'), short)).toContain('\n| 1 | | z |\n');
    expect(after(setCell(table(short), 2, 0, 'z'), short)).toContain('\n| z |  |x|');
    const bare = 'a | b\n--|--\n1';
    expect(after(setCell(table(bare), 1, 1, 'z'), bare)).toBe('a | b\n--|--\n1 | z |');
  });

  it('of rows', () => {
    expect(after(addRow(table(), 0))).toBe('| a | b |\n|---|--:|\n|  |  |\n| 1 | 2 |\n|  x|y  |');
    expect(after(removeRow(table(), 1))).toBe('| a | b |\n|---|--:|\n|  x|y  |');
    expect(removeRow(table(), 0)).toBeUndefined();
    expect(after(moveRow(table(), 1, 1))).toBe('| a | b |\n|---|--:|\n|  x|y  |\n| 1 | 2 |');
    expect(moveRow(table(), 1, -1)).toBeUndefined();
  });

  it('of columns', () => {
    expect(after(addColumn(table(), 0))).toBe(
      '| a |  | b |\n| --- | --- | --: |\n| 1 |  | 2 |\n| x |  | y |',
    );
    expect(after(removeColumn(table(), 0))).toBe('| b |\n| --: |\n| 2 |\n| y |');
    expect(after(moveColumn(table(), 0, 1))).toBe('| b | a |\n| --: | --- |\n| 2 | 1 |\n| y | x |');
    expect(moveColumn(table(), 1, 1)).toBeUndefined();
    expect(after(setSide(table(), 0, 'centre'))).toBe('| a | b |\n|:---:|--:|\n| 1 | 2 |\n|  x|y  |');
  });
});

it('puts cells in, with the rows and columns that they need', () => {
  const put = (
    row: number,
    column: number,
    cells: string[][],
    text = '| a | b |\n|---|--:|\n| 1 |\n| x | y |',
  ) => putCells(table(text), row, column, cells);
  expect(put(1, 0, [['7', '8'], ['9']])).toBe('| a | b |\n|---|--:|\n| 7 | 8 |\n| 9 | y |');
  expect(put(2, 1, [['p', 'q|r'], ['s']])).toBe(
    '| a | b |  |\n| --- | --: | --- |\n| 1 |  |  |\n| x | p | q\\|r |\n|  | s |  |',
  );
  expect(put(0, 0, [['A', 'B']], 'a|b\n-|-')).toBe('A|B\n-|-');
});

it('encodes what a person types so that it stays in its cell', () => {
  for (const value of ['a|b', 'a\\|b', 'a\\\\|b', 'one\ntwo', '|', 'a\\']) {
    const row = `| ${encoded(value)} | z |`;
    expect(table(`| h | i |\n|---|---|\n${row}`).rows[1]?.cells, value).toHaveLength(2);
  }
  expect(valueOf(encoded('a|b\nc'))).toBe('a|b\nc');
});

it('reads what a spreadsheet copies', () => {
  expect(readTabs('a\tb\r\n1\t2\r\n')).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
  expect(readTabs('a\t"one\ntwo ""so"""\n1\t2')).toEqual([
    ['a', 'one\ntwo "so"'],
    ['1', '2'],
  ]);
  expect(readTabs('a\t\n\tb')).toEqual([
    ['a', ''],
    ['', 'b'],
  ]);
  expect(readTabs('func main() {\n\tx()\n}')).toBeUndefined();
  expect(readTabs('words')).toBeUndefined();
  expect(writeTable([['a', 'b|c'], ['1']])).toBe('| a | b\\|c |\n| --- | --- |\n| 1 |  |');
});
