import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import { ViewPlugin, type EditorView, type ViewUpdate } from '@codemirror/view';
import { inPlace } from './inPlace';

/** So long it reads at a time, and pauses after that, in milliseconds: whoever types is not held up. */
const atATime = 15;
const pause = 50;

/**
 * Reads a text to its end before somebody scrolls there. CodeMirror reads no further than
 * 100,000 characters beyond what is on screen; what it reads only once it is in sight
 * would change its height under the eyes of whoever reads it.
 */
export const readToEnd = ViewPlugin.fromClass(
  class {
    #timer: ReturnType<typeof setTimeout> | undefined;

    constructor(readonly view: EditorView) {
      this.#later();
    }

    update({ docChanged }: ViewUpdate) {
      if (docChanged) this.#later();
    }

    destroy() {
      clearTimeout(this.#timer);
    }

    #later() {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#read(), pause);
    }

    #read() {
      const { state } = this.view;
      const tree = ensureSyntaxTree(state, state.doc.length, atATime);
      if (!tree) this.#later();
      else if (tree !== syntaxTree(state)) inPlace(this.view, {});
    }
  },
);
