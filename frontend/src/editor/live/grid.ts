import { redo, undo } from '@codemirror/commands';
import { EditorSelection } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { WidgetType } from '@codemirror/view';
import { showInline } from './inline';
import {
  addColumn,
  addRow,
  encoded,
  moveColumn,
  moveRow,
  putCells,
  readColumn,
  readTable,
  readTabs,
  removeColumn,
  removeRow,
  setCell,
  setSide,
  sourceOf,
  valueOf,
  type Change,
  type Side,
  type Table,
} from './table';

/** Which heights tables had when they were last on screen. */
const heights = new Map<string, number>();

/** Where a person leaves a table to; "here" is out of the text that it ends. */
export type Leaving = 'before' | 'after' | 'here';

/** The cell of a table that is being written: of which row, of which column. */
export interface Cell {
  /** 1 is the heading's. */
  row: number;
  heading: string;
}

/** A table that is edited where it stands, cell by cell, with the keys of a spreadsheet. */
export class Grid extends WidgetType {
  constructor(readonly source: string) {
    super();
  }

  override eq(other: Grid): boolean {
    return other.source === this.source;
  }

  override get estimatedHeight(): number {
    return heights.get(this.source) ?? this.source.split('\n').length * 34;
  }

  override toDOM(view: EditorView): HTMLElement {
    const shown = new ShownGrid(view);
    shown.show(this.source);
    grids.set(shown.dom, shown);
    return shown.dom;
  }

  override updateDOM(dom: HTMLElement): boolean {
    const shown = grids.get(dom);
    shown?.show(this.source);
    return shown !== undefined;
  }

  override destroy(dom: HTMLElement): void {
    if (dom.offsetHeight > 0) heights.set(this.source, dom.offsetHeight);
    grids.get(dom)?.destroy();
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

const grids = new WeakMap<HTMLElement, ShownGrid>();

/** Goes into the table whose element that is, to a cell; -1 is the last row. */
export function enterGrid(dom: Element, row: number, column = 0): boolean {
  const shown = dom instanceof HTMLElement ? grids.get(dom) : undefined;
  shown?.enter(row, column);
  return shown !== undefined;
}

interface Place {
  row: number;
  column: number;
}

class ShownGrid {
  readonly dom: HTMLElement;
  readonly #view: EditorView;
  readonly #element = document.createElement('table');
  #table: Table | undefined;
  #cells: HTMLTableCellElement[][] = [];
  #sources: string[][] = [];
  #open: (Place & { field: HTMLTextAreaElement; sizer: HTMLElement; before: string }) | undefined;
  #acts: HTMLElement | undefined;

  constructor(view: EditorView) {
    this.#view = view;
    this.dom = document.createElement('div');
    this.dom.className = 'cm-grid';
    this.dom.contentEditable = 'false';
    this.dom.append(this.#element);
    this.#element.addEventListener('mousedown', (event) => {
      if (event.button !== 0 || event.target instanceof HTMLTextAreaElement) return;
      const cell = event.target instanceof Element ? event.target.closest('td, th') : null;
      const place = this.#placeOf(cell);
      if (!place) return;
      event.preventDefault();
      this.enter(place.row, place.column);
    });
  }

  /** A table that is taken away under a writer's hands gives the keys back to the text. */
  destroy(): void {
    if (!this.#open) return;
    if (this.dom.contains(document.activeElement)) this.#view.focus();
    this.#open = undefined;
    this.#tell(undefined);
  }

  /** Shows another text of the table; the cell that is being written stays open. */
  show(source: string): void {
    const table = readTable(source);
    if (!table) return;
    const before = this.#table;
    this.#table = table;
    const isReshaped =
      !before || before.columns !== table.columns || before.rows.length !== table.rows.length;
    if (isReshaped) this.#build(table);
    for (const [row, cells] of this.#cells.entries()) {
      for (const [column, cell] of cells.entries()) {
        const side = table.sides[column] ?? 'none';
        for (const one of ['left', 'centre', 'right']) cell.classList.toggle(`cm-${one}`, one === side);
        const text = sourceOf(table, row, column);
        const isOpen = this.#open?.row === row && this.#open.column === column;
        if (isOpen && this.#open && sourceTyped(this.#open.field.value) !== text) {
          this.#open.field.value = valueOf(text);
          this.#open.before = this.#open.field.value;
          fit(this.#open);
        }
        if (this.#sources[row]?.[column] === text) continue;
        const known = this.#sources[row];
        if (known) known[column] = text;
        if (!isOpen) showInline(text, cell);
      }
    }
  }

  #build(table: Table): void {
    const open = this.#open;
    this.#open = undefined;
    this.#cells = table.rows.map((_, row) =>
      Array.from({ length: table.columns }, () => document.createElement(row === 0 ? 'th' : 'td')),
    );
    this.#sources = this.#cells.map((row) => row.map(() => '\0'));
    const head = document.createElement('thead');
    const body = document.createElement('tbody');
    for (const [at, cells] of this.#cells.entries()) {
      const row = document.createElement('tr');
      row.append(...cells);
      (at === 0 ? head : body).append(row);
    }
    this.#element.replaceChildren(head, body);
    if (open) {
      const row = Math.min(open.row, table.rows.length - 1);
      queueMicrotask(() => {
        this.enter(row, Math.min(open.column, table.columns - 1));
      });
    }
  }

  #placeOf(cell: Element | null): Place | undefined {
    for (const [row, cells] of this.#cells.entries()) {
      const column = cells.findIndex((one) => one === cell);
      if (column >= 0) return { row, column };
    }
    return undefined;
  }

  enter(row: number, column: number): void {
    if (row < 0) row = this.#cells.length + row;
    const cell = this.#cells[row]?.[column];
    const table = this.#table;
    if (!cell || !table) return;
    if (this.#open?.row === row && this.#open.column === column) {
      this.#open.field.focus();
      return;
    }
    this.#shut();
    const field = document.createElement('textarea');
    field.rows = 1;
    field.value = valueOf(sourceOf(table, row, column));
    const heading = valueOf(sourceOf(table, 0, column)).trim() || `Column ${String(column + 1)}`;
    field.setAttribute('aria-label', `${heading}, row ${String(row + 1)}`);
    const sizer = document.createElement('span');
    sizer.className = 'cm-sizer';
    sizer.setAttribute('aria-hidden', 'true');
    const open = { row, column, field, sizer, before: field.value };
    this.#open = open;
    cell.replaceChildren(sizer, field);
    cell.classList.add('cm-open');
    fit(open);
    field.addEventListener('input', () => {
      fit(open);
      this.#save();
    });
    field.addEventListener('keydown', (event) => {
      this.#keyed(event);
    });
    field.addEventListener('paste', (event) => {
      this.#pasted(event);
    });
    field.addEventListener('blur', () => {
      // A click on one of the acts, or the window that goes to the back, does not leave the cell.
      setTimeout(() => {
        if (this.#open?.field === field && document.activeElement !== field && document.hasFocus())
          this.#shut();
      });
    });
    this.#showActs();
    this.#tell({ row: row + 1, heading });
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** Tells which cell is being written. From the text: a table may be taken away. */
  #tell(cell: Cell | undefined): void {
    this.#view.dom.dispatchEvent(new CustomEvent('opencell', { bubbles: true, detail: cell }));
  }

  /** Shows the cell again as it will be read. */
  #shut(): void {
    const open = this.#open;
    if (!open || !this.#table) return;
    this.#open = undefined;
    this.#acts?.remove();
    this.#acts = undefined;
    this.#tell(undefined);
    const cell = this.#cells[open.row]?.[open.column];
    if (!cell) return;
    cell.classList.remove('cm-open');
    showInline(sourceOf(this.#table, open.row, open.column), cell);
  }

  #save(): void {
    const open = this.#open;
    if (!open || !this.#table || open.field.value === open.before) return;
    open.before = open.field.value;
    const source = sourceTyped(open.field.value);
    if (source === sourceOf(this.#table, open.row, open.column)) return;
    this.#change(setCell(this.#table, open.row, open.column, source), 'input.type');
  }

  #change(change: Change | undefined, event = 'input.table'): boolean {
    if (!change) return false;
    const base = this.#view.posAtDOM(this.dom);
    this.#view.dispatch({
      changes: { from: base + change.from, to: base + change.to, insert: change.insert },
      userEvent: event,
    });
    return true;
  }

  #leave(to: Leaving): void {
    const from = this.#view.posAtDOM(this.dom);
    const { doc } = this.#view.state;
    const length = this.#table?.text.length ?? 0;
    this.#shut();
    if (to === 'before' && from > 0) {
      this.#view.dispatch({ selection: EditorSelection.cursor(from - 1), scrollIntoView: true });
    } else if (to === 'after' && from + length < doc.length) {
      const below = doc.lineAt(from + length + 1);
      // The line between the table and what follows is no place to write in, unless that is a table, too.
      const isBetween =
        below.text.trim() === '' &&
        below.number < doc.lines &&
        !doc.line(below.number + 1).text.includes('|');
      const next = isBetween ? below.to + 1 : below.from;
      this.#view.dispatch({ selection: EditorSelection.cursor(next), scrollIntoView: true });
    } else {
      this.dom.dispatchEvent(new CustomEvent('leavegrid', { bubbles: true, detail: to }));
      return;
    }
    this.#view.focus();
  }

  /** Puts a paragraph above or below a table with which the text begins or ends, and goes there. */
  #writeBeside(side: 'before' | 'after'): void {
    const from = this.#view.posAtDOM(this.dom);
    const at = side === 'before' ? from : from + (this.#table?.text.length ?? 0);
    this.#shut();
    this.#view.dispatch({
      changes: { from: at, insert: '\n\n' },
      selection: EditorSelection.cursor(side === 'before' ? at : at + 2),
      scrollIntoView: true,
      userEvent: 'input',
    });
    this.#view.focus();
  }

  get #isLast(): boolean {
    return this.#view.posAtDOM(this.dom) + (this.#table?.text.length ?? 0) === this.#view.state.doc.length;
  }

  #step(rows: number, columns: number): void {
    const open = this.#open;
    const table = this.#table;
    if (!open || !table) return;
    let row = open.row + rows;
    let column = open.column + columns;
    if (column < 0) [row, column] = [row - 1, table.columns - 1];
    if (column >= table.columns) [row, column] = [row + 1, 0];
    if (row < 0) this.#leave('before');
    else if (row >= table.rows.length) this.#leave('after');
    else this.enter(row, column);
  }

  #addRow(): void {
    const { row, column } = this.#open ?? { row: 0, column: 0 };
    if (!this.#table || !this.#change(addRow(this.#table, row))) return;
    queueMicrotask(() => {
      this.enter(row + 1, column);
    });
  }

  #addColumn(): void {
    const { row, column } = this.#open ?? { row: 0, column: 0 };
    if (!this.#table || !this.#change(addColumn(this.#table, column))) return;
    queueMicrotask(() => {
      this.enter(row, column + 1);
    });
  }

  #move(rows: -1 | 0 | 1, columns: -1 | 0 | 1): void {
    const open = this.#open;
    const table = this.#table;
    if (!open || !table) return;
    const change =
      rows !== 0
        ? moveRow(table, open.row, rows)
        : columns !== 0
          ? moveColumn(table, open.column, columns)
          : undefined;
    const { row, column } = open;
    // The cell goes with what is moved; shut first, or its words would be taken for an edit.
    if (!change) return;
    this.#shut();
    this.#change(change);
    this.enter(row + rows, column + columns);
  }

  #align(side: Side): void {
    const open = this.#open;
    if (!open || !this.#table) return;
    this.#change(setSide(this.#table, open.column, this.#table.sides[open.column] === side ? 'none' : side));
    open.field.focus();
  }

  #remove(what: 'row' | 'column'): void {
    const open = this.#open;
    const table = this.#table;
    if (!open || !table) return;
    this.#change(what === 'row' ? removeRow(table, open.row) : removeColumn(table, open.column));
  }

  #keyed(event: KeyboardEvent): void {
    const field = this.#open?.field;
    const last = (this.#table?.rows.length ?? 0) - 1;
    if (!field || !this.#open || !this.#table || event.isComposing) return;
    const { selectionStart: from, selectionEnd: to, value } = field;
    const isBare = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    const isMod = (event.ctrlKey || event.metaKey) && !event.altKey;
    const act = ((): (() => void) | undefined => {
      if (event.altKey && !event.ctrlKey && !event.metaKey) {
        switch (event.key) {
          case 'ArrowUp':
            return () => {
              this.#move(-1, 0);
            };
          case 'ArrowDown':
            return () => {
              this.#move(1, 0);
            };
          case 'ArrowLeft':
            return () => {
              this.#move(0, -1);
            };
          case 'ArrowRight':
            return () => {
              this.#move(0, 1);
            };
        }
        return undefined;
      }
      if (isMod) {
        switch (event.key.toLowerCase()) {
          case 'z':
            return () => (event.shiftKey ? redo(this.#view) : undo(this.#view));
          case 'y':
            return () => redo(this.#view);
          case 'l':
            return () => {
              this.#align('left');
            };
          case 'e':
            return () => {
              this.#align('centre');
            };
          case 'r':
            return () => {
              this.#align('right');
            };
          case 'enter':
            return () => {
              this.#addRow();
            };
          case 'backspace':
            return event.shiftKey
              ? () => {
                  this.#remove('row');
                }
              : undefined;
        }
        return undefined;
      }
      switch (event.key) {
        case 'Escape':
          return () => {
            this.#leave(this.#isLast ? 'here' : 'after');
          };
        case 'Tab':
          if (
            !event.shiftKey &&
            this.#open?.row === last &&
            this.#open.column === (this.#table?.columns ?? 0) - 1
          ) {
            return () => {
              this.#open = this.#open && { ...this.#open, column: 0 };
              this.#addRow();
            };
          }
          return () => {
            this.#step(0, event.shiftKey ? -1 : 1);
          };
        case 'Enter':
          return event.shiftKey
            ? undefined
            : () => {
                // An arrow goes on to the next section; Enter goes on writing.
                if (this.#open?.row === last && this.#isLast) this.#writeBeside('after');
                else this.#step(1, 0);
              };
        case 'ArrowUp':
          return isBare && !value.slice(0, from).includes('\n')
            ? () => {
                this.#step(-1, 0);
              }
            : undefined;
        case 'ArrowDown':
          return isBare && !value.slice(to).includes('\n')
            ? () => {
                this.#step(1, 0);
              }
            : undefined;
        case 'ArrowLeft':
          return isBare && to === 0
            ? () => {
                this.#step(0, -1);
              }
            : undefined;
        case 'ArrowRight':
          return isBare && from === value.length
            ? () => {
                this.#step(0, 1);
              }
            : undefined;
        default:
          return undefined;
      }
    })();
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  /** Cells from a spreadsheet go into the cells from here on; rows and columns that are missing are added. */
  #pasted(event: ClipboardEvent): void {
    event.stopPropagation();
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const isColumn = /<table[\s>]/i.test(event.clipboardData?.getData('text/html') ?? '');
    const rows = readTabs(text) ?? (isColumn ? readColumn(text) : undefined);
    const open = this.#open;
    if (!rows || !open || !this.#table) return;
    event.preventDefault();
    const base = this.#view.posAtDOM(this.dom);
    this.#view.dispatch({
      changes: {
        from: base,
        to: base + this.#table.text.length,
        insert: putCells(this.#table, open.row, open.column, rows),
      },
      userEvent: 'input.paste',
    });
  }

  /** The few acts that have no place in a cell, over the table. */
  #showActs(): void {
    if (this.#acts) return;
    const acts = document.createElement('div');
    acts.className = 'cm-acts';
    acts.setAttribute('role', 'toolbar');
    acts.setAttribute('aria-label', 'Table');
    const add = (title: string, keys: string, run: () => void) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.tabIndex = -1;
      button.textContent = title;
      if (keys) button.title = keys;
      button.addEventListener('mousedown', (event) => {
        event.preventDefault();
        run();
      });
      acts.append(button);
    };
    add('Row below', 'Ctrl+Enter', () => {
      this.#addRow();
    });
    add('Column', '', () => {
      this.#addColumn();
    });
    add('Left', 'Ctrl+L', () => {
      this.#align('left');
    });
    add('Centre', 'Ctrl+E', () => {
      this.#align('centre');
    });
    add('Right', 'Ctrl+R', () => {
      this.#align('right');
    });
    add('Delete row', 'Ctrl+Shift+Backspace', () => {
      this.#remove('row');
    });
    add('Delete column', '', () => {
      this.#remove('column');
    });
    const isFirst = this.#view.posAtDOM(this.dom) === 0;
    if (isFirst)
      add('Text above', '', () => {
        this.#writeBeside('before');
      });
    if (this.#isLast)
      add('Text below', 'Enter in the last row', () => {
        this.#writeBeside('after');
      });
    // Above stands the heading of the section, and its menu.
    acts.classList.toggle('cm-acts-below', isFirst);
    this.#acts = acts;
    this.dom.append(acts);
  }
}

/** The source of what stands in a field. Blanks at its ends are no part of a cell, yet the next word is typed behind them. */
function sourceTyped(value: string): string {
  return encoded(value).replace(/^[ \t]+|[ \t]+$/g, '');
}

/** Makes an open cell as large as its words; a last line without any counts. */
function fit({ field, sizer }: { field: HTMLTextAreaElement; sizer: HTMLElement }): void {
  sizer.textContent = `${field.value}\u200b`;
}
