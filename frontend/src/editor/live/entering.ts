import type { Extension } from '@codemirror/state';
import { EditorView, keymap, type Command } from '@codemirror/view';
import { liveTables } from './blocks';
import { enterGrid } from './grid';

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

/** However the caret comes into a table, by a click, an arrow or an undo, it goes on in a cell. */
export const entering: Extension = [
  keymap.of([
    { key: 'ArrowDown', run: into(true) },
    { key: 'ArrowUp', run: into(false) },
  ]),
  EditorView.updateListener.of((update) => {
    if (!update.selectionSet || !update.view.hasFocus) return;
    const { main } = update.state.selection;
    const before = update.startState.selection.main.head;
    const table = main.empty ? tableAt(update.view, main.head) : undefined;
    if (!table) return;
    requestAnimationFrame(() => {
      const now = update.view.state.selection.main;
      if (update.view.hasFocus && now.empty && tableAt(update.view, now.head)?.from === table.from) {
        enter(update.view, table.from, before > table.to ? -1 : 0);
      }
    });
  }),
];
