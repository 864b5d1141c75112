import type { EventKind, Frame, Mark, Span } from '../backend/types';
import { kindClass } from './kinds';

/** What is painted of a frame, where it stands in the window. */
export interface Crowd {
  marks: readonly Mark[];
  spans: readonly Span[];
  labels: Frame['labels'];
  /** Where a time of an event stands, which may be in a hand. */
  x: (at: number, id: string) => number;
  /** The left and right edge of a span. */
  ends: (span: Span) => { from: number; to: number };
  chosen: ReadonlySet<string>;
}

/** How tall what is drawn of an event is, in pixels. */
export const spanHeight = 14;

/**
 * Paints so many events that elements of their own would cost more than a frame has
 * time for. It looks as they do.
 */
export class Painter {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D | null;
  /** What is written in the styles, for as long as the theme stays. */
  #colours = new Map<string, string>();
  #theme: string | undefined;
  #font = '';

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d');
  }

  /** Wipes it clean, in a size of so many pixels, each of which is `scale` pixels of the page. */
  clear(width: number, height: number, scale: number): void {
    const density = (window.devicePixelRatio || 1) * scale;
    const [wide, tall] = [Math.round(width * density), Math.round(height * density)];
    if (this.#canvas.width !== wide || this.#canvas.height !== tall) {
      this.#canvas.width = wide;
      this.#canvas.height = tall;
    }
    this.#context?.setTransform(density, 0, 0, density, 0, 0);
    this.#context?.clearRect(0, 0, width, height);
  }

  /** Paints events below so many pixels, between two edges. */
  paint({ marks, spans, labels, x, ends, chosen }: Crowd, head: number, left: number, right: number): void {
    const pen = this.#context;
    if (!pen) return;
    this.#read();
    const ink = this.#colour('--ink');
    const surface = this.#colour('--surface');
    pen.save();
    pen.beginPath();
    pen.rect(left, 0, right - left, this.#canvas.height);
    pen.clip();
    for (const span of spans) {
      const { from, to } = ends(span);
      const isSolid = span.kind === 'impact' && !span.vague && !span.holds;
      pen.globalAlpha = isSolid ? 1 : span.vague || span.holds ? 0.2 : 0.38;
      pen.fillStyle = this.#colourOf(span.kind);
      pen.fillRect(from, head + span.y - spanHeight / 2, to - from, spanHeight);
      if (!chosen.has(span.id)) continue;
      pen.globalAlpha = 1;
      pen.strokeStyle = ink;
      pen.strokeRect(from, head + span.y - spanHeight / 2, to - from, spanHeight);
    }
    pen.globalAlpha = 1;
    pen.font = `11px ${this.#font}`;
    pen.fillStyle = ink;
    for (const label of labels) pen.fillText(label.text, x(label.at, label.id) + 9, head + label.y + 4);
    pen.lineWidth = 2;
    for (const mark of marks) {
      const at = x(mark.at, mark.id);
      const y = head + mark.y;
      const isHollow = mark.about === true || mark.again === true;
      const colour = this.#colourOf(mark.kind);
      pen.fillStyle = isHollow ? surface : colour;
      pen.strokeStyle = mark.titles.some(({ id }) => chosen.has(id)) ? ink : isHollow ? colour : surface;
      pen.beginPath();
      if ((mark.count ?? 0) > 1) pen.roundRect(at - 7, y - 7, 14, 14, 4);
      else pen.arc(at, y, 5, 0, 7);
      pen.fill();
      pen.stroke();
    }
    pen.font = `650 8.5px ${this.#font}`;
    pen.textAlign = 'center';
    pen.fillStyle = surface;
    for (const { id, at, y, count = 0 } of marks)
      if (count > 1) pen.fillText(countText(count), x(at, id), head + y + 3.2);
    pen.restore();
  }

  #read() {
    const { theme } = document.documentElement.dataset;
    if (this.#theme === theme && this.#font) return;
    this.#theme = theme;
    this.#colours.clear();
    this.#font = getComputedStyle(this.#canvas).fontFamily;
  }

  #colour(name: string): string {
    const known = this.#colours.get(name);
    if (known !== undefined) return known;
    const found = getComputedStyle(this.#canvas).getPropertyValue(name);
    this.#colours.set(name, found);
    return found;
  }

  #colourOf(kind: EventKind): string {
    const known = this.#colours.get(kind);
    if (known !== undefined) return known;
    const sample = document.createElement('span');
    sample.className = kindClass(kind);
    this.#canvas.append(sample);
    const found = getComputedStyle(sample).getPropertyValue('--kind');
    sample.remove();
    this.#colours.set(kind, found);
    return found;
  }
}

/** How many events a mark stands for, in three signs. */
export function countText(count: number): string {
  return count > 99 ? '99+' : String(count);
}
