import type { Histogram } from '../../../backend/types';
import { momentAt } from '../../../drawing/ticks';

/** A moment on the histogram as a share of its length, 0 to 1. */
type Share = number;

/** A moment on the histogram that people know by name. */
export interface Mark {
  kind: 'screenshot' | 'checkpoint';
  id: string;
  name: string;
  at: string;
  share: Share;
}

/** Puts marks, in their order, together that stand closer than `apart` and would cover each other. */
export function gather(marks: readonly Mark[], apart: Share): Mark[][] {
  const groups: Mark[][] = [];
  for (const mark of marks) {
    const near = groups.at(-1);
    if (near?.[0] && mark.share - near[0].share < apart) near.push(mark);
    else groups.push([mark]);
  }
  return groups;
}

/**
 * The geometry of a histogram: moments to shares and back, the shapes of its
 * bars, and a brush over it.
 */
export class Density {
  /** What is being brushed: where it began and where it is now. */
  brush: { from: Share; to: Share } | undefined = $state.raw();
  /** The bar that the arrow keys stand on. */
  cursor = $state(0);

  readonly #read: () => Histogram | undefined;

  constructor(read: () => Histogram | undefined) {
    this.#read = read;
  }

  get buckets(): Histogram['buckets'] {
    return this.#read()?.buckets ?? [];
  }

  get isEmpty(): boolean {
    return !this.#read()?.from || this.buckets.length === 0;
  }

  /** In milliseconds; a single moment is given a second. */
  get from(): number {
    return Date.parse(this.#read()?.from ?? '');
  }

  get to(): number {
    return Math.max(Date.parse(this.#read()?.to ?? ''), this.from + 1000);
  }

  shareOf(at: string): Share {
    return (Date.parse(at) - this.from) / (this.to - this.from);
  }

  momentOf(share: Share): string {
    return momentAt(this.from + Math.min(1, Math.max(0, share)) * (this.to - this.from));
  }

  /** The moments that have a place on the drawing, and those before and after it, the nearest first. */
  place(things: readonly Omit<Mark, 'share'>[]): { inside: Mark[]; earlier: Mark[]; later: Mark[] } {
    if (this.isEmpty) return { inside: [], earlier: [], later: [] };
    const byTime = things
      .map((thing) => ({ ...thing, share: this.shareOf(thing.at) }))
      .sort((a, b) => a.share - b.share);
    return {
      inside: byTime.filter(({ share }) => share >= 0 && share <= 1),
      earlier: byTime.filter(({ share }) => share < 0).reverse(),
      later: byTime.filter(({ share }) => share > 1),
    };
  }

  /** When a bar begins and ends. */
  spanOf(bar: number): { from: string; to: string } {
    const { length } = this.buckets;
    return { from: this.momentOf(bar / length), to: this.momentOf((bar + 1) / length) };
  }

  /**
   * The outlines of all bars in a box as wide as there are bars and 100 high. The
   * square root lets quiet stretches be seen beside a burst; errors and warnings
   * take their share of a bar's height.
   */
  get paths(): { total: string; warnings: string; errors: string } {
    const most = Math.max(1, ...this.buckets.map((bucket) => bucket.total));
    const outlines = { total: '', warnings: '', errors: '' };
    for (const [index, { total, warnings, errors }] of this.buckets.entries()) {
      if (total === 0) continue;
      const height = Math.max(4, Math.sqrt(total / most) * 100);
      outlines.total += bar(index, height);
      if (warnings + errors > 0)
        outlines.warnings += bar(index, Math.max(4, (height * (warnings + errors)) / total));
      if (errors > 0) outlines.errors += bar(index, Math.max(4, (height * errors) / total));
    }
    return outlines;
  }

  /** The bar with the most entries, -1 where there is none. */
  get peak(): number {
    let peak = -1;
    for (const [index, { total }] of this.buckets.entries()) {
      if (total > (this.buckets[peak]?.total ?? 0)) peak = index;
    }
    return peak;
  }

  /** Moves the cursor by bars, and brushes on the way where `brush` is set. */
  move(by: number, brush: boolean): void {
    const { length } = this.buckets;
    if (length === 0) return;
    const from = this.cursor;
    this.cursor = Math.min(Math.max(0, from + by), length - 1);
    this.brush = brush
      ? { from: this.brush?.from ?? from / length, to: (this.cursor + (by > 0 ? 1 : 0)) / length }
      : undefined;
  }

  /** The brushed stretch of time, wide enough to mean something. */
  get brushed(): { from: string; to: string } | undefined {
    if (!this.brush) return undefined;
    const [low, high] = [Math.min(this.brush.from, this.brush.to), Math.max(this.brush.from, this.brush.to)];
    return high - low < 0.002 ? undefined : { from: this.momentOf(low), to: this.momentOf(high) };
  }
}

function bar(index: number, height: number): string {
  const top = (100 - height).toFixed(1);
  return `M${(index + 0.14).toFixed(2)} 100V${top}H${(index + 0.86).toFixed(2)}V100Z`;
}
