import { expect, it } from 'vitest';
import { placeInSource } from './place';

const source = 'The key of `orders` reached its end. See [March 2023](https://example.com). The end.';

it.each([
  ['after plain words', ' reached its', ' end. See ', source.indexOf(' end. See')],
  ['by the words that follow', '', 'March 2023', source.indexOf('March')],
  ['with what is only partly in the source', 'of orders reached', ' its end', source.indexOf(' its end')],
  ['at the end where nothing is found', 'zzz', 'yyy', source.length],
  ['never at one of several places', 'end', 'zz', source.length],
])('finds the place %s', (_, before, after, place) => {
  expect(placeInSource(source, before, after)).toBe(place);
});
