import { insertNewlineContinueMarkupCommand } from '@codemirror/lang-markdown';
import { forceParsing, syntaxTree, syntaxTreeAvailable } from '@codemirror/language';
import { EditorSelection, type StateCommand, type Text } from '@codemirror/state';
import type { Command } from '@codemirror/view';

/** Puts a mark such as `**` around each selection, or takes it away where it stands. */
export function toggleMark(mark: string): StateCommand {
  return ({ state, dispatch }) => {
    const size = mark.length;
    const change = state.changeByRange((range) => {
      const { from, to } = range;
      const marked =
        state.sliceDoc(Math.max(0, from - size), from) === mark && state.sliceDoc(to, to + size) === mark;
      if (marked) {
        return {
          changes: [
            { from: from - size, to: from },
            { from: to, to: to + size },
          ],
          range: EditorSelection.range(from - size, to - size),
        };
      }
      return {
        changes: [
          { from, insert: mark },
          { from: to, insert: mark },
        ],
        range: EditorSelection.range(from + size, to + size),
      };
    });
    dispatch(state.update(change, { userEvent: 'input.format', scrollIntoView: true }));
    return true;
  };
}

/** Puts a mark such as `- ` before each line of the selection, or takes it away where all have it. */
export function toggleLines(mark: string): StateCommand {
  const any = /^(?:#{1,6} |[-*+] (?:\[[ xX]\] )?|\d+[.)] |> )/;
  return ({ state, dispatch }) => {
    const lines = new Map<number, { from: number; text: string }>();
    for (const range of state.selection.ranges) {
      for (let at = state.doc.lineAt(range.from); ; at = state.doc.line(at.number + 1)) {
        if (at.text.trim() !== '' || range.empty) lines.set(at.from, at);
        if (at.to >= range.to || at.number === state.doc.lines) break;
      }
    }
    const all = [...lines.values()];
    const isOn = all.length > 0 && all.every(({ text }) => text.startsWith(mark));
    const changes = all.map(({ from, text }) => {
      const before = any.exec(text)?.[0] ?? '';
      return { from, to: from + (isOn ? mark.length : before.length), insert: isOn ? '' : mark };
    });
    dispatch(state.update({ changes, userEvent: 'input.format', scrollIntoView: true }));
    return true;
  };
}

/** Makes a link of the selection, with the caret where its address goes. */
export const insertLink: StateCommand = ({ state, dispatch }) => {
  const change = state.changeByRange(({ from, to }) => ({
    changes: [
      { from, insert: '[' },
      { from: to, insert: ']()' },
    ],
    range: EditorSelection.cursor(to + 3),
  }));
  dispatch(state.update(change, { userEvent: 'input.format', scrollIntoView: true }));
  return true;
};

/** The number of an item at a line, set in by so many blanks: one more than the item before it there. */
function numberOf(doc: Text, line: number, indent: number): number {
  for (let at = line - 1; at >= 1; at -= 1) {
    const [, blanks = '', digits] = /^( *)(?:(\d+)[.)] )?/.exec(doc.line(at).text) ?? [];
    if (doc.line(at).text.trim() === '' || blanks.length > indent) continue;
    return blanks.length === indent && digits !== undefined ? Number(digits) + 1 : 1;
  }
  return 1;
}

/** Sets items of a list in by the width of their mark, or out. Elsewhere Tab leaves the text. */
export function indentItem(by: 1 | -1): StateCommand {
  return ({ state, dispatch }) => {
    const { main } = state.selection;
    let item = syntaxTree(state).resolveInner(state.doc.lineAt(main.head).to, -1);
    while (item.parent && item.name !== 'ListItem') item = item.parent;
    const mark = item.getChild('ListMark');
    if (!mark) return false;
    const width = mark.to - mark.from + 1;
    const changes = [];
    for (let at = state.doc.lineAt(main.from); ; at = state.doc.line(at.number + 1)) {
      if (by > 0 && at.text.trim() !== '') changes.push({ from: at.from, insert: ' '.repeat(width) });
      else if (by < 0) {
        const blanks = /^ */.exec(at.text)?.[0].length ?? 0;
        changes.push({ from: at.from, to: at.from + Math.min(blanks, width) });
      }
      if (at.to >= main.to || at.number === state.doc.lines) break;
    }
    const line = state.doc.lineAt(mark.from);
    const digits = /^\d+/.exec(state.sliceDoc(mark.from, mark.to))?.[0];
    if (digits !== undefined) {
      const indent = mark.from - line.from + (by > 0 ? width : -Math.min(mark.from - line.from, width));
      const insert = String(numberOf(state.doc, line.number, indent));
      changes.push({ from: mark.from, to: mark.from + digits.length, insert });
    }
    dispatch(
      state.update({ changes, userEvent: by > 0 ? 'input.indent' : 'delete.dedent', scrollIntoView: true }),
    );
    return true;
  };
}

const goOn = insertNewlineContinueMarkupCommand({ nonTightLists: false });

/**
 * Goes on with a list or a quotation. In an item without words it leaves the list, with
 * an empty line between: the next words would still be the item's without one.
 */
export const nextLine: StateCommand = (target) => {
  const { state, dispatch } = target;
  const { doc, selection } = state;
  const line = doc.lineAt(selection.main.head);
  const isBlank = (number: number) => number < 1 || number > doc.lines || doc.line(number).text.trim() === '';
  const isEmptyItem =
    selection.main.empty &&
    selection.main.head === line.to &&
    /^(?:[-*+]|\d+[.)]) (?:\[[ xX]\] )?$/.test(line.text) &&
    syntaxTree(state).resolveInner(line.from, 1).name === 'ListMark';
  if (!isEmptyItem || isBlank(line.number - 1)) return goOn(target);
  const insert = isBlank(line.number + 1) ? '\n' : '\n\n';
  dispatch(
    state.update({
      changes: { from: line.from, to: line.to, insert },
      selection: { anchor: line.from + 1 },
      userEvent: 'input',
      scrollIntoView: true,
    }),
  );
  return true;
};

/** Does what depends on how the text is read once it is read that far, which a busy machine puts off. */
export function whenRead(command: StateCommand): Command {
  return (view) => {
    const { to } = view.state.doc.lineAt(view.state.selection.main.to);
    if (!syntaxTreeAvailable(view.state, to)) forceParsing(view, to, 200);
    return command(view);
  };
}
