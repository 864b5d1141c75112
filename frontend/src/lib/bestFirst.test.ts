import { expect, it } from 'vitest';
import { bestFirst } from './bestFirst';

it.each([
  [
    't',
    ['Drawing of the timeline', 'Contributing factors', 'Table', 'Timeline'],
    ['Table', 'Timeline', 'Drawing of the timeline', 'Contributing factors'],
  ],
  [
    'Da',
    ['10:05 The update', '10:06 The database', 'Dana'],
    ['Dana', '10:06 The database', '10:05 The update'],
  ],
  ['x', ['b', 'a'], ['b', 'a']],
  [' ', ['b', 'a'], ['b', 'a']],
])('what is meant by “%s” comes first', (typed, found, want) => {
  expect(bestFirst(found, (one) => one, typed)).toEqual(want);
});
