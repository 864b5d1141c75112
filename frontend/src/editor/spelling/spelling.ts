import { StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state';
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
import { wordsIn, type Word } from './words';

/** What knows how words are spelt. */
export interface Spelling {
  /** Which of the words are wrong. */
  check: (words: readonly string[]) => Promise<readonly string[]>;
  suggest: (word: string) => Promise<readonly string[]>;
  /** Keeps a word as one of the writer's own; resolves once it is right. */
  keep: (word: string) => Promise<void>;
}

/** So long nobody types before the words on screen are looked at. */
const pause = 300;
/** So many words are looked at in a row where the next wrong one is sought. */
const batch = 500;
const misspelt = Decoration.mark({
  class: 'cm-misspelt',
  attributes: { title: 'Not in the dictionary: Ctrl+. or a right click suggests others' },
});

const looked = StateEffect.define<null>();
const opened = StateEffect.define<{ word: Word; suggestions: readonly string[] | undefined } | undefined>();

/** Shown while a word is chosen instead of another. */
const menu = StateField.define<{ word: Word; suggestions: readonly string[] | undefined } | undefined>({
  create: () => undefined,
  update: (shown, transaction) => {
    for (const effect of transaction.effects) if (effect.is(opened)) return effect.value;
    return transaction.docChanged ? undefined : shown;
  },
});

class Checked {
  decorations: DecorationSet = Decoration.none;
  /** What is known of the words that were looked at. */
  #wrong = new Map<string, boolean>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly view: EditorView,
    readonly spelling: Spelling,
  ) {
    this.#later();
  }

  update(update: ViewUpdate): void {
    if (update.docChanged) {
      // A word that is being changed is looked at again.
      this.decorations = this.decorations.map(update.changes);
      update.changes.iterChangedRanges((_from, _to, from, to) => {
        this.decorations = this.decorations.update({
          filter: (start, end) => end < from || start > to,
          filterFrom: from,
          filterTo: to,
        });
      });
    }
    const isLooked = update.transactions.some((one) => one.effects.some((effect) => effect.is(looked)));
    if (isLooked) this.#show();
    else if (update.docChanged || update.viewportChanged || update.selectionSet || update.focusChanged)
      this.#later();
  }

  /** Looks at all words again. An answer that is under way was given to what was known before. */
  forget(): void {
    this.#wrong = new Map();
    this.#later();
  }

  destroy(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), pause);
  }

  #visible(): Word[] {
    return this.view.visibleRanges.flatMap(({ from, to }) => wordsIn(this.view.state, from, to));
  }

  async #look(): Promise<void> {
    if (this.view.composing) {
      this.#later();
      return;
    }
    const turn = this.#timer;
    const known = this.#wrong;
    const unknown = [...new Set(this.#visible().map(({ text }) => text))].filter((text) => !known.has(text));
    if (unknown.length > 0) {
      const wrong = new Set(await this.spelling.check(unknown));
      for (const text of unknown) known.set(text, wrong.has(text));
    }
    // Taken away, or typed into meanwhile.
    if (this.#timer === undefined || this.#timer !== turn) return;
    this.view.dispatch({ effects: looked.of(null) });
  }

  #show(): void {
    const { main } = this.view.state.selection;
    const isTyped = ({ to }: Word) => main.empty && main.head === to && this.view.hasFocus;
    const found = this.#visible().filter((one) => this.#wrong.get(one.text) === true && !isTyped(one));
    this.decorations = Decoration.set(
      found.map(({ from, to }) => misspelt.range(from, to)),
      true,
    );
  }
}

/** The word that stands at a place of the text. */
function wordAt(state: EditorState, at: number): Word | undefined {
  const line = state.doc.lineAt(at);
  return wordsIn(state, line.from, line.to).find(({ from, to }) => from <= at && at <= to);
}

/** Marks what is misspelt on screen, and offers other words for it. */
export function spelling(knows: Spelling): {
  extension: Extension;
  next: (view: EditorView) => Promise<boolean>;
} {
  const plugin = ViewPlugin.define((view) => new Checked(view, knows), {
    decorations: (checked) => checked.decorations,
  });

  const offer = (view: EditorView, word: Word) => {
    view.dispatch({
      selection: { anchor: word.from, head: word.to },
      effects: [
        opened.of({ word, suggestions: undefined }),
        EditorView.scrollIntoView(word.from, { y: 'nearest', yMargin: 90 }),
      ],
      userEvent: 'select.found',
    });
    void knows.suggest(word.text).then((suggestions) => {
      if (view.state.field(menu)?.word === word) view.dispatch({ effects: opened.of({ word, suggestions }) });
    });
  };

  const shut = (view: EditorView) => {
    view.dispatch({ effects: opened.of(undefined) });
    view.focus();
  };

  const replace = (view: EditorView, word: Word, text: string) => {
    view.dispatch({
      changes: { from: word.from, to: word.to, insert: text },
      selection: { anchor: word.from + text.length },
      effects: opened.of(undefined),
      userEvent: 'input.spelling',
    });
    view.focus();
  };

  const tooltip = ({
    word,
    suggestions,
  }: {
    word: Word;
    suggestions: readonly string[] | undefined;
  }): Tooltip => ({
    pos: word.from,
    end: word.to,
    above: false,
    create: (view) => {
      const dom = document.createElement('div');
      dom.className = 'cm-spelling';
      dom.setAttribute('role', 'menu');
      dom.setAttribute('aria-label', `Instead of “${word.text}”`);
      const add = (title: string, className: string, run?: () => void) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.tabIndex = -1;
        button.className = className;
        button.setAttribute('role', 'menuitem');
        button.textContent = title;
        button.addEventListener('mousedown', (event) => {
          event.preventDefault();
        });
        if (run) button.addEventListener('click', run);
        else button.disabled = true;
        dom.append(button);
      };
      for (const one of suggestions ?? [])
        add(one, 'cm-suggestion', () => {
          replace(view, word, one);
        });
      if (suggestions?.length === 0) add('Nothing is near to it', 'cm-none');
      else if (!suggestions) add('Looking…', 'cm-none');
      add(`Add “${word.text}” to your words`, 'cm-keep', () => {
        void knows.keep(word.text).then(() => view.plugin(plugin)?.forget());
        shut(view);
      });
      dom.addEventListener('keydown', (event) => {
        const all = [...dom.querySelectorAll<HTMLButtonElement>('button:enabled')];
        const at = all.indexOf(document.activeElement as HTMLButtonElement);
        if (event.key === 'ArrowDown') all[(at + 1) % all.length]?.focus();
        else if (event.key === 'ArrowUp') all[(at - 1 + all.length) % all.length]?.focus();
        else if (event.key === 'Escape' || event.key === 'Tab') shut(view);
        else return;
        event.preventDefault();
        event.stopPropagation();
      });
      return {
        dom,
        mount: () => {
          dom.querySelector<HTMLButtonElement>('button:enabled')?.focus();
        },
      };
    },
  });

  const extension: Extension = [
    plugin,
    menu,
    showTooltip.from(menu, (shown) => (shown ? tooltip(shown) : null)),
    keymap.of([
      {
        key: 'Mod-.',
        run: (view) => {
          const word = wordAt(view.state, view.state.selection.main.head);
          if (word) offer(view, word);
          return true;
        },
      },
    ]),
    EditorView.domEventHandlers({
      contextmenu: (event, view) => {
        const at = event.target instanceof Element && event.target.closest('.cm-misspelt');
        const word = at ? wordAt(view.state, view.posAtDOM(at)) : undefined;
        if (!word) return false;
        event.preventDefault();
        offer(view, word);
        return true;
      },
      mousedown: (event, view) => {
        if (event.button === 0 && view.state.field(menu)) view.dispatch({ effects: opened.of(undefined) });
        return false;
      },
    }),
  ];

  /** Goes to the next word that is wrong, from the caret on and then from the beginning. */
  const next = async (view: EditorView): Promise<boolean> => {
    const { state } = view;
    const { to } = state.selection.main;
    const all = wordsIn(state, 0, state.doc.length);
    const first = all.findIndex(({ from }) => from >= to);
    const ordered = first < 0 ? all : [...all.slice(first), ...all.slice(0, first)];
    for (let at = 0; at < ordered.length; at += batch) {
      const some = ordered.slice(at, at + batch);
      const wrong = new Set(await knows.check([...new Set(some.map(({ text }) => text))]));
      if (view.state.doc !== state.doc) return true; // typed into meanwhile
      const word = some.find(({ text }) => wrong.has(text));
      if (!word) continue;
      offer(view, word);
      return true;
    }
    return false;
  };
  return { extension, next };
}
