import type { BlockContext, Line, MarkdownConfig } from '@lezer/markdown';

/*
 * What is read beyond GitHub's Markdown, and how much of a text is read closely: a
 * key must not wait for what no person would write.
 */

/** So many quotations and lists are read within each other, the list and its item being two. */
const deepest = 60;

/** A paragraph of more characters is read as plain words. */
const longest = 50_000;

/** A line with more bars is no row of a table, as on the page: each bar would be a mark of its own. */
const widest = 128;

function isTooWide(text: string): boolean {
  if (text.length <= widest) return false;
  let bars = 0;
  for (let at = text.indexOf('|'); at >= 0 && bars <= widest; at = text.indexOf('|', at + 1)) bars += 1;
  return bars > widest;
}

const bounds: MarkdownConfig = {
  parseBlock: [
    {
      name: 'TooWide',
      before: 'Blockquote',
      parse: (cx, line) => {
        if (!isTooWide(line.text)) return false;
        cx.addElement(cx.elt('Paragraph', cx.lineStart + line.pos, cx.lineStart + line.text.length));
        cx.nextLine();
        return true;
      },
    },
    {
      name: 'TooDeep',
      before: 'Blockquote',
      parse: (cx, line) => {
        if (cx.depth < deepest) return false;
        cx.addElement(cx.elt('Paragraph', cx.lineStart + line.pos, cx.lineStart + line.text.length));
        cx.nextLine();
        return true;
      },
    },
  ],
  parseInline: [
    {
      name: 'TooLong',
      before: 'Escape',
      parse: (cx) => (cx.end - cx.offset > longest ? cx.end : -1),
    },
  ],
};

/** What a note begins with, `[^name]:`. */
const definition = /^\[\^[^[\]\n]+\]:/;
const reference = /^\[\^[^[\]\n]+\]/;
/** What a further line of a note does not begin with: it begins something else. */
const other = /^(?:\s*$| {0,3}(?:[-+*>#|`~]|\d+[.)]\s|\[\^))/;

/** A note with its further lines, which only a note within nothing else has. */
function note(cx: BlockContext, line: Line): boolean {
  const mark = definition.exec(line.text.slice(line.pos));
  if (!mark || line.indent >= line.baseIndent + 4) return false;
  const isWithin = cx.depth > 1;
  const from = cx.lineStart + line.pos;
  let text = line.text.slice(line.pos);
  while (cx.nextLine() && !isWithin && !other.test(line.text)) text += `\n${line.text}`;
  const { length } = mark[0];
  cx.addElement(
    cx.elt('FootnoteDefinition', from, from + text.length, [
      cx.elt('FootnoteMark', from, from + length),
      ...cx.parser.parseInline(text.slice(length), from + length),
    ]),
  );
  return true;
}

const footnotes: MarkdownConfig = {
  defineNodes: [
    { name: 'FootnoteDefinition', block: true },
    { name: 'FootnoteReference' },
    { name: 'FootnoteMark' },
  ],
  parseBlock: [
    {
      name: 'FootnoteDefinition',
      before: 'LinkReference',
      parse: note,
      endLeaf: (_, line) => definition.test(line.text.slice(line.pos)),
    },
  ],
  parseInline: [
    {
      name: 'FootnoteReference',
      before: 'Link',
      parse: (cx, next, pos) => {
        if (next !== 91 /* [ */ || cx.char(pos + 1) !== 94 /* ^ */) return -1;
        const found = reference.exec(cx.slice(pos, Math.min(cx.end, pos + 200)));
        return found ? cx.addElement(cx.elt('FootnoteReference', pos, pos + found[0].length)) : -1;
      },
    },
  ],
};

/** What a meaning begins with; its further lines are set in as far. */
const meaning = /^:[ \t]+(?=\S)/;

/** A meaning, in which anything may stand. Whether there is a term above it is not looked at. */
const definitions: MarkdownConfig = {
  defineNodes: [
    {
      name: 'Definition',
      block: true,
      composite: (_, line, width) => {
        if (line.next >= 0 && line.indent < line.baseIndent + width) return false;
        line.moveBaseColumn(line.baseIndent + width);
        return true;
      },
    },
    { name: 'DefinitionMark' },
  ],
  parseBlock: [
    {
      name: 'Definition',
      before: 'LinkReference',
      parse: (cx, line) => {
        const mark = meaning.exec(line.text.slice(line.pos));
        if (!mark || line.indent !== line.baseIndent) return false;
        const width = mark[0].length;
        cx.startComposite('Definition', line.pos, width);
        cx.addElement(cx.elt('DefinitionMark', cx.lineStart + line.pos, cx.lineStart + line.pos + 1));
        line.moveBase(line.pos + width);
        return null;
      },
      endLeaf: (_, line) => line.indent === line.baseIndent && meaning.test(line.text.slice(line.pos)),
    },
  ],
};

export const syntax: MarkdownConfig[] = [bounds, footnotes, definitions];
