import { describe, expect, it } from 'vitest';
import type { Region } from '../../../backend/types';
import { arrowShape, handleAt, isMeant, markBetween, moved, nameOf, resized } from './marks';

const box: Region = { kind: 'box', x: 0.2, y: 0.2, width: 0.4, height: 0.2, label: 'here' };
const arrow: Region = { kind: 'arrow', x: 0.8, y: 0.8, width: -0.4, height: -0.2 };

describe('markBetween', () => {
  it('is the same rectangle from whichever corner it is drawn', () => {
    const drawn = markBetween('blackout', { x: 0.6, y: 0.1 }, { x: 0.2, y: 0.4 });
    expect(drawn).toEqual({ kind: 'blackout', x: 0.2, y: 0.1, width: 0.4, height: 0.3 });
    expect(markBetween('blackout', { x: 0.2, y: 0.4 }, { x: 0.6, y: 0.1 })).toEqual(drawn);
  });

  it('lets an arrow point backwards', () => {
    expect(markBetween('arrow', { x: 0.8, y: 0.8 }, { x: 0.4, y: 0.6 })).toEqual(arrow);
  });

  it('ends at the edges of the picture', () => {
    expect(markBetween('cite', { x: -1, y: 0.5 }, { x: 0.5, y: 7 })).toEqual({
      kind: 'cite',
      x: 0,
      y: 0.5,
      width: 0.5,
      height: 0.5,
    });
  });
});

describe('moved', () => {
  it('stops at the edges without losing its size', () => {
    expect(moved(box, { x: 0.1, y: -0.1 })).toMatchObject({ x: 0.3, y: 0.1, width: 0.4, label: 'here' });
    expect(moved(box, { x: 9, y: -9 })).toMatchObject({ x: 0.6, y: 0, width: 0.4, height: 0.2 });
    expect(moved(arrow, { x: -9, y: 9 })).toMatchObject({ x: 0.4, y: 1, width: -0.4, height: -0.2 });
  });
});

describe('resized', () => {
  it('moves only the sides that the handle stands on', () => {
    expect(resized(box, 'e', { x: 0.9, y: 0.9 })).toMatchObject({ x: 0.2, y: 0.2, width: 0.7, height: 0.2 });
    expect(resized(box, 'nw', { x: 0.1, y: 0.1 })).toMatchObject({ x: 0.1, y: 0.1, width: 0.5, height: 0.3 });
    expect(resized(arrow, 'from', { x: 0.9, y: 0.7 })).toMatchObject({ x: 0.9, y: 0.7, width: -0.5 });
  });

  it('turns around when a side is pulled over the other', () => {
    expect(resized(box, 'w', { x: 0.8, y: 0.5 })).toMatchObject({ x: 0.6, width: 0.2, label: 'here' });
  });

  it('leaves everything as it is where a handle is put back', () => {
    for (const handle of ['n', 'se', 'w'] as const)
      expect(resized(box, handle, handleAt(box, handle))).toEqual(box);
  });
});

it('takes a slip of the hand for no mark', () => {
  const size = { width: 1000, height: 500 };
  expect(isMeant({ ...box, width: 0.002 }, size, 4)).toBe(false);
  expect(isMeant({ ...arrow, width: 0, height: 0.1 }, size, 4)).toBe(true);
});

it('tells marks apart by their label, else by their number', () => {
  const regions: Region[] = [{ ...arrow }, box, { ...arrow }];
  expect(regions.map((_, index) => nameOf(regions, index))).toEqual(['Arrow 1', 'Box “here”', 'Arrow 2']);
});

it('draws an arrow whose point is where it ends', () => {
  const corners = arrowShape(arrow, { width: 1000, height: 500 }).split(' ');
  expect(corners).toHaveLength(7);
  expect(corners[3]).toBe('400.00,300.00');
  expect(arrowShape({ ...arrow, width: 0, height: 0 }, { width: 10, height: 10 })).toBe('');
});
