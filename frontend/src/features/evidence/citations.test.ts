import { expect, it } from 'vitest';
import { describeCitations, markdownOf, mergeCitations } from './citations';

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
