import { expect, it } from 'vitest';
import { score } from './match';

it('needs every word, in any order', () => {
  expect(score('timeline go', 'Go to Timeline')).toBeGreaterThan(0);
  expect(score('timeline gone', 'Go to Timeline')).toBe(0);
  expect(score('', 'Anything')).toBeGreaterThan(0);
});

it('prefers the start, then the start of a word, then the inside, then scattered letters', () => {
  const scores = ['Add an event', 'Please add', 'Madder', 'Apple dad'].map((text) => score('add', text));
  expect(scores[0]).toBeGreaterThan(scores[1]!);
  expect(scores[1]).toBeGreaterThan(scores[2]!);
  expect(score('ckpt', 'Name a checkpoint')).toBeGreaterThan(0);
  expect(score('zz', 'Name a checkpoint')).toBe(0);
});
