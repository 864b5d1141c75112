import { expect, it, vi } from 'vitest';
import type { Seen } from '../../backend/history';
import { openExample } from '../../testing/workspace';
import { Finder } from './finder.svelte';

async function finder() {
  const { backend, workspace } = await openExample();
  return { backend, finder: new Finder(workspace) };
}

it('keeps the answer to the last words alone', async () => {
  const { backend, finder: one } = await finder();
  const answers: ((seen: Seen[]) => void)[] = [];
  vi.spyOn(backend.history, 'find').mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
  one.words = 'pool';
  const slow = one.find();
  one.words = ' pool full ';
  const fast = one.find();
  answers[1]?.([]);
  await fast;
  expect([one.asked, one.found, one.busy]).toEqual(['pool full', [], false]);
  answers[0]?.([{} as Seen]);
  await slow;
  expect(one.found).toEqual([]);
});

it('says why nothing could be looked for, and forgets all of it', async () => {
  const { backend, finder: one } = await finder();
  vi.spyOn(backend.history, 'find').mockRejectedValue(new Error('the disk is gone'));
  one.words = 'pool';
  await one.find();
  expect(one.problem).toContain('the disk is gone');
  one.clear();
  expect([one.words, one.found, one.problem]).toEqual(['', undefined, '']);
});

it('looks for nothing without words', async () => {
  const { backend, finder: one } = await finder();
  const find = vi.spyOn(backend.history, 'find');
  one.words = '  ';
  await one.find();
  expect(find).not.toHaveBeenCalled();
});
