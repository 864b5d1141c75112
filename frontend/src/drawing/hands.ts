import type { Extent } from './extent';

const units = [
  1,
  10,
  100,
  ...[1, 5, 10, 15, 30].map((n) => n * 1000),
  ...[1, 5, 10, 15, 30].map((n) => n * 60_000),
  ...[1, 6, 12].map((n) => n * 3_600_000),
  86_400_000,
];

/** The round length of time, in milliseconds, that a hand can still aim at: a pixel or two. */
export function grain(extent: Extent, width: number): number {
  const pixel = (extent.to - extent.from) / Math.max(1, width);
  return units.findLast((unit) => unit <= pixel * 2) ?? 1;
}

/** A time at a round moment of the clock. */
export function snapped(at: number, unit: number, offset: number): number {
  return Math.round((at + offset) / unit) * unit - offset;
}

/** A time that a hand may mean, and what stands there. */
export interface Moment {
  at: string;
  says: string;
}

/** The moment nearest to a time, unless all are further away than a hand reaches; the first of those as near. */
export function nearest(moments: readonly Moment[], at: number, reach: number): Moment | undefined {
  let [found, least]: [Moment | undefined, number] = [undefined, reach];
  for (const moment of moments) {
    const away = Math.abs(Date.parse(moment.at) - at);
    if (away > least || (found && away === least)) continue;
    [found, least] = [moment, away];
  }
  return found;
}

/** A range in the order of time. */
export function rangeOf(a: number, b: number): Extent {
  return { from: Math.min(a, b), to: Math.max(a, b) };
}
