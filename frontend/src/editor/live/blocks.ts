import { syntaxTree } from '@codemirror/language';
import { StateField, type EditorState, type Extension, type Range } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';
import { textOf } from '../text';
import { Embed, ahead, measured, type RenderEmbed } from './embed';
import { Grid } from './grid';
import { sourceShown } from './mode';
import { readToEnd } from './readToEnd';
import { readTable } from './table';

export interface EmbedOptions {
  /** Lines that stand for something that is drawn above them, whose caption they are. */
  shown: RegExp;
  /** Lines that stand for something that is drawn below them. */
  below: RegExp;
  render: RenderEmbed;
}

/** A table that is larger stays source: nobody edits so many cells by hand, and each is an element. */
const largest = { cells: 1500, length: 60_000 };

interface Found {
  decorations: DecorationSet;
  /** What stands for something that is drawn. */
  embeds: readonly string[];
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
    if (isSame) return found;
    const tables = findTables(state);
    if (state.field(sourceShown)) return tables;
    // On a busy machine the text is not read to its end at once. What stood beyond stays
    // until it is, or a table would fall apart under the hands of whoever writes in it.
    const { length } = syntaxTree(state);
    for (const [from, to] of found) {
      const [begin, end] = [transaction.changes.mapPos(from, 1), transaction.changes.mapPos(to, 1)];
      if (end > length && isTable(state, begin, end)) tables.set(begin, end);
    }
    return tables;
  },
});

/** Stands in the second line of every table. */
const ruled = /[-:][^\S\n]*\|/;

function findTables(state: EditorState): Map<number, number> {
  const tables = new Map<number, number>();
  if (state.field(sourceShown) || !ruled.test(textOf(state.doc))) return tables;
  for (const { name, from, to } of topBlocks(state)) {
    if (name === 'Table' && isTable(state, from, to)) tables.set(from, to);
  }
  return tables;
}

/** Whether a stretch of the text can stand as a table. */
function isTable({ doc }: EditorState, from: number, to: number): boolean {
  if (to - from > largest.length || doc.lineAt(from).from !== from) return false;
  const table = readTable(doc.sliceString(from, to));
  return table !== undefined && table.rows.length * table.columns <= largest.cells;
}

/** The blocks that stand within no other. A cursor goes through many of them in a fraction of what their nodes take. */
function* topBlocks(state: EditorState): Generator<{ name: string; from: number; to: number }> {
  const cursor = syntaxTree(state).cursor();
  if (!cursor.firstChild()) return;
  do yield cursor;
  while (cursor.nextSibling());
}

function findEmbeds(state: EditorState, options: EmbedOptions): Range<Decoration>[] {
  const found: Range<Decoration>[] = [];
  const { topNode } = syntaxTree(state);
  // They are few: to look at what begins like one takes a fraction of going through all blocks.
  for (const { 0: blank, index } of textOf(state.doc).matchAll(/^[^\S\n]*(?=!?\[|\{\{)/gm)) {
    const begun = topNode.childAfter(index + blank.length);
    if (begun?.name !== 'Paragraph' || begun.from !== index + blank.length) continue;
    const { from, to } = begun;
    for (let at = state.doc.lineAt(from); ; at = state.doc.line(at.number + 1)) {
      const isAlone = at.from === from && at.to === to;
      if (options.shown.test(at.text)) {
        const widget = new Embed(at.text, options.render);
        found.push(Decoration.widget({ widget, block: true, side: -1 }).range(at.from));
        found.push(captionLine.range(at.from));
      } else if (isAlone && options.below.test(at.text)) {
        const widget = new Embed(at.text, options.render);
        found.push(liveLine.range(at.from));
        found.push(Decoration.widget({ widget, block: true, side: 1 }).range(at.to));
      }
      if (at.to >= to || at.number === state.doc.lines) break;
    }
  }
  return found;
}

/** What is drawn of embeds beyond where the text is read to. */
function beyond(shown: DecorationSet, read: number): Range<Decoration>[] {
  const found: Range<Decoration>[] = [];
  shown.between(read, Number.MAX_SAFE_INTEGER, (from, to, value) => {
    if (from > read && !(value.spec.widget instanceof Grid)) found.push(value.range(from, to));
  });
  return found;
}

const captionLine = Decoration.line({ class: 'cm-caption' });
const liveLine = Decoration.line({ class: 'cm-live' });

/** Draws in place what stands for evidence, a live block or a table. */
export function blocks(options: EmbedOptions): Extension {
  const find = (state: EditorState, unread: Range<Decoration>[] = []): Found => {
    const tables = state.field(liveTables);
    if (state.field(sourceShown)) return { decorations: Decoration.none, embeds: [], tables };
    const found = [...findEmbeds(state, options), ...unread];
    const embeds = found.flatMap(({ value: { spec } }) =>
      spec.widget instanceof Embed ? [spec.widget.source] : [],
    );
    for (const [from, to] of tables) {
      const widget = new Grid(state.doc.sliceString(from, to));
      found.push(Decoration.replace({ widget, block: true }).range(from, to));
    }
    return { decorations: Decoration.set(found, true), embeds, tables };
  };
  const field = StateField.define<Found>({
    create: find,
    update: (shown, { state, startState, docChanged, effects, changes }) => {
      const isSame =
        !docChanged &&
        !effects.some((one) => one.is(measured)) &&
        syntaxTree(state) === syntaxTree(startState) &&
        state.field(liveTables) === shown.tables &&
        state.field(sourceShown) === startState.field(sourceShown);
      return isSame ? shown : find(state, beyond(shown.decorations.map(changes), syntaxTree(state).length));
    },
    provide: (field) => EditorView.decorations.from(field, ({ decorations }) => decorations),
  });
  return [liveTables, field, readToEnd, ahead((state) => state.field(field).embeds, options.render)];
}
