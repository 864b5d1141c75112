import type { Mark } from '../backend/types';

/** Whether a mark stands for any of the events that stand out; of many it may, which it does not name. */
export function isKept(kept: ReadonlySet<string>, { titles, count = 1 }: Mark): boolean {
  return titles.some(({ id }) => kept.has(id)) || count > titles.length;
}
