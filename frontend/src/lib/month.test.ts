import { describe, expect, it } from 'vitest';
import { addDays, addMonths, isDay, weeksOf } from './month';

describe('months', () => {
  it('has whole weeks from Monday', () => {
    const weeks = weeksOf('2026-11-30');
    expect(weeks[0]?.[0]).toBe('2026-10-26');
    expect(weeks.at(-1)).toEqual([
      '2026-11-30',
      '2026-12-01',
      '2026-12-02',
      '2026-12-03',
      '2026-12-04',
      '2026-12-05',
      '2026-12-06',
    ]);
    expect(weeksOf('2027-02-10')).toHaveLength(4);
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
  ])('%s and %i months is %s', (day, by, after) => {
    expect(addMonths(day, by)).toBe(after);
  });

  it('goes over the ends of months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  });

  it.each([
    ['2026-11-30', true],
    ['2026-13-30', false],
    ['Thursday', false],
    ['', false],
  ])('%j is a day: %s', (words, is) => {
    expect(isDay(words)).toBe(is);
  });
});
