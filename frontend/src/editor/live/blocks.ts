import { syntaxTree } from '@codemirror/language';
import { StateField, type EditorState, type Extension, type Range } from '@codemirror/state';
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view';
import { Grid } from './grid';
import { sourceShown } from './mode';
import { readTable } from './table';

/** Shows what one line of source stands for, in an element; returns how to take it away. */
export type RenderEmbed = (source: string, element: HTMLElement) => () => void;

export interface EmbedOptions {
  /** Lines that stand for something that is drawn above them, whose caption they are. */
  shown: RegExp;
  /** Lines that stand for something that is drawn below them. */
  below: RegExp;
  render: RenderEmbed;
}

/** How high what a source stands for was when it was last on screen, so that scrolling does not jump. */
const heights = new Map<string, number>();

class Embed extends WidgetType {
  #remove: (() => void) | undefined;
  #watch: ResizeObserver | undefined;

  constructor(
    readonly source: string,
    readonly render: RenderEmbed,
  ) {
    super();
  }

  override eq(other: Embed): boolean {
    return other.source === this.source;
  }

  override get estimatedHeight(): number {
    return heights.get(this.source) ?? -1;
  }

  override toDOM(view: EditorView): HTMLElement {
    const element = document.createElement('div');
    element.className = 'cm-embed';
    element.contentEditable = 'false';
    const known = heights.get(this.source);
    if (known !== undefined) element.style.minHeight = `${String(known)}px`;
    this.#remove = this.render(this.source, element);
    this.#watch = new ResizeObserver(() => {
      const height = (element.firstElementChild as HTMLElement | null)?.offsetHeight ?? 0;
      if (height === 0) return;
      heights.set(this.source, element.offsetHeight);
      element.style.minHeight = '';
      view.requestMeasure();
    });
    this.#watch.observe(element);
    return element;
  }

  override destroy(): void {
    this.#watch?.disconnect();
    this.#remove?.();
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

/** A table that is larger stays source: nobody edits so many cells by hand, and each is an element. */
const largest = { cells: 1500, length: 60_000 };

interface Found {
  decorations: DecorationSet;
  /** Where the tables begin that are shown as such, and where they end. */
  tables: Map<number, number>;
}

/** The tables that stand as such, by where they begin. */
export const liveTables = StateField.define<Map<number, number>>({
  create: findTables,
  update: (found, transaction) => {
    const { state, startState } = transaction;
    const isSame =
      !transaction.docChanged &&
      syntaxTree(state) === syntaxTree(startState) &&
      state.field(sourceShown) === startState.field(sourceShown);
    return isSame ? found : findTables(state);
  },
});

function findTables(state: EditorState): Map<number, number> {
  const tables = new Map<number, number>();
  if (state.field(sourceShown)) return tables;
  for (let node = syntaxTree(state).topNode.firstChild; node; node = node.nextSibling) {
    if (node.name !== 'Table' || node.to - node.from > largest.length) continue;
    if (state.doc.lineAt(node.from).from !== node.from) continue;
    const table = readTable(state.doc.sliceString(node.from, node.to));
    if (table && table.rows.length * table.columns <= largest.cells) tables.set(node.from, node.to);
  }
  return tables;
}

function findEmbeds(state: EditorState, options: EmbedOptions): Range<Decoration>[] {
  const found: Range<Decoration>[] = [];
  for (let node = syntaxTree(state).topNode.firstChild; node; node = node.nextSibling) {
    if (node.name !== 'Paragraph') continue;
    const begin = state.doc.sliceString(node.from, node.from + 2);
    if (begin !== '![' && begin !== '{{' && !begin.startsWith('[')) continue;
    for (let at = state.doc.lineAt(node.from); ; at = state.doc.line(at.number + 1)) {
      const isAlone = at.from === node.from && at.to === node.to;
      if (options.shown.test(at.text)) {
        const widget = new Embed(at.text, options.render);
        found.push(Decoration.widget({ widget, block: true, side: -1 }).range(at.from));
        found.push(captionLine.range(at.from));
      } else if (isAlone && options.below.test(at.text)) {
        const widget = new Embed(at.text, options.render);
        found.push(liveLine.range(at.from));
        found.push(Decoration.widget({ widget, block: true, side: 1 }).range(at.to));
      }
      if (at.to >= node.to || at.number === state.doc.lines) break;
    }
  }
  return found;
}

const captionLine = Decoration.line({ class: 'cm-caption' });
const liveLine = Decoration.line({ class: 'cm-live' });

/** Draws in place what stands for evidence, a live block or a table. */
export function blocks(options: EmbedOptions): Extension {
  const find = (state: EditorState): Found => {
    const tables = state.field(liveTables);
    if (state.field(sourceShown)) return { decorations: Decoration.none, tables };
    const found = findEmbeds(state, options);
    for (const [from, to] of tables) {
      const widget = new Grid(state.doc.sliceString(from, to));
      found.push(Decoration.replace({ widget, block: true }).range(from, to));
    }
    return { decorations: Decoration.set(found, true), tables };
  };
  const field = StateField.define<Found>({
    create: find,
    update: (shown, { state, startState, docChanged }) => {
      const isSame =
        !docChanged &&
        syntaxTree(state) === syntaxTree(startState) &&
        state.field(liveTables) === shown.tables &&
        state.field(sourceShown) === startState.field(sourceShown);
      return isSame ? shown : find(state);
    },
    provide: (field) => EditorView.decorations.from(field, ({ decorations }) => decorations),
  });
  return [liveTables, field];
}
