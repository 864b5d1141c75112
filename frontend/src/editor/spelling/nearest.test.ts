import { expect, it } from 'vitest';
import { nearest } from './nearest';

it('puts what is one slip away first, each once', () => {
  expect(nearest('teh', ['ten', 'tech', 'the', 'ten', 'weather'])).toEqual(['ten', 'tech', 'the', 'weather']);
  expect(nearest('databse', ['databases', 'Database', 'data'])).toEqual(['Database', 'databases', 'data']);
  expect(
    nearest(
      'a',
      Array.from({ length: 20 }, (_, at) => `a${String(at)}`),
    ),
  ).toHaveLength(7);
});
