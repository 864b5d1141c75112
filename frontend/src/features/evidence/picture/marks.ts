import type { Region } from '../../../backend/types';

/** A place on a picture, in parts of its width and height from the top left corner. */
export interface Point {
  x: number;
  y: number;
}

/** A picture's or a pane's extent in pixels. */
export interface Size {
  width: number;
  height: number;
}

export type MarkKind = Region['kind'];

/** What each kind of mark is called. */
export const kindNames: Record<MarkKind, string> = {
  cite: 'Place to cite',
  box: 'Box',
  arrow: 'Arrow',
  blackout: 'Blackout',
};

/** What a mark can be pulled by: the sides and corners of a rectangle, the ends of an arrow. */
export type Handle = 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w' | 'nw' | 'from' | 'to';

export function handlesOf({ kind }: Region): Handle[] {
  return kind === 'arrow' ? ['from', 'to'] : ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'];
}

/** Where a handle stands. */
export function handleAt(region: Region, handle: Handle): Point {
  const { x, y, width, height } = region;
  if (handle === 'from') return { x, y };
  if (handle === 'to') return { x: x + width, y: y + height };
  const across = handle.includes('w') ? 0 : handle.includes('e') ? 1 : 0.5;
  const down = handle.startsWith('n') ? 0 : handle.startsWith('s') ? 1 : 0.5;
  return { x: x + across * width, y: y + down * height };
}

/** A mark from one place to another; only an arrow knows which is which. */
export function markBetween(kind: MarkKind, from: Point, to: Point, label?: string): Region {
  const a = onPicture(from);
  const b = onPicture(to);
  const begin = kind === 'arrow' ? a : { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y) };
  const end = kind === 'arrow' ? b : { x: Math.max(a.x, b.x), y: Math.max(a.y, b.y) };
  return {
    kind,
    x: exact(begin.x),
    y: exact(begin.y),
    width: exact(end.x - begin.x),
    height: exact(end.y - begin.y),
    ...(label ? { label } : {}),
  };
}

/** The mark elsewhere, but never off the picture. */
export function moved(region: Region, by: Point): Region {
  const shift = (begin: number, length: number, wanted: number) => {
    const low = Math.min(begin, begin + length);
    const high = Math.max(begin, begin + length);
    return exact(begin + Math.min(1 - high, Math.max(-low, wanted)));
  };
  return {
    ...region,
    x: shift(region.x, region.width, by.x),
    y: shift(region.y, region.height, by.y),
  };
}

/** The mark with one handle pulled to a place; a side pulled over the opposite one turns it around. */
export function resized(region: Region, handle: Handle, to: Point): Region {
  const { kind, label } = region;
  const begin = { x: region.x, y: region.y };
  const end = { x: region.x + region.width, y: region.y + region.height };
  if (handle === 'from' || handle.includes('w')) begin.x = to.x;
  if (handle === 'from' || handle.startsWith('n')) begin.y = to.y;
  if (handle === 'to' || handle.includes('e')) end.x = to.x;
  if (handle === 'to' || handle.startsWith('s')) end.y = to.y;
  return markBetween(kind, begin, end, label);
}

/** Whether a mark is large enough to have been meant, in pixels of a picture of that size. */
export function isMeant({ kind, width, height }: Region, size: Size, least: number): boolean {
  const across = Math.abs(width) * size.width;
  const down = Math.abs(height) * size.height;
  return kind === 'arrow' ? Math.hypot(across, down) >= least : across >= least && down >= least;
}

/** "Blackout 2", or "Box “Errors begin”": how a mark is told from the others. */
export function nameOf(regions: readonly Region[], index: number): string {
  const region = regions[index];
  if (!region) return '';
  const name = kindNames[region.kind];
  if (region.label) return `${name} “${region.label}”`;
  const before = regions.slice(0, index).filter(({ kind }) => kind === region.kind).length;
  return `${name} ${String(before + 1)}`;
}

/**
 * How thick the lines on a picture are, in its pixels. All else that is drawn
 * follows from it, here as in backend/imaging/pen.go, which draws for everybody
 * else: what the editor shows is what leaves.
 */
export function lineOf({ width, height }: Size): number {
  return Math.min(12, Math.max(2, Math.round(Math.max(width, height) / 320)));
}

/** The height of a label's letters, in thicknesses of the line. */
export const labelSize = 6;

const headLength = 6;
const headWidth = 5;
const mostHead = 0.6;

/** The outline of an arrow as the points of an SVG polygon in the picture's pixels. */
export function arrowShape(region: Region, size: Size): string {
  const from = { x: region.x * size.width, y: region.y * size.height };
  const across = region.width * size.width;
  const down = region.height * size.height;
  const length = Math.hypot(across, down);
  if (length === 0) return '';
  const line = lineOf(size);
  const head = Math.min(headLength * line, mostHead * length);
  const barb = (head * headWidth) / headLength / 2;
  const at = (along: number, aside: number) => {
    const x = from.x + (across * along - down * aside) / length;
    const y = from.y + (down * along + across * aside) / length;
    return `${x.toFixed(2)},${y.toFixed(2)}`;
  };
  const neck = length - head;
  const half = line / 2;
  return [
    at(0, -half),
    at(neck, -half),
    at(neck, -barb),
    at(length, 0),
    at(neck, barb),
    at(neck, half),
    at(0, half),
  ].join(' ');
}

function onPicture({ x, y }: Point): Point {
  return { x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) };
}

/** Fine enough for the largest picture, and the same on the way through JSON. */
function exact(part: number): number {
  return Math.round(part * 1e6) / 1e6;
}
