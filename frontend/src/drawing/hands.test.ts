import { describe, expect, it } from 'vitest';
import { grain, nearest, rangeOf, snapped } from './hands';

const at = (text: string) => Date.parse(text);

describe('grain', () => {
  it.each([
    ['an hour', 3_600_000, 1000, 5000],
    ['a day', 86_400_000, 1000, 60_000],
    ['a year', 365 * 86_400_000, 1000, 43_200_000],
    ['a second', 1000, 1000, 1],
  ])('is what a hand can aim at in %s', (_, length, width, wanted) => {
    expect(grain({ from: 0, to: length }, width)).toBe(wanted);
  });
});

describe('snapped', () => {
  it('is round on the clock that is shown', () => {
    const offset = 5.75 * 3_600_000; // Kathmandu
    const hour = snapped(at('2026-03-12T10:02:00Z'), 3_600_000, offset);
    expect(new Date(hour).toISOString()).toBe('2026-03-12T10:15:00.000Z');
  });
});

describe('nearest', () => {
  const moments = [
    { at: '2026-03-12T10:02:03.412Z', says: 'cited' },
    { at: '2026-03-12T10:02:03.412Z', says: 'an event' },
    { at: '2026-03-12T10:03:00Z', says: 'another' },
  ];

  it.each([
    ['2026-03-12T10:02:00Z', 'cited'],
    ['2026-03-12T10:02:50Z', 'another'],
    ['2026-03-12T10:02:30Z', 'cited'],
    ['2026-03-12T10:04:00Z', undefined],
  ])('of %s is %s', (time, wanted) => {
    expect(nearest(moments, at(time), 30_000)?.says).toBe(wanted);
  });
});

describe('rangeOf', () => {
  it('is in order whichever way it was drawn', () => {
    expect(rangeOf(5, 2)).toEqual({ from: 2, to: 5 });
  });
});
