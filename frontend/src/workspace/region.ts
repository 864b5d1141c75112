import type { Region } from '../backend/types';

/** How a part of a picture is called behind the picture's name: by its label, where it has one. */
export function partName({ label }: Region): string {
  return label || 'a part of it';
}

/** Where a region lies, as the part of an address behind "#": "xywh=percent:10,20,30,5". */
export function fragmentOf({ x, y, width, height }: Region): string {
  const percents = [x, y, width, height].map((side) => String(Math.round(side * 1e7) / 1e5));
  return `xywh=percent:${percents.join(',')}`;
}
