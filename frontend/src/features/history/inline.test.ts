import { describe, expect, it } from 'vitest';
import type { Op } from '../../backend/changes';
import { contentOf, headingLevel, runsOf, type Run } from './inline';

/** Writes runs so that a test can be read: {b words}, +[…], -[…]. */
function show(runs: Run[]): string {
  return runs
    .map((run) => {
      const style = [run.strong && 'b', run.emphasis && 'i', run.code && 'c', run.link && 'a']
        .filter(Boolean)
        .join('');
      const text = style ? `{${style} ${run.text}}` : run.text;
      return run.status === 'added' ? `+[${text}]` : run.status === 'removed' ? `-[${text}]` : text;
    })
    .join('');
}

describe('runsOf', () => {
  const cases: [string, Op[], string][] = [
    ['plain words', [['=', 'as it was']], 'as it was'],
    [
      'added and removed',
      [
        ['=', 'table '],
        ['-', 'locked'],
        ['+', 'locked for writes'],
      ],
      'table -[locked]+[locked for writes]',
    ],
    [
      'marks',
      [['=', 'For **one hour** the `orders` were *gone*.']],
      'For {b one hour} the {c orders} were {i gone}.',
    ],
    [
      'a mark over a change',
      [
        ['=', 'For **one '],
        ['-', 'hour'],
        ['+', 'day'],
        ['=', '** it'],
      ],
      'For {b one }-[{b hour}]+[{b day}] it',
    ],
    [
      'a mark that was added',
      [
        ['=', 'a '],
        ['+', '**'],
        ['=', 'b'],
        ['+', '**'],
      ],
      'a {b b}',
    ],
    [
      'links',
      [['=', 'see [the log](evidence/a#L1-L2) and ![graph](evidence/b)']],
      'see {a the log} and {a graph}',
    ],
    ['names with underscores', [['=', 'the stock_moves_id of a_b']], 'the stock_moves_id of a_b'],
    ['nothing inside code', [['=', 'run `a*b*c` twice']], 'run {c a*b*c} twice'],
    ['a lone star', [['=', 'two * three']], 'two * three'],
    ['escaped marks', [['=', 'not \\*bold\\*']], 'not *bold*'],
    [
      'other white space',
      [
        ['=', 'a'],
        ['~', '\n', '  '],
        ['=', 'b'],
      ],
      'a b',
    ],
  ];
  it.each(cases)('sets %s', (_, ops, expected) => {
    expect(show(runsOf(ops))).toBe(expected);
  });

  it('loses no words', () => {
    const ops: Op[] = [
      ['=', 'one '],
      ['-', '**two**'],
      ['+', '`three'],
      ['=', ' four'],
      ['+', '`'],
    ];
    const words = runsOf(ops)
      .map((run) => run.text)
      .join('');
    expect(words).toBe('one twothree four');
  });
});

describe('contentOf', () => {
  const content = (
    kind: 'heading' | 'list item' | 'quote' | 'code' | 'paragraph',
    oldText: string,
    newText: string,
    ops: Op[],
  ) => contentOf({ kind, oldText, newText, ops });

  it('takes the marks of the block away', () => {
    expect(content('heading', '## A', '## A', [['=', '## A']])).toEqual([['=', 'A']]);
    expect(
      content('list item', '- [ ] a', '- [ ] b', [
        ['=', '- [ ] '],
        ['-', 'a'],
        ['+', 'b'],
      ]),
    ).toEqual([
      ['-', 'a'],
      ['+', 'b'],
    ]);
    expect(content('quote', '', '> said', [['+', '> said']])).toEqual([['+', 'said']]);
    const alert = '> [!IMPORTANT]\n> **Conflict 1.** It says\n>\n> this';
    expect(content('quote', '', alert, [['+', alert]])).toEqual([['+', '**Conflict 1.** It says\n\nthis']]);
    expect(content('paragraph', '- ', '- ', [['=', '- ']])).toEqual([['=', '- ']]);
  });

  it('does so where the mark itself changed', () => {
    const ops: Op[] = [
      ['-', '-'],
      ['+', '1.'],
      ['=', ' a'],
    ];
    expect(content('list item', '- a', '1. a', ops)).toEqual([['=', 'a']]);
  });

  it('takes the fences of code away', () => {
    expect(
      content('code', '```sh\nls\n```\n', '```sh\nls -l\n```\n', [
        ['=', '```sh\nls'],
        ['+', ' -l'],
        ['=', '\n```\n'],
      ]),
    ).toEqual([
      ['=', 'ls'],
      ['+', ' -l'],
    ]);
  });

  it('knows how deep a heading is', () => {
    expect(headingLevel({ kind: 'heading', oldText: '', newText: '### C' })).toBe(3);
    expect(headingLevel({ kind: 'paragraph', oldText: '', newText: '# no' })).toBe(0);
  });
});
