import { expect, test } from 'vitest';
import { Hints } from './hints.svelte';

test('the hints that were said last are shown until they are taken back', () => {
  const hints = new Hints();
  const first = [{ keys: ['/'], does: 'blocks' }];
  const takeBack = hints.say(first);
  const takeBackSecond = hints.say([{ keys: [',', '.'], does: 'walk' }]);
  expect(hints.now.map(({ does }) => does)).toEqual(['walk']);
  takeBackSecond();
  expect(hints.now).toEqual(first);
  takeBack();
  expect(hints.now).toEqual([]);
});
