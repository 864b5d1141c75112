import type { EventKind, Label, Mark, Span } from '../backend/types';
import { isKept } from './kept';
import { kindClass } from './kinds';

/** What is painted of a frame, where it stands in the window. */
export interface Crowd {
  marks: readonly Mark[];
  spans: readonly Span[];
  labels: readonly Label[];
  /** Where a time of an event stands, which may be in a hand. */
  x: (at: number, id: string) => number;
  /** The left and right edge of a span. */
  ends: (span: Span) => { from: number; to: number };
  chosen: ReadonlySet<string>;
  /** The events that stand out, nothing for all of them. */
  kept: ReadonlySet<string> | undefined;
}

/** How much is to be seen of those that stand back. */
const faded = 0.3;

/** How wide and tall the picture of a mark is, in pixels. */
const lookSize = 18;

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
  /** Each look of a mark, and each number on one: thousands are copied much faster than they are drawn. */
  #looks = new Map<string, HTMLCanvasElement>();
  #density = 1;
  #theme: string | undefined;
  #font = '';

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d');
  }

  /** Wipes it clean, in a size of so many pixels, each of which is `scale` pixels of the page. */
  clear(width: number, height: number, scale: number): void {
    const density = (window.devicePixelRatio || 1) * scale;
    if (density !== this.#density) this.#looks.clear();
    this.#density = density;
    const [wide, tall] = [Math.round(width * density), Math.round(height * density)];
    if (this.#canvas.width !== wide || this.#canvas.height !== tall) {
      this.#canvas.width = wide;
      this.#canvas.height = tall;
    }
    this.#context?.setTransform(density, 0, 0, density, 0, 0);
    this.#context?.clearRect(0, 0, width, height);
  }

  /** Paints events below so many pixels, between two edges. */
  paint(
    { marks, spans, labels, x, ends, chosen, kept }: Crowd,
    head: number,
    left: number,
    right: number,
  ): void {
    const pen = this.#context;
    if (!pen) return;
    this.#read();
    const ink = this.#colour('--ink');
    pen.save();
    pen.beginPath();
    pen.rect(left, 0, right - left, this.#canvas.height);
    pen.clip();
    for (const span of spans) {
      const { from, to } = ends(span);
      const isSolid = span.kind === 'impact' && !span.vague && !span.holds;
      pen.globalAlpha = isSolid ? 1 : span.vague || span.holds ? 0.2 : 0.38;
      if (kept && !kept.has(span.id)) pen.globalAlpha *= faded;
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
    for (const label of labels) {
      pen.globalAlpha = kept && !kept.has(label.id) ? faded : 1;
      pen.fillText(label.text, x(label.at, label.id) + label.gap, head + label.y + 4);
    }
    for (const mark of marks) {
      const { kind, at, y, id, sign, about, again, titles } = mark;
      pen.globalAlpha = kept && !isKept(kept, mark) ? faded : 1;
      const isHollow = about === true || again === true;
      const isChosen = chosen.size > 0 && titles.some((one) => chosen.has(one.id));
      const key = `${kind} ${String(sign !== undefined)} ${String(isHollow)} ${String(isChosen)}`;
      const look = this.#looks.get(key) ?? this.#draw(key, kind, sign !== undefined, isHollow, isChosen);
      this.#copy(look, x(at, id), head + y);
    }
    pen.globalAlpha = 1;
    // Over all of them: where they stand close, one does not cover what another says.
    for (const { at, y, id, sign } of marks)
      if (sign !== undefined) this.#copy(this.#looks.get(sign) ?? this.#write(sign), x(at, id), head + y);
    pen.restore();
  }

  /** Copies a look to a place, on whole pixels: then it is as it was drawn. */
  #copy(look: HTMLCanvasElement, x: number, y: number) {
    const whole = (at: number) => Math.round((at - lookSize / 2) * this.#density) / this.#density;
    this.#context?.drawImage(look, whole(x), whole(y), lookSize, lookSize);
  }

  /** Draws how a mark looks. */
  #draw(key: string, kind: EventKind, isSeveral: boolean, isHollow: boolean, isChosen: boolean) {
    const [look, pen] = this.#empty(key);
    const colour = this.#colourOf(kind);
    const surface = this.#colour('--surface');
    if (!pen) return look;
    pen.lineWidth = 2;
    pen.fillStyle = isHollow ? surface : colour;
    pen.strokeStyle = isChosen ? this.#colour('--ink') : isHollow ? colour : surface;
    pen.beginPath();
    if (isSeveral) pen.roundRect(-7, -7, 14, 14, 4);
    else pen.arc(0, 0, 5, 0, 7);
    pen.fill();
    pen.stroke();
    return look;
  }

  /** Writes how many a mark stands for. */
  #write(sign: string): HTMLCanvasElement {
    const [look, pen] = this.#empty(sign);
    if (!pen) return look;
    pen.font = `650 8.5px ${this.#font}`;
    pen.textAlign = 'center';
    pen.fillStyle = this.#colour('--surface');
    pen.fillText(sign, 0, 3.2);
    return look;
  }

  /** A look that is still empty, drawn from its middle. */
  #empty(key: string): [HTMLCanvasElement, CanvasRenderingContext2D | null] {
    const look = document.createElement('canvas');
    look.width = look.height = Math.ceil(lookSize * this.#density);
    this.#looks.set(key, look);
    const pen = look.getContext('2d');
    pen?.scale(this.#density, this.#density);
    pen?.translate(lookSize / 2, lookSize / 2);
    return [look, pen];
  }

  #read() {
    const { theme } = document.documentElement.dataset;
    if (this.#theme === theme && this.#font) return;
    this.#theme = theme;
    this.#colours.clear();
    this.#looks.clear();
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
