/** A stretch of time in milliseconds since 1970. */
export interface Extent {
  from: number;
  to: number;
}

/** Years are written from 0 to 9999. */
const first = Date.parse('0000-01-01T00:00:00Z');
const last = Date.parse('9999-12-31T23:59:59.999Z');

/** The extent moved, and cut where it must be, to where years are written. */
export function within({ from, to }: Extent): Extent {
  const begin = Math.min(Math.max(from, first), Math.max(first, last - (to - from)));
  return { from: begin, to: Math.min(begin + to - from, last) };
}

/** The extent made smaller or larger around a place in it, from 0 to 1. */
export function zoomed(extent: Extent, factor: number, around = 0.5): Extent {
  const width = extent.to - extent.from;
  const wanted = Math.max(10, width * factor);
  const pivot = extent.from + width * around;
  return { from: pivot - wanted * around, to: pivot + wanted * (1 - around) };
}

/** The extent moved by a share of its width. */
export function panned(extent: Extent, share: number): Extent {
  const by = (extent.to - extent.from) * share;
  return { from: extent.from + by, to: extent.to + by };
}
