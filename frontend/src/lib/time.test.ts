import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  daysBetween,
  formatAgo,
  formatClock,
  formatCountdown,
  formatDay,
  formatDays,
  formatDue,
  formatDuration,
  formatMoment,
  formatOffset,
  formatBelow,
  formatHeading,
  formatWeekday,
  type Moment,
  zoneName,
  endOfDay,
  zoneOffset,
} from './time';

/** The cases that the backend's own test reads too: both write a length of time in the same words. */
const durations = JSON.parse(readFileSync('../backend/retro/testdata/durations.json', 'utf8')) as {
  nanoseconds: number;
  words: string;
}[];

describe('formatDuration', () => {
  it.each(durations)('$nanoseconds ns is $words', ({ nanoseconds, words }) => {
    expect(formatDuration(nanoseconds)).toBe(words);
  });

  it('tells of thousands of years, which the backend cannot', () => {
    expect(formatDuration(2_912_372.5 * 86_400e9)).toBe('7,973 y 294 d');
  });
});

describe('formatClock', () => {
  const at = '2026-11-14T22:02:03.412987Z';
  it.each([
    ['second', 'UTC', '22:02:03'],
    ['millisecond', 'UTC', '22:02:03.412'],
    ['microsecond', 'UTC', '22:02:03.412987'],
    ['minute', 'Europe/Berlin', '23:02'],
    ['minute', '+02:00', '00:02'],
    ['day', 'Asia/Tokyo', '2026-11-15'],
    ['month', 'Z', '2026-11'],
    ['year', '', '2026'],
  ])('precise to the %s in %s', (precision, zone, text) => {
    expect(formatClock({ at, precision }, zone)).toBe(text);
  });

  it('cuts to the second for a narrow column', () => {
    expect(formatClock({ at, precision: 'millisecond' }, 'UTC', 'second')).toBe('22:02:03');
  });

  it('says when a time is not exact', () => {
    expect(formatClock({ at, precision: 'hour', about: true }, 'UTC')).toBe('about 22:00');
  });

  it('reads an unknown zone as UTC', () => {
    expect(formatClock({ at, precision: 'minute' }, 'Mars/Olympus')).toBe('22:02');
  });
});

describe('formatMoment', () => {
  it('writes what a person may type again', () => {
    expect(formatMoment({ at: '2026-11-14T22:02:03Z', precision: 'second' }, 'Europe/Berlin')).toBe(
      '2026-11-14 23:02:03',
    );
    expect(formatMoment({ at: '2026-11-14T00:00:00Z', precision: 'day', about: true }, 'UTC')).toBe(
      'about 2026-11-14',
    );
  });

  it.each([
    ['month', '2015-10-01T00:00:00Z', '2016-02-01T00:00:00Z', '2015-10 – 2016-01', '2015-10 – 2016-01'],
    [
      'minute',
      '2026-03-12T16:43:00Z',
      '2026-03-12T16:46:00Z',
      '2026-03-12 16:43 – 2026-03-12 16:46',
      '16:43 – 16:46',
    ],
  ])('writes a range of which every %s may be meant', (precision, at, until, whole, clock) => {
    const range = { at, until, precision, zone: 'Z', words: 'a month after', anchor: {} };
    expect(formatMoment(range, 'UTC')).toBe(whole);
    expect(formatClock(range, 'UTC')).toBe(clock);
    expect(formatMoment({ at, until, precision, words: 'in those days' }, 'UTC')).toBe('in those days');
  });
});

describe('formatHeading and formatBelow', () => {
  const now = new Date('2026-11-20T12:00:00Z');
  const both = (moment: Moment, zone = 'UTC') => [
    formatHeading(moment, zone, now),
    formatBelow(moment, zone),
  ];

  it('heads times with their day, and dates with no more than their year', () => {
    const at = '2016-03-14T10:02:03Z';
    expect(both({ at, precision: 'second' })).toEqual(['Mon 14 Mar 2016', '10:02:03']);
    expect(both({ at, precision: 'day' })).toEqual(['2016', '14 Mar']);
    expect(both({ at, precision: 'day', about: true })).toEqual(['2016', 'about 14 Mar']);
    expect(both({ at, precision: 'month' })).toEqual(['2016', 'Mar']);
    expect(both({ at, precision: 'year' })).toEqual(['2016', '2016']);
  });

  it('pretends to know no day of what was said vaguely', () => {
    const nineties = { at: '1997-01-01T00:00:00Z', until: '2000-01-01T00:00:00Z', precision: 'year' };
    expect(both({ ...nineties, words: 'the late 90s' })).toEqual(['1997 – 1999', 'the late 90s']);
    const turn = { at: '2016-12-20T00:00:00Z', until: '2017-01-09T00:00:00Z', precision: 'day' };
    expect(both(turn)).toEqual(['2016 – 2017', '20 Dec – 8 Jan']);
    const evening = { at: '2016-03-14T18:00:00Z', until: '2016-03-14T22:00:00Z', precision: 'hour' };
    expect(both({ ...evening, words: 'in the evening' })).toEqual(['Mon 14 Mar 2016', 'in the evening']);
  });

  it('tells the days that were meant', () => {
    const days = (moment: Moment) => formatDays(moment, 'UTC', now);
    const at = '2016-03-14T10:02:03Z';
    expect(days({ at, precision: 'second' })).toBe('Mon 14 Mar 2016');
    expect(days({ at, precision: 'day', about: true })).toBe('about Mon 14 Mar 2016');
    expect(days({ at, precision: 'month' })).toBe('Mar 2016');
    expect(days({ at, precision: 'year' })).toBe('2016');
    const nineties = { at: '1997-01-01T00:00:00Z', until: '2000-01-01T00:00:00Z', precision: 'year' };
    expect(days({ ...nineties, words: 'the late 90s' })).toBe('1 Jan 1997 – 31 Dec 1999');
  });

  it('keeps a date in the zone in which it was said', () => {
    const moment = { at: '2015-12-31T23:00:00Z', precision: 'day', zone: 'Europe/Berlin' };
    expect(both(moment, 'America/New_York')).toEqual(['2016', '1 Jan']);
  });
});

describe('days', () => {
  const now = new Date('2026-11-19T23:30:00Z');
  it.each([
    ['2026-11-19T01:00:00Z', 'today'],
    ['2026-11-20T00:10:00Z', 'tomorrow'],
    ['2026-11-21T09:00:00Z', 'in 2 days'],
    ['2026-11-18T09:00:00Z', '1 day late'],
    ['2026-11-13T09:00:00Z', '6 days late'],
    ['2025-11-18T09:00:00Z', '1 year late'],
    ['2022-02-03T09:00:00Z', '4 years late'],
  ])('%s is due %s', (at, words) => {
    expect(formatDue(at, 'UTC', now)).toBe(words);
  });

  it('counts in the days of the zone', () => {
    expect(daysBetween('2026-11-19T23:30:00Z', '2026-11-20T00:30:00Z', 'UTC')).toBe(1);
    expect(daysBetween('2026-11-19T23:30:00Z', '2026-11-20T00:30:00Z', 'Europe/Berlin')).toBe(0);
  });

  it('names the year only where it is another', () => {
    expect(formatDay('2026-05-02T10:00:00Z', 'UTC', now)).toBe('2 May');
    expect(formatDay('2025-05-02T10:00:00Z', 'UTC', now)).toBe('2 May 2025');
    expect(formatWeekday('2026-11-21T10:00:00Z', 'UTC', now)).toBe('Sat 21 Nov');
    expect(formatWeekday('0000-01-01T10:00:00Z', 'UTC', now)).toBe('Sat 1 Jan 0000');
    expect(formatWeekday('9999-12-31T10:00:00Z', 'UTC', now)).toBe('Fri 31 Dec 9999');
  });

  it.each([
    ['2026-11-19T23:29:40Z', 'just now'],
    ['2026-11-19T23:28:00Z', '2 min ago'],
    ['2026-11-19T20:30:00Z', '3 h ago'],
    ['2026-11-18T20:30:00Z', '18 Nov, 20:30'],
  ])('%s was %s', (at, words) => {
    expect(formatAgo(at, 'UTC', now)).toBe(words);
  });
});

it('shows places in a recording and time left', () => {
  expect(formatOffset(806_999)).toBe('0:13:26');
  expect(formatOffset(-5)).toBe('0:00:00');
  expect(formatOffset(-72_500)).toBe('−0:01:12');
  expect(formatCountdown(408_000)).toBe('6:48');
  expect(formatCountdown(-12_000)).toBe('−0:12');
});

it('knows zones by a short name and their distance from UTC', () => {
  expect(zoneName('Europe/Berlin')).toBe('Berlin');
  expect(zoneName('America/New_York')).toBe('New York');
  expect(zoneName('Z')).toBe('UTC');
  expect(zoneOffset('2026-07-01T12:00:00Z', 'Europe/Berlin')).toBe(2 * 3_600_000);
  expect(zoneOffset('2026-12-01T12:00:00.123Z', 'America/New_York')).toBe(-5 * 3_600_000);
});

it.each([
  ['UTC', '2026-11-29T23:59:59.000Z'],
  ['America/Los_Angeles', '2026-11-30T07:59:59.000Z'],
  ['+05:30', '2026-11-29T18:29:59.000Z'],
])('ends a day in %s', (zone, end) => {
  expect(endOfDay('2026-11-29', zone)).toBe(end);
});

it('ends a day on which the clocks change', () => {
  expect(endOfDay('2026-03-29', 'Europe/Berlin')).toBe('2026-03-29T21:59:59.000Z');
  expect(endOfDay('2026-10-25', 'Europe/Berlin')).toBe('2026-10-25T22:59:59.000Z');
});

it.each([
  ['0000-01-01T00:00:00Z', '0000-01-01'],
  ['0987-06-05T00:00:00Z', '0987-06-05'],
  ['9999-12-31T00:00:00Z', '9999-12-31'],
])('writes the year of %s in four digits', (at, date) => {
  expect(formatClock({ at, precision: 'day' }, 'UTC')).toBe(date);
});
