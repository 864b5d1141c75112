import { expect, test } from 'vitest';
import { gutter, Plot } from './plot';

const plot = new Plot({ from: 1000, to: 3000 }, gutter + 400 + 16);

test('a time stands where its share of the width is, and back', () => {
  expect(plot.width).toBe(400);
  expect(plot.x(2000)).toBe(gutter + 200);
  expect(plot.timeAt(gutter + 200)).toBe(2000);
  expect(plot.pixel).toBe(5);
  expect([999, 1000, 3000, 3001].map((at) => plot.holds(at))).toEqual([false, true, true, false]);
});

test('what lasts ends where the plot does, and is never too thin to be hit', () => {
  expect(plot.ends(0, gutter + 20)).toEqual({ from: gutter, to: gutter + 20 });
  expect(plot.ends(gutter + 390, 9999)).toEqual({ from: gutter + 390, to: plot.end });
  expect(plot.ends(gutter + 7, gutter + 7)).toEqual({ from: gutter + 7, to: gutter + 10 });
});

test('a window that is too narrow keeps a plot', () => {
  expect(new Plot({ from: 0, to: 1 }, 20).width).toBe(60);
});
