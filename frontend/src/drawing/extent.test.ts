import { expect, it } from 'vitest';
import type { TimelineEvent } from '../backend/types';
import { extentOf, panned, zoomed } from './extent';

function event(id: string, at: string, end?: string, kind = 'observation'): TimelineEvent {
  const instant = (clock: string) => ({
    at: `2026-11-14T${clock}:00.000Z`,
    zone: 'Z',
    precision: 'minute' as const,
  });
  return { id, kind, title: id, at: instant(at), ...(end ? { end: instant(end) } : {}) };
}

it('finds no extent without events, and half an hour around a single one', () => {
  expect(extentOf([])).toBeUndefined();
  const extent = extentOf([event('a', '10:00')]);
  expect((extent?.to ?? 0) - (extent?.from ?? 0)).toBe(60 * 60_000);
});

it('holds spans with a margin', () => {
  const extent = extentOf([event('a', '10:00', '11:40'), event('b', '10:10')]);
  expect(new Date(extent?.from ?? 0).toISOString()).toBe('2026-11-14T09:55:00.000Z');
  expect(new Date(extent?.to ?? 0).toISOString()).toBe('2026-11-14T11:45:00.000Z');
});

it('zooms around a place and pans by a share', () => {
  expect(zoomed({ from: 0, to: 100 }, 0.5, 0)).toEqual({ from: 0, to: 50 });
  expect(zoomed({ from: 0, to: 100 }, 2, 0.5)).toEqual({ from: -50, to: 150 });
  expect(panned({ from: 0, to: 100 }, 0.1)).toEqual({ from: 10, to: 110 });
  const least = zoomed({ from: 0, to: 20 }, 0.0001);
  expect(least.to - least.from).toBe(10);
});
