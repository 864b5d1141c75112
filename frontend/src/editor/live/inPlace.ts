import type { TransactionSpec } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';

/**
 * Changes what is drawn, perhaps above what is in sight, which stays where it is.
 * CodeMirror sees to that when it measures, but not where the text was scrolled since
 * it last did: so it measures before and after, at once.
 */
export function inPlace(view: EditorView, change: TransactionSpec): void {
  measure(view);
  view.dispatch(change);
  measure(view);
}

/** Measures now what would be measured before the next frame: whoever asks for a place is told a true one. */
function measure(view: EditorView): void {
  view.requestMeasure();
  view.lineBlockAtHeight(0);
}
