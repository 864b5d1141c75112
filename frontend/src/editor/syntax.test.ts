import { GFM, parser } from '@lezer/markdown';
import { describe, expect, it } from 'vitest';
import { syntax } from './syntax';

const markdown = parser.configure([GFM, syntax]);

/** The nodes of some names with their texts. */
function nodes(text: string, wanted: RegExp): string[] {
  const found: string[] = [];
  markdown.parse(text).iterate({
    enter: ({ name, from, to }) => {
      if (wanted.test(name)) found.push(`${name}: ${text.slice(from, to)}`);
    },
  });
  return found;
}

describe('footnotes', () => {
  it.each([
    ['A claim[^1].\n\n[^1]: Proof', ['FootnoteReference: [^1]', 'FootnoteDefinition: [^1]: Proof']],
    ['a\n[^1]: b\n  c\n[^2]: d\n- e', ['FootnoteDefinition: [^1]: b\n  c', 'FootnoteDefinition: [^2]: d']],
    ['> [^a b]: c\n> d', ['FootnoteDefinition: [^a b]: c']],
    ['[^1]: a[^2]\n\nb', ['FootnoteDefinition: [^1]: a[^2]', 'FootnoteReference: [^2]']],
    ['`[^1]` [^] [^a\n[x](y)', []],
    ['    [^1]: code', []],
  ])('are read in %j', (text, want) => {
    expect(nodes(text, /^Footnote(?:Ref|Def)/)).toEqual(want);
  });
});

describe('definitions', () => {
  it.each([
    ['Queue\n: what *waits*\n: a line\n\nafter', ['Definition: : what *waits*', 'Definition: : a line']],
    ['Queue\n\n:   one\n\n    two\n\nafter', ['Definition: :   one\n\n    two']],
    ['- Queue\n  : what waits', ['Definition: : what waits']],
    ['Queue\n:no\n    : no', []],
    ['    : code', []],
  ])('are read in %j', (text, want) => {
    expect(nodes(text, /^Definition$/)).toEqual(want);
  });
});

describe('what nobody would write', () => {
  it.each(['- ', '> ', '1. ', '>'])('is read no deeper than needed: %j', (mark) => {
    const depth = nodes(`${mark.repeat(50_000)}x\n\nafter`, /^(?:ListItem|Blockquote)$/).length;
    expect(depth).toBeLessThan(60);
    expect(nodes(`${mark.repeat(50_000)}x\n\nafter *it*`, /^Emphasis$/)).toEqual(['Emphasis: *it*']);
  });

  it('is read as words where it is a paragraph without an end', () => {
    expect(nodes(`${'*a* '.repeat(20_000)}\n\n*b*`, /^Emphasis$/)).toEqual(['Emphasis: *b*']);
    expect(nodes('*a* '.repeat(1000), /^Emphasis$/)).toHaveLength(1000);
  });
});

it('a table of more columns than anybody draws is plain words', () => {
  const table = (columns: number) =>
    `|${'a|'.repeat(columns)}\n|${'-|'.repeat(columns)}\n|${'1|'.repeat(columns)}\n`;
  expect(nodes(table(60), /^(?:Table|Paragraph)$/)).toHaveLength(1);
  expect(nodes(table(60), /^TableCell$/)).toHaveLength(120);
  expect(nodes(table(20_000), /^Table/)).toEqual([]);
});
