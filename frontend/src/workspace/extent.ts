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

/** A stretch in which nothing stands on the timeline. */
export interface Gap {
  /** Ids of the events before and after it. */
  after: string;
  before: string;
  from: string;
  to: string;
  /** Its length in nanoseconds. */
  length: number;
}

/**
 * The silent stretches between the first and the last event that are worth a
 * question: at least ten minutes, and at least an eighth of the whole. A span
 * that covers the time, other than customer impact, is not silence.
 */
export function gapsOf(events: readonly TimelineEvent[]): Gap[] {
  const ordered = [...events].sort((a, b) => a.at.at.localeCompare(b.at.at));
  const first = ordered[0];
  const last = ordered.at(-1);
  if (!first || !last) return [];
  const whole = Date.parse(last.at.at) - Date.parse(first.at.at);
  const least = Math.max(10 * 60_000, whole / 8);
  const gaps: Gap[] = [];
  let covered = first;
  let until = Date.parse(first.at.at);
  for (const event of ordered) {
    const at = Date.parse(event.at.at);
    if (at - until >= least) {
      const length = (at - until) * 1e6;
      gaps.push({
        after: covered.id,
        before: event.id,
        from: new Date(until).toISOString(),
        to: event.at.at,
        length,
      });
    }
    const end = event.kind === 'impact' ? at : Date.parse((event.end ?? event.at).at);
    if (end >= until) until = end;
    covered = event;
  }
  return gaps;
}
