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

/** Lines that are moved up or down go over a table as a whole: among its rows they would be one of them. */
const over =
  (forward: boolean): Command =>
  (view) => {
    const { doc, selection } = view.state;
    const { main } = selection;
    const [first, last] = [doc.lineAt(main.from), doc.lineAt(main.to)];
    const by = forward ? 1 : -1;
    let beside = (forward ? last : first).number + by;
    if (beside >= 1 && beside <= doc.lines && doc.line(beside).text.trim() === '') beside += by;
    if (beside < 1 || beside > doc.lines) return false;
    const table = tableAt(view, doc.line(beside).from);
    if (!table || tableAt(view, main.head)) return false;
    const moved = { from: first.from, to: last.to };
    const [above, below] = forward ? [moved, table] : [table, moved];
    const between = doc.sliceString(above.to, below.from).padEnd(2, '\n');
    const [up, down] = [doc.sliceString(below.from, below.to), doc.sliceString(above.from, above.to)];
    // Nor may what stays join the table.
    const isWritten = (number: number) =>
      number >= 1 && number <= doc.lines && doc.line(number).text.trim() !== '';
    const lead = isWritten(doc.lineAt(above.from).number - 1) ? '\n' : '';
    const trail = isWritten(doc.lineAt(below.to).number + 1) ? '\n' : '';
    const shift = above.from + lead.length + (forward ? up.length + between.length : 0) - moved.from;
    view.dispatch({
      changes: { from: above.from, to: below.to, insert: lead + up + between + down + trail },
      selection: { anchor: main.anchor + shift, head: main.head + shift },
      userEvent: 'move.line',
      scrollIntoView: true,
    });
    return true;
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
    { key: 'Alt-ArrowDown', run: over(true) },
    { key: 'Alt-ArrowUp', run: over(false) },
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
