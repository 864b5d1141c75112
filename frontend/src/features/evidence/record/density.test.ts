import { describe, expect, it } from 'vitest';
import type { Histogram } from '../../../backend/types';
import { Density, gather, type Mark } from './density.svelte';

const bucket = (total: number, warnings = 0, errors = 0) => ({ total, warnings, errors });
const histogram: Histogram = {
  from: '2025-11-14T10:00:00Z',
  to: '2025-11-14T10:04:00Z',
  buckets: [bucket(1), bucket(100, 10, 40), bucket(0), bucket(25)],
};

describe('Density', () => {
  it('turns moments into shares and back', () => {
    const density = new Density(() => histogram);
    expect(density.shareOf('2025-11-14T10:01:00Z')).toBe(0.25);
    expect(density.momentOf(0.5)).toBe('2025-11-14T10:02:00.000Z');
    expect(density.momentOf(2)).toBe('2025-11-14T10:04:00.000Z');
    expect(density.spanOf(3)).toEqual({ from: '2025-11-14T10:03:00.000Z', to: '2025-11-14T10:04:00.000Z' });
  });

  it('places what has a place on it, and tells what lies before and after, the nearest first', () => {
    const things = ['10:09', '09:00', '10:02', '09:59', '10:05', '10:04', '10:01'].map((clock) => ({
      kind: 'checkpoint' as const,
      id: clock,
      name: clock,
      at: `2025-11-14T${clock}:00Z`,
    }));
    const { inside, earlier, later } = new Density(() => histogram).place(things);
    expect(inside.map(({ id, share }) => [id, share])).toEqual([
      ['10:01', 0.25],
      ['10:02', 0.5],
      ['10:04', 1],
    ]);
    expect(earlier.map(({ id }) => id)).toEqual(['09:59', '09:00']);
    expect(later.map(({ id }) => id)).toEqual(['10:05', '10:09']);
    const empty = new Density(() => undefined);
    expect(empty.place(things)).toEqual({ inside: [], earlier: [], later: [] });
  });

  it('draws a bar for every bucket that has entries', () => {
    const { total, warnings, errors } = new Density(() => histogram).paths;
    expect(total).toBe('M0.14 100V90.0H0.86V100ZM1.14 100V0.0H1.86V100ZM3.14 100V50.0H3.86V100Z');
    expect(warnings).toBe('M1.14 100V50.0H1.86V100Z');
    expect(errors).toBe('M1.14 100V60.0H1.86V100Z');
  });

  it('knows its peak and that it is empty', () => {
    expect(new Density(() => histogram).peak).toBe(1);
    const empty = new Density(() => ({ from: null, to: null, buckets: [] }));
    expect(empty.isEmpty).toBe(true);
    expect(empty.peak).toBe(-1);
    empty.move(1, true);
    expect(empty.brushed).toBeUndefined();
  });

  it('brushes with the keyboard in both directions', () => {
    const density = new Density(() => histogram);
    density.move(1, false);
    expect([density.cursor, density.brushed]).toEqual([1, undefined]);
    density.move(1, true);
    expect(density.brushed).toEqual({ from: '2025-11-14T10:01:00.000Z', to: '2025-11-14T10:03:00.000Z' });
    density.move(-1, true);
    expect(density.brushed).toBeUndefined();
    density.move(9, false);
    expect([density.cursor, density.brush]).toEqual([3, undefined]);
  });

  it('gives a single moment a second', () => {
    const at = '2025-11-14T10:00:00Z';
    const density = new Density(() => ({ from: at, to: at, buckets: [bucket(1)] }));
    expect(density.to - density.from).toBe(1000);
  });
});

it('puts marks together that would cover each other', () => {
  const mark = (id: string, share: number): Mark => ({
    kind: 'checkpoint',
    id,
    name: id,
    at: '2025-11-14T10:00:00Z',
    share,
  });
  const groups = gather([mark('a', 0.1), mark('b', 0.12), mark('c', 0.5), mark('d', 0.53)], 0.03);
  expect(groups.map((group) => group.map(({ id }) => id))).toEqual([['a', 'b'], ['c'], ['d']]);
  expect(gather([], 0.03)).toEqual([]);
});
