import type { TimelineEvent } from '../backend/types';

/** A stretch of time in milliseconds since 1970. */
export interface Extent {
  from: number;
  to: number;
}

const halfHour = 30 * 60_000;

/** The stretch that all events lie in, with a margin; nothing where there are none. */
export function extentOf(events: readonly TimelineEvent[]): Extent | undefined {
  if (events.length === 0) return undefined;
  const moments = events.flatMap(({ at, end }) => [Date.parse(at.at), Date.parse((end ?? at).at)]);
  const from = moments.reduce((a, b) => Math.min(a, b));
  const to = moments.reduce((a, b) => Math.max(a, b));
  const margin = to > from ? (to - from) * 0.05 : halfHour;
  return { from: from - margin, to: to + margin };
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
