import {
  RangeSet,
  StateEffect,
  StateField,
  type EditorState,
  type Extension,
  type Range,
} from '@codemirror/state';
import {
  Decoration,
  EditorView,
  ViewPlugin,
  keymap,
  showTooltip,
  type DecorationSet,
  type Tooltip,
  type ViewUpdate,
} from '@codemirror/view';
import type { Stretch } from './found';

/** A stretch of the text that there is something to say of. */
export interface Remark extends Stretch {
  /** What is said of it has this name. */
  name: string;
}

/** Draws what is said of a remark. Returns what takes it away. */
export type RenderRemark = (name: string, element: HTMLElement) => () => void;

/** So long the pointer or the caret rests on the words before something is said of them. */
const rest = 350;

interface Card {
  name: string;
  from: number;
  to: number;
}

const set = StateEffect.define<readonly Remark[]>();
const open = StateEffect.define<Card | undefined>();

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (shown, transaction) => {
    shown = shown.map(transaction.changes);
    // Of words that are being changed nobody knows.
    transaction.changes.iterChangedRanges((_from, _to, from, to) => {
      shown = shown.update({
        filter: (start, end) => end < from || start > to,
        filterFrom: from,
        filterTo: to,
      });
    });
    for (const effect of transaction.effects) if (effect.is(set)) shown = marksOf(effect.value);
    return shown;
  },
  provide: (shown) => EditorView.decorations.from(shown),
});

function marksOf(remarks: readonly Remark[]): DecorationSet {
  const ranges = remarks.map(({ from, to, name }): Range<Decoration> =>
    Decoration.mark({ class: 'cm-remark', name }).range(from, to),
  );
  return RangeSet.of(ranges, true);
}

const card = StateField.define<Card | undefined>({
  create: () => undefined,
  update: (shown, transaction) => {
    for (const effect of transaction.effects) {
      if (effect.is(open)) return effect.value;
      // Once it was dealt with there is nothing to say.
      if (effect.is(set) && shown && !effect.value.some((one) => isSame(one, shown))) return undefined;
    }
    return transaction.docChanged ? undefined : shown;
  },
});

const isSame = (one: Card, other: Card) => one.from === other.from && one.name === other.name;

/** The remark at a place of the text. */
function remarkAt(state: EditorState, at: number): Card | undefined {
  let found: Card | undefined;
  state.field(marks).between(at, at, (from, to, { spec }) => {
    found = { from, to, name: (spec as { name: string }).name };
  });
  return found;
}

/** Shows what is said of words that the pointer or the caret rests on. */
class Resting {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly view: EditorView) {
    view.dom.addEventListener('mouseover', this.#over);
    view.dom.addEventListener('mouseleave', this.#left);
  }

  update({ state, selectionSet, docChanged }: ViewUpdate): void {
    if (docChanged) clearTimeout(this.#timer);
    else if (selectionSet && state.selection.main.empty)
      this.#showLater(remarkAt(state, state.selection.main.head));
  }

  destroy(): void {
    clearTimeout(this.#timer);
    this.view.dom.removeEventListener('mouseover', this.#over);
    this.view.dom.removeEventListener('mouseleave', this.#left);
  }

  readonly #over = ({ target, buttons }: MouseEvent) => {
    if (buttons !== 0 || !(target instanceof Element)) return;
    if (target.closest('.cm-remarked')) {
      clearTimeout(this.#timer);
      return;
    }
    const words = target.closest('.cm-remark');
    this.#showLater(words ? remarkAt(this.view.state, this.view.posAtDOM(words)) : undefined);
  };

  readonly #left = () => {
    this.#showLater(undefined);
  };

  #showLater(wanted: Card | undefined): void {
    clearTimeout(this.#timer);
    const shown = this.view.state.field(card);
    if (wanted ? shown && isSame(shown, wanted) : !shown) return;
    this.#timer = setTimeout(() => {
      // Whoever is in it is not done, nor is the caret that rests on its words.
      const { main } = this.view.state.selection;
      const isAtCaret = main.empty && this.view.hasFocus && remarkAt(this.view.state, main.head);
      if (this.view.dom.querySelector('.cm-remarked:focus-within')) return;
      this.view.dispatch({ effects: open.of(wanted ?? (isAtCaret || undefined)) });
    }, rest);
  }
}

/** Underlines words that there is something to say of, and says it where the pointer or the caret rests on them. */
export function remarks(render: RenderRemark): Extension {
  const shut = (view: EditorView) => {
    view.dispatch({ effects: open.of(undefined) });
    view.focus();
  };

  const tooltip = ({ name, from, to }: Card): Tooltip => ({
    pos: from,
    end: to,
    create: (view) => {
      const dom = document.createElement('div');
      dom.className = 'cm-remarked';
      const destroy = render(name, dom);
      dom.addEventListener('keydown', (event) => {
        event.stopPropagation();
        if (event.key === 'Escape' && !event.defaultPrevented) shut(view);
      });
      return {
        dom,
        destroy: () => {
          // Whoever was in it goes on in the text.
          if (dom.contains(document.activeElement)) view.focus();
          destroy();
        },
      };
    },
  });

  return [
    marks,
    card,
    ViewPlugin.fromClass(Resting),
    showTooltip.from(card, (shown) => (shown ? tooltip(shown) : null)),
    keymap.of([
      {
        key: 'Mod-.',
        run: (view) => {
          const found = remarkAt(view.state, view.state.selection.main.head);
          if (!found) return false;
          const shown = view.state.field(card);
          if (!shown || !isSame(shown, found)) view.dispatch({ effects: open.of(found) });
          view.dom.querySelector<HTMLElement>('.cm-remarked :is(button, input)')?.focus();
          return true;
        },
      },
      {
        key: 'Escape',
        run: (view) => {
          if (!view.state.field(card)) return false;
          shut(view);
          return true;
        },
      },
    ]),
  ];
}

export function showRemarks(view: EditorView, all: readonly Remark[]): void {
  const { length } = view.state.doc;
  const there = all.filter(({ from, to }) => from < to && to <= length);
  if (there.length === 0 && view.state.field(marks).size === 0) return;
  view.dispatch({ effects: set.of(there) });
}
