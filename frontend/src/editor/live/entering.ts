import type { Extension } from '@codemirror/state';
import { EditorView, keymap, type Command } from '@codemirror/view';
import { liveTables } from './blocks';
import { enterGrid } from './grid';
import { readTable } from './table';

/** The table that stands at a place of the text, if one does. */
function tableAt(view: EditorView, at: number): { from: number; to: number } | undefined {
  for (const [from, to] of view.state.field(liveTables)) if (from <= at && at <= to) return { from, to };
  return undefined;
}

function enter(view: EditorView, from: number, row: number, column = 0): boolean {
  for (const dom of view.contentDOM.querySelectorAll('.cm-grid')) {
    if (view.posAtDOM(dom) === from) return enterGrid(dom, row, column);
  }
  return false;
}

/** The row and the column of the cell that a place in a table's text belongs to. */
function cellAt(view: EditorView, { from, to }: { from: number; to: number }, at: number): [number, number] {
  const rows = readTable(view.state.doc.sliceString(from, to))?.rows ?? [];
  const row = Math.max(
    0,
    rows.findLastIndex((one) => one.from <= at - from),
  );
  const column = rows[row]?.cells.findIndex((cell) => at - from <= cell.to) ?? 0;
  // Behind the last bar it is the row that is meant.
  return [row, Math.max(0, column)];
}

/** An arrow key that would go over a table goes into it. */
const into =
  (forward: boolean): Command =>
  (view) => {
    const { main } = view.state.selection;
    if (!main.empty) return false;
    const { doc } = view.state;
    const line = doc.lineAt(main.head);
    const next = view.moveVertically(main, forward);
    if (forward ? line.number === doc.lines : line.number === 1) return false;
    // Wrapped lines are gone through first.
    if (next.head >= line.from && next.head <= line.to && next.head !== main.head) return false;
    const table = tableAt(view, forward ? line.to + 1 : line.from - 1);
    return table ? enter(view, table.from, forward ? 0 : -1) : false;
  };

/**
 * Words that are typed right below a table begin a paragraph: without an empty line between they
 * would be a row of it, and so would the paragraph that follows. What an input method composes is let be.
 */
const writeBelow = EditorView.inputHandler.of((view, from, to, text) => {
  const { doc } = view.state;
  const line = doc.lineAt(from);
  if (from !== to || view.composing || line.from === 0 || line.text.trim() !== '' || text.trim() === '')
    return false;
  if (tableAt(view, line.from - 1)?.to !== line.from - 1) return false;
  const isFollowed = line.number < doc.lines && doc.line(line.number + 1).text.trim() !== '';
  const begin = line.from + 1;
  view.dispatch({
    changes: { from: line.from, to: line.to, insert: `\n${text}${isFollowed ? '\n' : ''}` },
    selection: { anchor: begin + text.length },
    userEvent: 'input.type',
    scrollIntoView: true,
  });
  return true;
});

/** However the caret comes into a table, by a click, an arrow or an undo, it goes on in a cell. */
export const entering: Extension = [
  writeBelow,
  keymap.of([
    { key: 'ArrowDown', run: into(true) },
    { key: 'ArrowUp', run: into(false) },
  ]),
  EditorView.updateListener.of((update) => {
    const { view } = update;
    if (!(update.selectionSet || update.focusChanged) || !view.hasFocus) return;
    const { main } = update.state.selection;
    if (!main.empty || !tableAt(view, main.head)) return;
    requestAnimationFrame(() => {
      const now = view.state.selection.main;
      const table = now.empty && view.hasFocus ? tableAt(view, now.head) : undefined;
      if (table) enter(view, table.from, ...cellAt(view, table, now.head));
    });
  }),
];
