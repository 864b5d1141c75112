import { syntaxTree } from '@codemirror/language';
import type { EditorState, Extension, Range } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { Decoration, ViewPlugin, WidgetType, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import type { SyntaxNodeRef } from '@lezer/common';
import { liveTables } from './blocks';
import { sourceShown } from './mode';
import { notes } from './notes';

/*
 * The marks of Markdown stand on the line with the caret only; elsewhere the text
 * looks as it will be read. What a line looks like by its kind (a heading, a
 * quotation, code) does not depend on the caret, so that no line changes its
 * height. Only what is on screen is looked at.
 */

const hidden = Decoration.replace({});
const lineClass = new Map<string, Decoration>();
const markClass = new Map<string, Decoration>();

function line(name: string): Decoration {
  let found = lineClass.get(name);
  if (!found) lineClass.set(name, (found = Decoration.line({ class: name })));
  return found;
}

function mark(name: string): Decoration {
  let found = markClass.get(name);
  if (!found) markClass.set(name, (found = Decoration.mark({ class: name })));
  return found;
}

class Sign extends WidgetType {
  constructor(
    readonly className: string,
    readonly text: string,
    readonly title = '',
  ) {
    super();
  }

  override eq(other: Sign): boolean {
    return other.className === this.className && other.text === this.text && other.title === this.title;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('span');
    element.className = this.className;
    element.textContent = this.text;
    if (this.title === '') element.setAttribute('aria-hidden', 'true');
    else element.title = this.title;
    return element;
  }
}

class CheckBox extends WidgetType {
  constructor(readonly done: boolean) {
    super();
  }

  override eq(other: CheckBox): boolean {
    return other.done === this.done;
  }

  override toDOM(view: EditorView): HTMLElement {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.className = 'cm-checkbox';
    box.checked = this.done;
    box.tabIndex = -1;
    box.setAttribute('aria-label', this.done ? 'Done' : 'Not done');
    box.addEventListener('mousedown', (event) => {
      event.preventDefault();
      const at = view.posAtDOM(box);
      view.dispatch({
        changes: { from: at + 1, to: at + 2, insert: this.done ? ' ' : 'x' },
        userEvent: 'input.check',
      });
    });
    box.addEventListener('click', (event) => {
      event.preventDefault();
    });
    return box;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

const bullet = Decoration.replace({ widget: new Sign('cm-bullet', '•') });
const rule = Decoration.replace({ widget: new Sign('cm-rule', '') });
const box = {
  done: Decoration.replace({ widget: new CheckBox(true) }),
  open: Decoration.replace({ widget: new CheckBox(false) }),
};

/** What a quotation begins with that stands out. */
const alerts = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]$/i;

/** The deepest list that is set in; what is deeper stands as deep. */
const deepest = 6;

class Finder {
  readonly found: Range<Decoration>[] = [];
  readonly #state: EditorState;
  readonly #isSource: boolean;
  /** The first and last line of each selection. */
  readonly #at: { from: number; to: number }[];
  readonly #bare: { from: number; to: number }[] = [];

  constructor(state: EditorState) {
    this.#state = state;
    this.#isSource = state.field(sourceShown);
    this.#at = state.selection.ranges.map(({ from, to }) => ({
      from: state.doc.lineAt(from).from,
      to: state.doc.lineAt(to).to,
    }));
  }

  /** Whether the marks of what stands there are shown. */
  isOpen(from: number, to: number): boolean {
    return this.#isSource || this.#at.some((one) => one.from <= to && one.to >= from);
  }

  hide(from: number, to: number): void {
    if (to > from) this.found.push(hidden.range(from, to));
  }

  style(name: string, from: number, to: number): void {
    if (to > from) this.found.push(mark(name).range(from, to));
  }

  lines(name: string, from: number, to: number): void {
    const { doc } = this.#state;
    for (let at = doc.lineAt(from); ; at = doc.line(at.number + 1)) {
      this.found.push(line(name).range(at.from));
      if (at.to >= to || at.number === doc.lines) return;
    }
  }

  /** Looks at a node; false where nothing inside it is to be looked at. */
  enter(node: SyntaxNodeRef, from: number, to: number): boolean | undefined {
    const { name } = node;
    const heading = /^(?:ATX|Setext)Heading(\d)$/.exec(name);
    if (heading) {
      this.lines(`cm-heading cm-heading-${heading[1] ?? '1'}`, node.from, node.to);
      return undefined;
    }
    switch (name) {
      case 'HeaderMark':
        return this.#headerMark(node);
      case 'EmphasisMark':
      case 'StrikethroughMark':
        return this.#hideInside(node);
      case 'CodeMark':
        return this.#codeMark(node);
      case 'InlineCode':
        this.style('cm-code', node.from, node.to);
        return undefined;
      case 'FencedCode':
      case 'CodeBlock':
        // Only the lines on screen: a block of code may be all of a long text.
        this.lines('cm-codeline', Math.max(node.from, from), Math.min(node.to, to));
        this.#apart(node);
        if (name === 'FencedCode') this.#fences(node);
        else this.#indented(node);
        return undefined;
      case 'HTMLBlock':
        this.#apart(node);
        return undefined;
      case 'CodeInfo':
        return this.#hideInside(node);
      case 'Blockquote':
        this.lines('cm-quote', Math.max(node.from, from), Math.min(node.to, to));
        return undefined;
      case 'QuoteMark':
        if (!this.isOpen(node.from, node.to)) this.hide(node.from, this.#pastBlank(node.to));
        return undefined;
      case 'ListItem':
        this.#listItem(node);
        return undefined;
      case 'Paragraph':
        if (node.node.nextSibling?.name === 'Definition')
          this.lines('cm-term', Math.max(node.from, from), Math.min(node.to, to));
        return undefined;
      case 'Definition':
        if (/^(?:Paragraph|Definition)$/.test(node.node.prevSibling?.name ?? ''))
          this.lines('cm-meaning', Math.max(node.from, from), Math.min(node.to, to));
        return undefined;
      case 'DefinitionMark':
        this.#meaning(node);
        return false;
      case 'TaskMarker':
        this.#task(node);
        return undefined;
      case 'Link':
      case 'Image':
        this.#link(node);
        return undefined;
      case 'Autolink':
        this.style('cm-link', node.from, node.to);
        if (!this.isOpen(node.from, node.to)) {
          this.hide(node.from, node.from + 1);
          this.hide(node.to - 1, node.to);
        }
        return false;
      case 'URL':
        this.style('cm-link', node.from, node.to);
        return undefined;
      case 'FootnoteReference':
        this.#note(node.from, node.to);
        return false;
      case 'FootnoteDefinition':
        this.lines('cm-footnote', Math.max(node.from, from), Math.min(node.to, to));
        return undefined;
      case 'FootnoteMark':
        this.#note(node.from, node.to);
        return false;
      case 'Escape':
        if (!this.isOpen(node.from, node.to)) this.hide(node.from, node.from + 1);
        return undefined;
      case 'HorizontalRule':
        if (!this.isOpen(node.from, node.to)) this.found.push(rule.range(node.from, node.to));
        return false;
      case 'CommentBlock':
        this.#apart(node);
        this.style('cm-unseen', node.from, node.to);
        return false;
      case 'Comment':
      case 'LinkReference':
        this.style('cm-unseen', node.from, node.to);
        return false;
      case 'HTMLTag':
        this.style('cm-tag', node.from, node.to);
        return false;
      case 'Table':
        if (!this.#isSource && this.#state.field(liveTables).has(node.from)) return false;
        this.lines('cm-tableline', Math.max(node.from, from), Math.min(node.to, to));
        return undefined;
      default:
        return undefined;
    }
  }

  /** The lines without words between two blocks, after all nodes. Those of code are its own. */
  gaps(from: number, to: number): void {
    const { doc } = this.#state;
    if (this.#isSource) return;
    const isBlank = (number: number) => number <= doc.lines && doc.line(number).text.trim() === '';
    for (let at = doc.lineAt(from); at.from <= to && at.number < doc.lines; at = doc.line(at.number + 1)) {
      const { number } = at;
      if (number === 1 || !isBlank(number)) continue;
      if (!separates(number, isBlank, doc.lines)) continue;
      if (this.#bare.some((one) => one.from < at.from && at.from < one.to)) continue;
      const isHeading = /^#{1,6}(?: |$)/.test(doc.line(number + 1).text);
      this.found.push(line(isHeading ? 'cm-gap-heading' : 'cm-gap').range(at.from));
    }
    this.#ending(from, to);
  }

  /** The lines without words at the end, while the caret is at none of them. */
  #ending(from: number, to: number): void {
    const { doc } = this.#state;
    let first = doc.lines + 1;
    while (first > 2 && doc.line(first - 1).text.trim() === '') first -= 1;
    if (first > doc.lines) return;
    const start = doc.line(first).from;
    if (this.isOpen(start, doc.length) || this.#bare.some((one) => one.to > start)) return;
    for (let number = first; number <= doc.lines; number += 1) {
      const at = doc.line(number);
      if (at.from >= from && at.from <= to) this.found.push(line('cm-end').range(at.from));
    }
  }

  /** What keeps its lines without words as they are. */
  #apart({ from, to }: SyntaxNodeRef): void {
    this.#bare.push({ from, to });
  }

  #fences(node: SyntaxNodeRef): void {
    for (const mark of node.node.getChildren('CodeMark')) {
      this.found.push(line('cm-fence').range(this.#state.doc.lineAt(mark.from).from));
    }
  }

  /** Code without fences stands as far from the edges of its ground as other code. */
  #indented({ from, to }: SyntaxNodeRef): void {
    const { doc } = this.#state;
    this.found.push(line('cm-codestart').range(doc.lineAt(from).from));
    this.found.push(line('cm-codeend').range(doc.lineAt(to).from));
  }

  /** The mark of a footnote, in the text or before its words; one that leads nowhere is as it is written. */
  #note(from: number, to: number): void {
    const source = this.#state.doc.sliceString(from, to);
    const found = this.#state.field(notes).get(source.slice(2, source.indexOf(']')));
    if (!found) return;
    if (this.isOpen(from, to)) {
      this.style('cm-unseen', from, to);
      return;
    }
    const widget = source.endsWith(':')
      ? new Sign('cm-listmark', `${String(found.number)}.`)
      : new Sign('cm-note', String(found.number), found.text);
    const end = source.endsWith(':') ? this.#pastBlank(to) : to;
    this.found.push(Decoration.replace({ widget }).range(from, end));
  }

  /** The mark before a meaning. Without a term above it is as it is written. */
  #meaning(node: SyntaxNodeRef): void {
    const before = node.node.parent?.prevSibling?.name;
    if (before !== 'Paragraph' && before !== 'Definition') return;
    const blank = /^[ \t]*/.exec(this.#state.doc.sliceString(node.to, node.to + 8))?.[0].length ?? 0;
    if (this.isOpen(node.from, node.to)) this.style('cm-listmark', node.from, node.to + blank);
    else this.hide(node.from, node.to + blank);
  }

  #headerMark(node: SyntaxNodeRef): undefined {
    const parent = node.node.parent;
    if (!parent || this.isOpen(parent.from, parent.to)) return;
    if (parent.name.startsWith('Setext')) {
      this.style('cm-unseen', node.from, node.to);
      return;
    }
    // What closes a heading takes the blank before it along.
    if (node.from === parent.from) this.hide(node.from, this.#pastBlank(node.to));
    else this.hide(node.from - 1, node.to);
  }

  #hideInside(node: SyntaxNodeRef): undefined {
    const parent = node.node.parent;
    if (parent && !this.isOpen(parent.from, parent.to)) this.hide(node.from, node.to);
  }

  #codeMark(node: SyntaxNodeRef): undefined {
    const parent = node.node.parent;
    if (!parent || parent.name === 'CodeBlock') return;
    this.#hideInside(node);
  }

  #pastBlank(at: number): number {
    return this.#state.doc.sliceString(at, at + 1) === ' ' ? at + 1 : at;
  }

  #listItem(node: SyntaxNodeRef): void {
    const { doc } = this.#state;
    const sign = node.node.firstChild;
    if (sign?.name !== 'ListMark') return;
    let depth = 0;
    let isOrdered = false;
    for (let up = node.node.parent; up; up = up.parent) {
      if (up.name !== 'BulletList' && up.name !== 'OrderedList') continue;
      if (depth === 0) isOrdered = up.name === 'OrderedList';
      depth += 1;
    }
    const at = doc.lineAt(node.from);
    const isTask = node.node.getChild('Task') !== null;
    const follows = depth > 1 || node.node.prevSibling?.name === 'ListItem';
    const kind = `cm-item cm-item-${String(Math.min(depth, deepest))}${follows ? ' cm-item-next' : ''}`;
    this.found.push(line(kind).range(at.from));
    // The blanks before the mark are what the item is set in by.
    if (doc.sliceString(at.from, sign.from).trim() === '') this.style('cm-indent', at.from, sign.from);
    const end = this.#pastBlank(sign.to);
    if (this.isOpen(at.from, at.to)) {
      this.style('cm-listmark', sign.from, end);
    } else if (isTask) {
      this.hide(sign.from, end);
    } else if (isOrdered) {
      this.style('cm-listmark', sign.from, end);
    } else {
      this.found.push(bullet.range(sign.from, end));
    }
  }

  #task(node: SyntaxNodeRef): void {
    const at = this.#state.doc.lineAt(node.from);
    if (this.isOpen(at.from, at.to)) return;
    const isDone = this.#state.doc.sliceString(node.from + 1, node.from + 2) !== ' ';
    this.found.push((isDone ? box.done : box.open).range(node.from, node.to));
  }

  #link(node: SyntaxNodeRef): void {
    const marks = node.node.getChildren('LinkMark');
    const [opening, closing] = marks;
    const alert = alerts.exec(this.#state.doc.sliceString(node.from, Math.min(node.to, node.from + 20)))?.[1];
    if (alert && node.node.parent?.parent?.name === 'Blockquote') {
      const title = alert.charAt(0).toUpperCase() + alert.slice(1).toLowerCase();
      const widget = new Sign('cm-alert', title, title);
      if (!this.isOpen(node.from, node.to))
        this.found.push(Decoration.replace({ widget }).range(node.from, node.to));
      return;
    }
    // Without an address it is a link only where one is defined elsewhere; its words alone do not tell.
    if (!opening || !closing || !node.node.getChild('URL')) return;
    this.style('cm-link', opening.to, closing.from);
    if (this.isOpen(node.from, node.to)) return;
    this.hide(opening.from, opening.to);
    this.hide(closing.from, node.to);
  }
}

/**
 * Whether a line without words is one that keeps two blocks apart: of several the first
 * and the last, and where words go into one of two, or into one at the end, that one is not.
 * So no line grows by the words that are typed where a new paragraph begins.
 */
function separates(number: number, isBlank: (number: number) => boolean, lines: number): boolean {
  if (isBlank(number - 1) || !isBlank(number + 1)) return !isBlank(number + 1);
  return number + 1 === lines || isBlank(number + 2);
}

/**
 * What is drawn: what is on screen and, wherever that is, the caret's lines and those beside
 * them, of which an empty one is drawn if nothing else keeps the two apart. Without their
 * look they would have other heights, and what is read would jump.
 */
function drawn({ state, viewport, visibleRanges }: EditorView): readonly { from: number; to: number }[] {
  const { doc } = state;
  const { head, anchor } = state.selection.main;
  const numbers = [head, anchor].map((at) => doc.lineAt(at).number).flatMap((at) => [at - 1, at, at + 1]);
  const away = [...new Set(numbers)]
    .filter((number) => number >= 1 && number <= doc.lines)
    .map((number) => doc.line(number))
    .filter(({ from, to }) => to < viewport.from || from > viewport.to);
  return [...visibleRanges, ...away];
}

function find(view: EditorView): DecorationSet {
  const finder = new Finder(view.state);
  const tree = syntaxTree(view.state);
  for (const { from, to } of drawn(view)) {
    tree.iterate({ from, to, enter: (node) => finder.enter(node, from, to) });
    finder.gaps(from, to);
  }
  return Decoration.set(finder.found, true);
}

const shown = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = find(view);
    }

    update(update: ViewUpdate) {
      // What an input method is still composing must not be taken from under it.
      if (update.view.composing && update.docChanged) {
        this.decorations = this.decorations.map(update.changes);
        return;
      }
      if (
        update.docChanged ||
        update.selectionSet ||
        update.viewportChanged ||
        syntaxTree(update.state) !== syntaxTree(update.startState) ||
        update.state.field(sourceShown) !== update.startState.field(sourceShown)
      ) {
        this.decorations = find(update.view);
      }
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

export const marks: Extension = [notes, shown];
