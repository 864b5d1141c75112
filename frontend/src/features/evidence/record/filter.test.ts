import { describe, expect, it } from 'vitest';
import { finderOf, highlight, patternOf } from './filter';

describe('highlight', () => {
  const marked = (text: string, filter: string) =>
    highlight(text, finderOf(filter))
      .map((piece) => (piece.match ? `[${piece.text}]` : piece.text))
      .join('');

  it.each([
    ['nothing asked', '', 'nothing asked'],
    ['Timed out, timed out', 'timed', '[Timed] out, [timed] out'],
    ['a (b) c', '(b)', 'a [(b)] c'],
    ['GET /cart 502', '/5\\d\\d/', 'GET /cart [502]'],
    ['one two, One Two', 'one two', '[one two], [One Two]'],
    ['as it is', '/(?P<go>x)/', 'as it is'],
    ['empty matches', '/x*/', 'empty matches'],
    ['', 'word', ''],
  ])('marks %j for %j', (text, filter, expected) => {
    expect(marked(text, filter)).toBe(expected);
  });
});

it.each([
  [{ text: 'a.b', regexp: false, case: false }, 'A.B', true],
  [{ text: 'a.b', regexp: false, case: true }, 'A.B', false],
  [{ text: 'a.b', regexp: true, case: false }, 'AxB', true],
  [{ text: '^b$', regexp: true, case: false }, 'a\nb', true],
])('looks for %j in %j: %s', (wanted, text, expected) => {
  expect(patternOf(wanted)?.test(text)).toBe(expected);
});
