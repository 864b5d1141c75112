import { StateEffect, StateField, type Extension, type Range } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';

/** A stretch of the text, in the editor's own places. */
export interface Stretch {
  from: number;
  to: number;
}

const set = StateEffect.define<readonly Stretch[]>();
const one = Decoration.mark({ class: 'cm-found' });

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (shown, transaction) => {
    shown = shown.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(set)) continue;
      const { length } = transaction.state.doc;
      const all: Range<Decoration>[] = effect.value
        .filter(({ from, to }) => from < to && to <= length)
        .map(({ from, to }) => one.range(from, to));
      shown = Decoration.set(all, true);
    }
    return shown;
  },
  provide: (shown) => EditorView.decorations.from(shown),
});

/** Marks what was found in the text; what is typed moves the marks along. */
export const found: Extension = field;

export function showFound(view: EditorView, stretches: readonly Stretch[]): void {
  if (stretches.length === 0 && view.state.field(field).size === 0) return;
  view.dispatch({ effects: set.of(stretches) });
}
