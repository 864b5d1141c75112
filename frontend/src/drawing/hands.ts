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

/** A range in the order of time. */
export function rangeOf(a: number, b: number): Extent {
  return { from: Math.min(a, b), to: Math.max(a, b) };
}
