import { expect, it } from 'vitest';
import { panned, within, zoomed } from './extent';

it('zooms around a place and pans by a share', () => {
  expect(zoomed({ from: 0, to: 100 }, 0.5, 0)).toEqual({ from: 0, to: 50 });
  expect(zoomed({ from: 0, to: 100 }, 2, 0.5)).toEqual({ from: -50, to: 150 });
  expect(panned({ from: 0, to: 100 }, 0.1)).toEqual({ from: 10, to: 110 });
  const least = zoomed({ from: 0, to: 20 }, 0.0001);
  expect(least.to - least.from).toBe(10);
});

it('stays where years are written, as wide as it was', () => {
  const [first, last] = ['0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'].map((at) => Date.parse(at));
  const [begin, end] = [first ?? 0, last ?? 0];
  expect(within({ from: 5, to: 10 })).toEqual({ from: 5, to: 10 });
  expect(within({ from: begin - 7, to: begin + 3 })).toEqual({ from: begin, to: begin + 10 });
  expect(within({ from: end - 3, to: end + 7 })).toEqual({ from: end - 10, to: end });
  expect(within({ from: begin * 3, to: end * 3 })).toEqual({ from: begin, to: end });
});
