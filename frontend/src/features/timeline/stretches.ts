import type { Extent } from '../../drawing/extent';

/** How many of the times, which stand in order, are before one. */
export function placeOf(times: Float64Array, at: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? at) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

/** The round length that is next below one: a slider goes by it. */
export function roundStep(length: number): number {
  const steps = [1, 5, 15, 30].flatMap((n) => [n * second, n * minute]);
  for (const n of [1, 3, 6, 12]) steps.push(n * hour);
  for (const n of [1, 2, 7, 14, 30, 90, 365, 3650]) steps.push(n * day);
  return Math.max(second, ...steps.filter((step) => step <= length));
}

export const roundings = [
  [60_000, 'minute'],
  [1000, 'second'],
  [1, 'millisecond'],
] as const;

/** The middle of two times, as round as there is room for. */
export function middle(from: number, to: number): { at: string; precision: string } {
  const [unit, precision] =
    to - from >= 120_000
      ? [60_000, 'minute' as const]
      : to - from >= 2000
        ? [1000, 'second' as const]
        : [1, 'millisecond' as const];
  const at = Math.round((from + to) / 2 / unit) * unit;
  return { at: new Date(at).toISOString(), precision };
}

/** So many events, and no larger part of all, are left out of what is looked at first. */
export const mostLeftOut = 5;
export const largestPart = 1 / 5;

/**
 * The stretch of most events, where a few at the ends are so far from it that it is at most
 * a third of all.
 */
export function mainOf(stretches: readonly Extent[], most: number): Extent | undefined {
  const all = stretches.toSorted((a, b) => a.from - b.from);
  /** Until when those up to each one last. */
  const until: number[] = [];
  for (const { to } of all) until.push(Math.max(to, until.at(-1) ?? to));
  const whole = (until.at(-1) ?? 0) - (all[0]?.from ?? 0);
  for (let left = 1; left <= most; left++) {
    for (let before = left; before >= 0; before--) {
      const last = all.length - 1 - (left - before);
      const [from, to] = [all[before]?.from ?? 0, until[last] ?? 0];
      const isApart = (until[before - 1] ?? -Infinity) < from && (all[last + 1]?.from ?? Infinity) > to;
      if (isApart && to > from && (to - from) * 3 <= whole) return { from, to };
    }
  }
  return undefined;
}
