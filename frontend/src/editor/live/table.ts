/*
 * A table of Markdown as text: which cells it has, and how an edit of one changes
 * the text. Whatever is not edited stays byte for byte.
 */

export type Side = 'none' | 'left' | 'centre' | 'right';

export interface Cell {
  /** Where its text stands in the table's, without the blanks around it. */
  from: number;
  to: number;
}

export interface Row {
  /** Where the line stands, without its line end. */
  from: number;
  to: number;
  cells: Cell[];
}

export interface Table {
  text: string;
  /** As many as the head has: only so many are shown. */
  columns: number;
  sides: Side[];
  /** The head first; the line of dashes is none of them. */
  rows: Row[];
  dashes: Row;
}

/** A change of the table's text. */
export interface Change {
  from: number;
  to: number;
  insert: string;
}

/** Reads the text of a table; undefined where it is none. */
export function readTable(text: string): Table | undefined {
  const lines: Row[] = [];
  for (let from = 0; from <= text.length;) {
    let to = text.indexOf('\n', from);
    if (to < 0) to = text.length;
    lines.push({ from, to, cells: cellsOf(text, from, to) });
    from = to + 1;
  }
  const [head, dashes, ...rest] = lines;
  if (!head || !dashes || head.cells.length === 0) return undefined;
  const sides = dashes.cells.map((cell) => sideOf(text.slice(cell.from, cell.to)));
  if (sides.includes(undefined)) return undefined;
  return {
    text,
    columns: head.cells.length,
    sides: sides as Side[],
    rows: [head, ...rest],
    dashes,
  };
}

function sideOf(dashes: string): Side | undefined {
  if (!/^:?-+:?$/.test(dashes)) return undefined;
  if (dashes.startsWith(':')) return dashes.endsWith(':') && dashes.length > 1 ? 'centre' : 'left';
  return dashes.endsWith(':') ? 'right' : 'none';
}

function cellsOf(text: string, from: number, to: number): Cell[] {
  const cells: Cell[] = [];
  let start = from;
  const add = (end: number) => {
    let [a, b] = [start, end];
    while (a < b && isBlank(text[a])) a += 1;
    while (b > a && isBlank(text[b - 1])) b -= 1;
    // Of an empty cell it is behind the first blank, so that one stays on either side.
    if (a === b) a = b = Math.min(start + 1, end);
    cells.push({ from: a, to: b });
  };
  let at = from;
  while (at < to && isBlank(text[at])) at += 1;
  start = text[at] === '|' ? at + 1 : at;
  let isEscaped = false;
  for (at = start; at < to; at += 1) {
    if (text[at] === '|' && !isEscaped) {
      add(at);
      start = at + 1;
    }
    isEscaped = text[at] === '\\' && !isEscaped;
  }
  // What follows the last bar is a cell only where there is something.
  if (text.slice(start, to).trim() !== '') add(to);
  return cells;
}

function isBlank(letter: string | undefined): boolean {
  return letter === ' ' || letter === '\t';
}

/** The source of a cell, "" where the row is too short to have it. */
export function sourceOf(table: Table, row: number, column: number): string {
  const cell = table.rows[row]?.cells[column];
  return cell ? table.text.slice(cell.from, cell.to) : '';
}

/** What a person edits of a cell: bars and line breaks as they are. */
export function valueOf(source: string): string {
  return source.replaceAll('\\|', '|').replace(/<br ?\/?>/gi, '\n');
}

/** The source of what a person typed into a cell. */
export function encoded(value: string): string {
  return value
    .replace(/\r\n?/g, '\n')
    .replace(/\\*\|/g, (found) => (found.length % 2 === 0 ? found : `\\${found}`))
    .replaceAll('\n', '<br>');
}

/** Gives a cell another source. */
export function setCell(table: Table, row: number, column: number, source: string): Change {
  const line = table.rows[row];
  if (!line) return { from: 0, to: 0, insert: '' };
  const cell = line.cells[column];
  if (cell) {
    // An empty cell has its place between two bars, with a blank on either side.
    const isBare = cell.from === cell.to;
    const before = isBare && !isBlank(table.text[cell.from - 1]) ? ' ' : '';
    const after = isBare && !isBlank(table.text[cell.to]) ? ' ' : '';
    return { from: cell.from, to: cell.to, insert: before + source + after };
  }
  const missing = column - line.cells.length;
  const isClosed = closes(table.text, line);
  const lead = isClosed ? ' ' : ' | ';
  return { from: line.to, to: line.to, insert: `${lead}${'| '.repeat(missing)}${source} |` };
}

/** Whether a line ends with a bar that is not escaped. */
function closes(text: string, line: Row): boolean {
  const trimmed = text.slice(line.from, line.to).trimEnd();
  const slashes = /\\*(?=\|$)/.exec(trimmed)?.[0].length ?? 0;
  return trimmed.endsWith('|') && slashes % 2 === 0;
}

/** Puts an empty row behind one; 0 is the head. */
export function addRow(table: Table, after: number): Change {
  const at = after === 0 ? table.dashes.to : (table.rows[after]?.to ?? table.text.length);
  return { from: at, to: at, insert: `\n|${'  |'.repeat(table.columns)}` };
}

/** Takes a row out; the head stays. */
export function removeRow(table: Table, row: number): Change | undefined {
  const line = table.rows[row];
  return row === 0 || !line ? undefined : { from: line.from - 1, to: line.to, insert: '' };
}

/** Exchanges a row with the one before (−1) or behind it (1); the head stays. */
export function moveRow(table: Table, row: number, by: -1 | 1): Change | undefined {
  const [first, second] =
    by < 0 ? [table.rows[row - 1], table.rows[row]] : [table.rows[row], table.rows[row + 1]];
  if (!first || !second || first === table.rows[0]) return undefined;
  const part = (line: Row) => table.text.slice(line.from, line.to);
  return { from: first.from, to: second.to, insert: `${part(second)}\n${part(first)}` };
}

/** Changes the cells of all lines, the dashes among them. */
function columns(table: Table, change: (cells: string[], kind: 'row' | 'dashes') => void): Change {
  const written = (line: Row, kind: 'row' | 'dashes') => {
    const cells = line.cells.map(({ from, to }) => table.text.slice(from, to));
    while (cells.length < table.columns) cells.push(kind === 'dashes' ? '---' : '');
    change(cells, kind);
    const indent = /^[ \t]*/.exec(table.text.slice(line.from, line.to))?.[0] ?? '';
    return `${indent}|${cells.map((cell) => (cell === '' ? '  |' : ` ${cell} |`)).join('')}`;
  };
  const [head, ...rest] = table.rows;
  const lines = [
    head && written(head, 'row'),
    written(table.dashes, 'dashes'),
    ...rest.map((row) => written(row, 'row')),
  ];
  return { from: 0, to: table.text.length, insert: lines.join('\n') };
}

/** Puts an empty column behind one, −1 for the first. */
export function addColumn(table: Table, after: number): Change {
  return columns(table, (cells, kind) => cells.splice(after + 1, 0, kind === 'dashes' ? '---' : ''));
}

/** Takes a column out; the last one stays. */
export function removeColumn(table: Table, column: number): Change | undefined {
  return table.columns < 2 ? undefined : columns(table, (cells) => cells.splice(column, 1));
}

/** Exchanges a column with the one before (−1) or behind it (1). */
export function moveColumn(table: Table, column: number, by: -1 | 1): Change | undefined {
  const to = column + by;
  if (to < 0 || to >= table.columns) return undefined;
  return columns(table, (cells) => cells.splice(to, 0, ...cells.splice(column, 1)));
}

/** Sets a column to a side; the other lines stay as they are written. */
export function setSide(table: Table, column: number, side: Side): Change {
  const cell = table.dashes.cells[column];
  const insert = { none: '---', left: ':---', centre: ':---:', right: '---:' }[side];
  return cell ? { ...cell, insert } : { from: 0, to: 0, insert: '' };
}

/** Puts cells into a table from one cell on; rows and columns that are missing are added. Returns its text. */
export function putCells(
  table: Table,
  row: number,
  column: number,
  cells: readonly (readonly string[])[],
): string {
  const grow = (by: Change) => {
    table = readTable(applied(table.text, by)) ?? table;
  };
  const width = column + Math.max(0, ...cells.map((one) => one.length));
  while (table.columns < width) grow(addColumn(table, table.columns - 1));
  while (table.rows.length < row + cells.length) grow(addRow(table, table.rows.length - 1));
  let { text } = table;
  // From the last row up, so that the places of those above stay.
  for (let down = cells.length - 1; down >= 0; down -= 1) {
    const line = table.rows[row + down];
    if (!line) continue;
    // A row by itself, so that a large table is not read again for each cell.
    let alone = table.text.slice(line.from, line.to);
    for (const [right, cell] of (cells[down] ?? []).entries()) {
      const only: Row = { from: 0, to: alone.length, cells: cellsOf(alone, 0, alone.length) };
      alone = applied(
        alone,
        setCell({ ...table, text: alone, rows: [only] }, 0, column + right, encoded(cell)),
      );
    }
    text = applied(text, { from: line.from, to: line.to, insert: alone });
  }
  return text;
}

function applied(text: string, { from, to, insert }: Change): string {
  return text.slice(0, from) + insert + text.slice(to);
}

/** Writes rows of plain cells as a table, the first row as its head. */
export function writeTable(rows: readonly (readonly string[])[]): string {
  const width = Math.max(1, ...rows.map((row) => row.length));
  const line = (row: readonly string[]) =>
    `|${Array.from({ length: width }, (_, at) => {
      const cell = encoded((row[at] ?? '').trim());
      return cell === '' ? '  |' : ` ${cell} |`;
    }).join('')}`;
  const [head = [], ...rest] = rows;
  return [line(head), `|${' --- |'.repeat(width)}`, ...rest.map(line)].join('\n');
}

/** Reads the cells of one column of a spreadsheet, a line each; undefined for a single one. */
export function readColumn(text: string): string[][] | undefined {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n');
  return lines.length > 1 ? lines.map((cell) => [cell]) : undefined;
}

/** Reads what a spreadsheet puts on the clipboard as text: tabs between cells, quoted where they hold one or a line end. */
export function readTabs(text: string): string[][] | undefined {
  if (!text.includes('\t')) return undefined;
  const rows: string[][] = [[]];
  let at = 0;
  const source = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '');
  while (at <= source.length) {
    const row = rows.at(-1);
    if (source[at] === '"') {
      let value = '';
      let end = at + 1;
      for (; end < source.length && !(source[end] === '"' && source[end + 1] !== '"'); end += 1) {
        if (source[end] === '"') end += 1;
        value += source[end] ?? '';
      }
      const next = source[end + 1];
      if (end < source.length && (next === undefined || next === '\t' || next === '\n')) {
        row?.push(value);
        if (next === '\n') rows.push([]);
        at = end + 2;
        continue;
      }
    }
    const found = /[\t\n]/.exec(source.slice(at));
    const end = found ? at + found.index : source.length;
    row?.push(source.slice(at, end));
    if (found?.[0] === '\n') rows.push([]);
    at = end + 1;
  }
  // Lines of prose with a tab somewhere are no table: each row of one has as many.
  const width = rows[0]?.length ?? 0;
  return width > 1 && rows.every((row) => row.length === width) ? rows : undefined;
}
