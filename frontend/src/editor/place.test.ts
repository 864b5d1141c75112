import { expect, it } from 'vitest';
import { placeInSource } from './place';

const source = 'The key of `orders` reached its end. See [March 2023](https://example.com). The end.';

it.each([
  ['after plain words', ' reached its', ' end. See ', source.indexOf(' end. See')],
  ['by the words that follow', '', 'March 2023', source.indexOf('March')],
  ['with what is only partly in the source', 'of orders reached', ' its end', source.indexOf(' its end')],
  ['at the end where nothing is found', 'zzz', 'yyy', source.length],
  ['at the first of several places where no other stands before it', 'end', 'zz', source.indexOf('end') + 3],
])('finds the place %s', (_, before, after, place) => {
  expect(placeInSource(source, before, after, before)).toBe(place);
});

it('finds the place among paragraphs that say the same', () => {
  const one = 'Some words that come again.';
  const [text, rendered] = [[one, one, one].join('\n\n'), one.repeat(3)];
  for (const nth of [0, 1, 2]) {
    const lead = rendered.slice(0, nth * one.length + 10);
    expect(placeInSource(text, one.slice(0, 10), one.slice(10), lead)).toBe(nth * (one.length + 2) + 10);
    const begin = rendered.slice(0, nth * one.length);
    expect(placeInSource(text, '', one, begin)).toBe(nth * (one.length + 2));
  }
});
