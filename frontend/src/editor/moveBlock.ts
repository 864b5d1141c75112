import { moveLineDown, moveLineUp } from '@codemirror/commands';
import { ensureSyntaxTree } from '@codemirror/language';
import { EditorSelection, type EditorState, type StateCommand } from '@codemirror/state';

interface Stretch {
  from: number;
  to: number;
}

const longestParse = 200; // milliseconds

/** The paragraphs, lists, tables and other blocks of the text, as whole lines. */
function blocksOf(state: EditorState): Stretch[] {
  const blocks: Stretch[] = [];
  const tree = ensureSyntaxTree(state, state.doc.length, longestParse);
  for (let node = tree?.topNode.firstChild; node; node = node.nextSibling)
    blocks.push({ from: state.doc.lineAt(node.from).from, to: state.doc.lineAt(node.to).to });
  return blocks;
}

/**
 * Moves the lines that are selected past the next one of the same block, and at its edge all
 * of the block past its neighbour, with an empty line between them: a live block, a picture
 * or a table that words come to touch would be one no more.
 */
export const moveBlock =
  (forward: boolean): StateCommand =>
  (target) => {
    const { state, dispatch } = target;
    const { main } = state.selection;
    const [first, last] = [state.doc.lineAt(main.from).from, state.doc.lineAt(main.to).to];
    const blocks = blocksOf(state);
    const touched = blocks.filter(({ from, to }) => from <= last && to >= first);
    const [top, end] = [touched[0], touched.at(-1)];
    const isInside = top === end && top && end && (forward ? last < end.to : first > top.from);
    if (!top || !end || isInside) return (forward ? moveLineDown : moveLineUp)(target);
    const next = blocks[forward ? blocks.indexOf(end) + 1 : blocks.indexOf(top) - 1];
    if (!next) return true;
    const moved = { from: top.from, to: end.to };
    const [upper, lower] = forward ? [moved, next] : [next, moved];
    const words = ({ from, to }: Stretch) => state.doc.sliceString(from, to);
    const gap = state.doc.sliceString(upper.to, lower.from);
    const parted = /\n[ \t]*\n/.test(gap) ? gap : '\n\n';
    const above = words(lower) + parted;
    const shift = (forward ? upper.from + above.length : upper.from) - moved.from;
    dispatch(
      state.update({
        changes: { from: upper.from, to: lower.to, insert: above + words(upper) },
        selection: EditorSelection.range(main.anchor + shift, main.head + shift),
        scrollIntoView: true,
        userEvent: 'move.line',
      }),
    );
    return true;
  };
