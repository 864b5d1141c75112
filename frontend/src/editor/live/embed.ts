import { StateEffect, type EditorState, type Extension } from '@codemirror/state';
import { ViewPlugin, WidgetType, type EditorView, type ViewUpdate } from '@codemirror/view';
import { inPlace } from './inPlace';

/** Shows what one line of source stands for, in an element; returns how to take it away. */
export type RenderEmbed = (source: string, element: HTMLElement) => () => void;

/** How high what a source stands for is, so that neither scrolling nor what comes late moves the text. */
const heights = new Map<string, number>();
/** How wide the text was for which these heights hold. */
let width = 0;

/** So long is waited for one that may have nothing to show, in milliseconds. */
const patience = 2000;

/** Some heights are known that were not. */
export const measured = StateEffect.define<null>();

interface Drawn {
  remove: () => void;
  watch: ResizeObserver;
}

/** What stands in an element; one element outlives the widgets that say the same. */
const drawn = new WeakMap<HTMLElement, Drawn>();

/** Draws into an element, and tells once and whenever its height is another. */
function draw(source: string, element: HTMLElement, render: RenderEmbed, ondrawn: () => void): void {
  element.className = 'cm-embed';
  element.contentEditable = 'false';
  const remove = render(source, element);
  const watch = new ResizeObserver(() => {
    if (((element.firstElementChild as HTMLElement | null)?.offsetHeight ?? 0) === 0) return;
    element.style.minHeight = '';
    heights.set(source, element.getBoundingClientRect().height);
    ondrawn();
  });
  // Its own height may be kept free for it: what comes into it makes a child larger.
  watch.observe(element);
  for (const child of element.children) watch.observe(child);
  drawn.set(element, { remove, watch });
}

function erase(element: HTMLElement): void {
  drawn.get(element)?.watch.disconnect();
  drawn.get(element)?.remove();
  drawn.delete(element);
}

/** What a line stands for, drawn beside it. */
export class Embed extends WidgetType {
  /** What was known of it then: once more is known, the text is told by another widget. */
  readonly #height: number | undefined;

  constructor(
    readonly source: string,
    readonly render: RenderEmbed,
  ) {
    super();
    this.#height = heights.get(source);
  }

  override eq(other: Embed): boolean {
    return other.source === this.source && other.#height === this.#height;
  }

  override get estimatedHeight(): number {
    return heights.get(this.source) ?? -1;
  }

  override toDOM(view: EditorView): HTMLElement {
    const element = document.createElement('div');
    const height = heights.get(this.source);
    if (height !== undefined) element.style.minHeight = `${String(height)}px`;
    draw(this.source, element, this.render, () => {
      view.requestMeasure();
    });
    return element;
  }

  override updateDOM(element: HTMLElement, _view: EditorView, from: WidgetType): boolean {
    return from instanceof Embed && from.source === this.source && drawn.has(element);
  }

  override destroy(element: HTMLElement): void {
    erase(element);
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

/** Draws, out of sight and one after the other, what is not on screen yet, to know how high it will be. */
export function ahead(sources: (state: EditorState) => readonly string[], render: RenderEmbed): Extension {
  return ViewPlugin.fromClass(
    class {
      #element: HTMLElement | undefined;
      #timer: ReturnType<typeof setTimeout> | undefined;
      #learnt = false;
      readonly #tried = new Set<string>();

      constructor(readonly view: EditorView) {
        this.#later();
      }

      update(update: ViewUpdate) {
        if (update.geometryChanged && this.view.contentDOM.clientWidth !== width) {
          width = this.view.contentDOM.clientWidth;
          heights.clear();
          this.#tried.clear();
        }
        if (update.docChanged || update.geometryChanged) this.#later();
      }

      destroy() {
        clearTimeout(this.#timer);
        this.#stop();
      }

      #later() {
        clearTimeout(this.#timer);
        // Whoever types is not held up by it.
        if (!this.#element) this.#timer = setTimeout(() => this.#next(), 150);
      }

      #stop() {
        if (!this.#element) return;
        erase(this.#element);
        this.#element.parentElement?.remove();
        this.#element = undefined;
      }

      #next() {
        this.#stop();
        const { view } = this;
        const source = sources(view.state).find((one) => !heights.has(one) && !this.#tried.has(one));
        if (source === undefined) {
          if (this.#learnt) {
            this.#learnt = false;
            inPlace(view, { effects: measured.of(null) });
          }
          return;
        }
        this.#tried.add(source);
        const element = document.createElement('div');
        this.#element = element;
        const place = document.createElement('div');
        place.className = 'cm-ahead';
        place.inert = true;
        place.style.width = `${String(view.contentDOM.clientWidth)}px`;
        place.append(element);
        view.scrollDOM.append(place);
        this.#timer = setTimeout(() => this.#next(), patience);
        draw(source, element, render, () => {
          this.#learnt = true;
          clearTimeout(this.#timer);
          this.#timer = setTimeout(() => this.#next());
        });
      }
    },
  );
}
