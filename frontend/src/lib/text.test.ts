import { expect, it } from 'vitest';
import { count, countWords, formatBytes, list, sentence } from './text';

it.each([
  ['', 0],
  ['One **two** three', 3],
  ['See [the graph](https://example.com/a/b) there', 4],
  ['![Error rate](evidence/e-1)', 2],
  ['- a\n- b\n\n> c', 3],
  ['2,147,483,647 rows', 2],
  ['Fünf Größen, 日本', 3],
])('counts the words of %j', (markdown, words) => {
  expect(countWords(markdown)).toBe(words);
});

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
