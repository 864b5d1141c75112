import { expect, it } from 'vitest';
import { count, formatBytes, list, sentence } from './text';

it('counts things', () => {
  expect(count(1, 'event')).toBe('1 event');
  expect(count(1204, 'entry', 'entries')).toBe('1,204 entries');
});

it.each([
  [1, '1 byte'],
  [512, '512 bytes'],
  [1800, '1.8 kB'],
  [84_000_000, '84 MB'],
  [2.5e12, '2500 GB'],
])('%d bytes are %s', (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words);
});

it('joins words and begins sentences', () => {
  expect(list([])).toBe('');
  expect(list(['a'])).toBe('a');
  expect(list(['a', 'b', 'c'])).toBe('a, b and c');
  expect(sentence('no event')).toBe('No event');
});
