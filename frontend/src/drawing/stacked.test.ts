import { expect, it } from 'vitest';
import { stacked } from './stacked';

it('gathers what stands too close on one lane', () => {
  const things = [
    { id: 'a', lane: 'people', x: 100 },
    { id: 'b', lane: 'people', x: 104 },
    { id: 'c', lane: 'system', x: 102 },
    { id: 'd', lane: 'people', x: 111 },
    { id: 'e', lane: 'people', x: 140 },
  ];
  const heaps = stacked(things, (thing) => thing, 9);
  expect(heaps.get('b')).toMatchObject({ place: 1 });
  expect(heaps.get('a')?.events.map(({ id }) => id)).toEqual(['a', 'b', 'd']);
  expect(heaps.get('c')?.events).toHaveLength(1);
  expect(heaps.get('e')?.events).toHaveLength(1);
});
