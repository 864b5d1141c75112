import { expect, it } from 'vitest';
import { describeCitations, linkOf, markdownOf, mergeCitations } from './citations';

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

it('leads to lines from within a sentence', () => {
  const label = (id: string) => (id === 'a' ? 'router [1]' : 'The cliff');
  expect(
    linkOf(
      [
        { evidence: 'a', fromLine: 1, toLine: 2 },
        { evidence: 'a', fromLine: 7, toLine: 7 },
        { evidence: 'p' },
      ],
      label,
    ),
  ).toBe(
    '[router  1, lines 1 – 2](evidence/a#L1-L2), [router  1, line 7](evidence/a#L7-L7), [The cliff](evidence/p)',
  );
});
