import type { Histogram } from '../backend/types';
import { gutter, type Plot } from './plot';

/** How tall the strip is that shows what no event cites. */
export const strip = 30;

/** So many entries that no event cites, as a bar of the strip. */
export interface Bar {
  from: number;
  wide: number;
  tall: number;
  total: number;
}

/** The bars that are in sight. Few entries beside thousands are still seen: heights go by the root. */
export function barsOf(histogram: Histogram | undefined, plot: Plot): Bar[] {
  if (!histogram?.from || !histogram.to) return [];
  const most = Math.max(1, ...histogram.buckets.map((bucket) => bucket.total));
  const start = Date.parse(histogram.from);
  const step = (Date.parse(histogram.to) - start) / histogram.buckets.length;
  return histogram.buckets.flatMap(({ total }, index) => {
    if (total === 0) return [];
    const from = Math.max(gutter, plot.x(start + index * step));
    const to = Math.min(plot.end, plot.x(start + (index + 1) * step));
    const tall = Math.max(2, Math.sqrt(total / most) * (strip - 8));
    return to > from ? [{ from, wide: Math.max(1, to - from - 1), tall, total }] : [];
  });
}
