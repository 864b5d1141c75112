import { expect, it } from 'vitest';
import type { Mark } from '../backend/types';
import { isKept } from './kept';

it('keeps a mark for any event that it names, and for those that it may stand for', () => {
  const mark = (titles: string[], count?: number) =>
    ({ titles: titles.map((id) => ({ id })), ...(count ? { count } : {}) }) as Mark;
  const kept = new Set(['b']);
  expect(isKept(kept, mark(['a']))).toBe(false);
  expect(isKept(kept, mark(['a', 'b'], 2))).toBe(true);
  expect(isKept(kept, mark(['a', 'c'], 2))).toBe(false);
  expect(isKept(kept, mark(['a'], 40))).toBe(true);
});
