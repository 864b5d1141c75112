import { expect, it } from 'vitest';
import { panned, zoomed } from './extent';

it('zooms around a place and pans by a share', () => {
  expect(zoomed({ from: 0, to: 100 }, 0.5, 0)).toEqual({ from: 0, to: 50 });
  expect(zoomed({ from: 0, to: 100 }, 2, 0.5)).toEqual({ from: -50, to: 150 });
  expect(panned({ from: 0, to: 100 }, 0.1)).toEqual({ from: 10, to: 110 });
  const least = zoomed({ from: 0, to: 20 }, 0.0001);
  expect(least.to - least.from).toBe(10);
});
