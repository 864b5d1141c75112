import { StateField, type EditorState, type Extension, type Range } from '@codemirror/state';
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view';

/** Shows what one line of source stands for, in an element; returns how to take it away. */
export type RenderEmbed = (source: string, element: HTMLElement) => () => void;

class Embed extends WidgetType {
  readonly source: string;
  readonly #render: RenderEmbed;
  #remove: (() => void) | undefined;

  constructor(source: string, render: RenderEmbed) {
    super();
    this.source = source;
    this.#render = render;
  }

  override eq(other: Embed): boolean {
    return other.source === this.source;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('div');
    element.className = 'cm-embed';
    element.contentEditable = 'false';
    this.#remove = this.#render(this.source, element);
    return element;
  }

  override destroy(): void {
    this.#remove?.();
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

/** Draws below each line that the pattern matches what that line stands for. */
export function embeds(pattern: RegExp, render: RenderEmbed): Extension {
  const find = (state: EditorState): DecorationSet => {
    const found: Range<Decoration>[] = [];
    for (let number = 1; number <= state.doc.lines; number += 1) {
      const line = state.doc.line(number);
      if (!pattern.test(line.text)) continue;
      const widget = new Embed(line.text, render);
      found.push(Decoration.widget({ widget, block: true, side: 1 }).range(line.to));
    }
    return Decoration.set(found);
  };
  return StateField.define<DecorationSet>({
    create: find,
    update: (shown, transaction) => (transaction.docChanged ? find(transaction.state) : shown),
    provide: (field) => EditorView.decorations.from(field),
  });
}
