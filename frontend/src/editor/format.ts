import { EditorSelection, type StateCommand } from '@codemirror/state';

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
