import { describe, expect, it } from 'vitest';
import type { Entry } from '../../backend/types';
import { citationsOf, describeCitations, markdownOf, mergeCitations } from './citations';

const entry = (evidence: string, line: number, lines = 1) => ({ evidence, line, lines }) as Entry;

describe('citationsOf', () => {
  it.each([
    ['one entry', [entry('a', 7, 2)], [{ evidence: 'a', fromLine: 7, toLine: 8 }]],
    ['neighbours', [entry('a', 7, 2), entry('a', 9)], [{ evidence: 'a', fromLine: 7, toLine: 9 }]],
    [
      'neighbours with another source between them',
      [entry('a', 7), entry('b', 1), entry('a', 8)],
      [
        { evidence: 'a', fromLine: 7, toLine: 8 },
        { evidence: 'b', fromLine: 1, toLine: 1 },
      ],
    ],
    [
      'lines that the filter left out are not cited',
      [entry('a', 7), entry('a', 9)],
      [
        { evidence: 'a', fromLine: 7, toLine: 7 },
        { evidence: 'a', fromLine: 9, toLine: 9 },
      ],
    ],
    ['a picture, once', [entry('p', 0, 0), entry('p', 0, 0)], [{ evidence: 'p' }]],
    ['nothing', [], []],
  ])('cites %s', (_, entries, expected) => {
    expect(citationsOf(entries)).toEqual(expected);
  });
});

it('merges without repeating', () => {
  const a = { evidence: 'a', fromLine: 1, toLine: 2 };
  const p = { evidence: 'p' };
  expect(mergeCitations([a], [a, p, { ...a, toLine: 3 }])).toEqual([a, p, { ...a, toLine: 3 }]);
});

it('describes citations in words and in Markdown', () => {
  expect(describeCitations([{ evidence: 'a', fromLine: 4120, toLine: 4120 }])).toBe('line 4,120');
  expect(describeCitations([{ evidence: 'a', fromLine: 1, toLine: 2 }])).toBe('lines 1 – 2');
  expect(describeCitations([{ evidence: 'p' }])).toBe('the picture');
  expect(describeCitations([{ evidence: 'p' }, { evidence: 'a' }])).toBe('2 places');
  expect(
    markdownOf([{ evidence: 'a', fromLine: 1, toLine: 2 }, { evidence: 'p' }], 'first [bad]\nline'),
  ).toBe('[first  bad line](evidence/a#L1-L2)\n\n![first  bad line](evidence/p)');
});
