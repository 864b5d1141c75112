import type { Extent } from './extent';

/** How much room there is around the plot: the names of lanes, dots at its very end, and the words of signs. */
export const gutter = 118;
export const right = 16;
export const head = 24;

/** Where times stand in the drawing, in pixels from its left, before it is made larger. */
export class Plot {
  readonly width: number;
  /** Where it ends. */
  readonly end: number;

  constructor(
    readonly extent: Extent,
    /** Of all of the drawing. */
    readonly outer: number,
  ) {
    this.width = Math.max(60, outer - gutter - right);
    this.end = gutter + this.width;
  }

  /** How long a pixel lasts, in milliseconds. */
  get pixel(): number {
    return (this.extent.to - this.extent.from) / this.width;
  }

  x(at: number): number {
    return gutter + ((at - this.extent.from) / (this.extent.to - this.extent.from)) * this.width;
  }

  timeAt(px: number): number {
    return this.extent.from + ((px - gutter) / this.width) * (this.extent.to - this.extent.from);
  }

  holds(at: number): boolean {
    return at >= this.extent.from && at <= this.extent.to;
  }

  /** A place, or the edge of the plot that is nearest. */
  clamp(px: number): number {
    return Math.min(Math.max(px, gutter), this.end);
  }

  /** Dots may stand in the margin at its very edge: what lasts ends where the plot does. */
  ends(from: number, to: number): { from: number; to: number } {
    const left = this.clamp(from);
    return { from: left, to: Math.max(left + 3, this.clamp(to)) };
  }
}
