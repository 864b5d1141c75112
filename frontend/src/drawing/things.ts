import type { Edge, Frame, Label, Mark, Span } from '../backend/types';
import { count } from '../lib/text';
import { formatDuration } from '../lib/time';
import { strip, type Bar } from './bars';
import type { Extent } from './extent';
import type { Moment } from './hands';
import { shifted, type Held } from './held';
import { spanHeight } from './painter';
import { gutter, head, type Plot } from './plot';
import { momentAt } from './ticks';
import type { Told } from './told';

// What stands at a place of the drawing, in pixels before it is made larger.

/** What is drawn of a frame, which holds more to both sides than is seen. */
export interface Seen {
  marks: readonly Mark[];
  labels: readonly Label[];
  spans: readonly Span[];
}

/** An event that is drawn, or several in one mark. */
export interface Thing extends Told {
  from: number;
  to: number;
  /** It is no one event that a hand could move. */
  fixed: boolean;
  /** It covers what is part of it: it moves as a whole, and its ends are theirs. */
  holds?: boolean;
}

/** What of an event a hand takes. */
export interface Grip {
  id: string;
  edge: Edge;
  at: number;
}

/** What the pointer moves over. */
export interface Scene {
  frame: Frame;
  plot: Plot;
  seen: Seen;
  bars: readonly Bar[];
  /** Where the lanes end. */
  lanesEnd: number;
  held: Held | undefined;
  selected: string | undefined;
  /** Where the chosen moment can be given an end. */
  handle: { x: number; y: number } | undefined;
  /** Where in the window something stands around a height; as tall as a mark, unless told otherwise. */
  boxAt: (left: number, y: number, wide: number, tall?: number) => DOMRect;
  thumbnail: ((evidence: string) => string | undefined) | undefined;
  /** What a click on them does; absent where it does nothing. */
  onpicture: ((evidence: string) => void) | undefined;
  onfelt: ((id: string) => void) | undefined;
  onuncited: ((range: Extent) => void) | undefined;
}

export const shotSize = { width: 46, height: 30 };

/** The left edge of a screenshot. */
export function shotLeft(plot: Plot, { at }: { at: number }): number {
  return Math.min(Math.max(plot.x(at) - shotSize.width / 2, gutter), plot.end - shotSize.width);
}

/** The ends of what lasts, also while it is in the hand. */
export function endsOf(plot: Plot, held: Held | undefined, span: Span): { from: number; to: number } {
  return plot.ends(
    plot.x(shifted(held, span.id, span.from, 'from')),
    plot.x(shifted(held, span.id, span.to, 'to')),
  );
}

/** What stands on what lasts, also while it is in the hand: its title, and how long it does. */
export function spanText(held: Held | undefined, span: Span): string {
  if (span.vague) return span.title;
  const length = shifted(held, span.id, span.to, 'to') - shifted(held, span.id, span.from, 'from');
  return `${span.title} · ${formatDuration(Math.max(0, length) * 1e6)}`;
}

function isOnHandle({ handle }: Scene, px: number, py: number): boolean {
  return handle !== undefined && Math.abs(px - handle.x) <= 4 && Math.abs(py - handle.y) <= 7;
}

/** What is drawn of events at a place: a mark before what lasts. */
export function thingAt(scene: Scene, px: number, py: number): Thing | undefined {
  const { plot, seen, held, boxAt } = scene;
  const mark = seen.marks.findLast(
    (one) =>
      Math.abs(py - head - one.y) <= 7 &&
      (Math.abs(px - plot.x(one.at)) <= 7 || (one.id === scene.selected && isOnHandle(scene, px, py))),
  );
  if (mark) {
    const { id, at, titles, count = 1, again = false } = mark;
    const box = boxAt(plot.x(at) - 7, head + mark.y, 14);
    return { id, from: at, to: at, fixed: again || count > 1, titles, count, box };
  }
  const span = seen.spans.findLast((one) => {
    const { from, to } = endsOf(plot, held, one);
    return px >= from && px <= to && Math.abs(py - head - one.y) <= spanHeight / 2;
  });
  if (!span) return undefined;
  const { from, to } = endsOf(plot, held, span);
  return {
    id: span.id,
    from: span.from,
    to: span.to,
    fixed: span.again === true,
    holds: span.holds === true,
    count: 1,
    titles: [{ id: span.id, at: momentAt(span.from), text: spanText(held, span) }],
    box: boxAt(from, head + span.y, to - from),
  };
}

/** What of a thing a hand takes at a place. */
export function gripAt(scene: Scene, px: number, thing: Thing): Grip | undefined {
  const { plot, handle, selected } = scene;
  const { id, from, to, fixed, holds = false } = thing;
  if (fixed) return undefined;
  if (holds) return { id, edge: 'whole', at: from };
  const near = Math.min(7, (plot.x(to) - plot.x(from)) / 3);
  if (to > from && plot.x(to) - px < near) return { id, edge: 'end', at: to };
  if (to > from && px - plot.x(from) < near) return { id, edge: 'start', at: from };
  const isAtHandle = handle !== undefined && id === selected && px >= handle.x - 3;
  if (to === from && isAtHandle) return { id, edge: 'end', at: from };
  return { id, edge: 'whole', at: from };
}

/** What is no event and stands at a place: the cut name of a lane, a screenshot, a mood, or what is not cited. */
export function besideAt(scene: Scene, px: number, py: number): Told | undefined {
  return nameAt(scene, px, py) ?? shotAt(scene, px, py) ?? feltAt(scene, px, py) ?? barAt(scene, px, py);
}

/** All of the name of a lane that is cut. */
function nameAt({ frame, boxAt }: Scene, px: number, py: number): Told | undefined {
  const lane = frame.lanes.find(({ top, height }) => py >= head + top && py < head + top + height);
  if (px >= gutter - 8 || !lane || lane.label === lane.name) return undefined;
  const [id, text] = [`lane ${lane.name}`, lane.name];
  const box = boxAt(17, head + lane.top + lane.height / 2, gutter - 26);
  return { id, titles: [{ id, text }], count: 1, box };
}

/** The screenshot at a place: those that come later lie over those before. */
function shotAt(
  { frame, plot, boxAt, thumbnail, onpicture }: Scene,
  px: number,
  py: number,
): Told | undefined {
  const middle = head + (frame.shotsTop ?? 0) + 17;
  const shot = frame.shots?.findLast((one) => {
    const left = shotLeft(plot, one);
    return plot.holds(one.at) && px >= left && px <= left + shotSize.width && Math.abs(py - middle) <= 16;
  });
  if (!shot) return undefined;
  const { evidence, at, title, count = 1 } = shot;
  return {
    id: `shot ${evidence}`,
    titles: [{ id: evidence, at: momentAt(at), text: title }],
    count,
    box: boxAt(shotLeft(plot, shot), middle, shotSize.width, 32),
    picture: thumbnail?.(evidence),
    does: onpicture && {
      hint: 'Click to see it in Evidence',
      run: () => {
        onpicture(evidence);
      },
    },
  };
}

/** What somebody felt, at a place on the mood line. */
function feltAt({ frame, plot, boxAt, onfelt }: Scene, px: number, py: number): Told | undefined {
  for (const { who, points } of frame.mood?.lines ?? []) {
    const point = points.find(
      (one) => Math.abs(px - plot.x(one.at)) <= 6 && Math.abs(py - head - one.y) <= 6,
    );
    if (!point) continue;
    const { id, at, said, y } = point;
    return {
      id: `mood ${who} ${id}`,
      titles: [{ id, at: momentAt(at), text: said }],
      count: 1,
      box: boxAt(plot.x(at) - 7, head + y, 14),
      does: onfelt && {
        hint: 'Click to choose the event',
        run: () => {
          onfelt(id);
        },
      },
    };
  }
  return undefined;
}

/** What no event cites, at a place of the strip below the lanes. */
function barAt({ plot, bars, lanesEnd, boxAt, onuncited }: Scene, px: number, py: number): Told | undefined {
  const bar = py > lanesEnd && bars.find(({ from, wide }) => px >= from && px <= from + wide + 1);
  if (!bar) return undefined;
  const { from, wide, total } = bar;
  const range = { from: plot.timeAt(from), to: plot.timeAt(from + wide + 1) };
  const text = `${count(total, 'entry', 'entries')} that no event cites`;
  return {
    id: `bar ${String(from)}`,
    titles: [{ id: 'bar', at: momentAt(Math.round(range.from)), text }],
    count: 1,
    box: boxAt(from, lanesEnd + strip / 2, wide, strip),
    does: onuncited && {
      hint: `Click to see ${total === 1 ? 'it' : 'them'} in Evidence`,
      run: () => {
        onuncited(range);
      },
    },
  };
}

/** The times that are drawn, of what is not in the hand itself. */
export function momentsOf(seen: Seen, id: string, parts: ReadonlySet<string> | undefined): Moment[] {
  const others = (one: { id: string }) => one.id !== id && parts?.has(one.id) !== true;
  return [
    ...seen.marks.flatMap(({ titles, again }) =>
      again ? [] : titles.filter(others).map(({ at, text }) => ({ at, says: `“${text}”` })),
    ),
    ...seen.spans
      .filter((span) => others(span) && !span.again && !span.vague && !span.holds)
      .flatMap(({ from, to, title }) => [
        { at: momentAt(from), says: `“${title}” begins` },
        { at: momentAt(to), says: `“${title}” ends` },
      ]),
  ];
}
