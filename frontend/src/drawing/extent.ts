/** A stretch of time in milliseconds since 1970. */
export interface Extent {
  from: number;
  to: number;
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
