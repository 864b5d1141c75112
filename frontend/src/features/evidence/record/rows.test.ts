import { describe, expect, it } from 'vitest';
import { learnFormats } from '../../../workspace/formats';
import type { Entry, Evidence, Reading } from '../../../backend/types';
import {
  asidesOf,
  describeSource,
  earlierOf,
  gapBefore,
  hiddenLines,
  isToldAbove,
  levelTag,
  rowClock,
  startsDay,
} from './rows';

const entry = (at: string | null, more: Partial<Entry> = {}) =>
  ({ index: 5, at, precision: 'second', ...more }) as Entry;

it('names a grave level once', () => {
  expect(levelTag({ level: 'error', text: 'connection refused' })).toBe('ERR');
  expect(levelTag({ level: 'error', text: 'ERROR: integer out of range' })).toBe('');
  expect(levelTag({ level: 'warn', text: '[warning] slow' })).toBe('');
  expect(levelTag({ level: 'error', text: '[2313] ERROR:  integer out of range' })).toBe('');
  expect(levelTag({ level: 'info', text: 'started' })).toBe('');
});

it('tells what a conversation shows around a message', () => {
  expect(asidesOf({ reactions: '👍 2, 👀 1', edited: true, missing: ['graph.png'], logLines: 2 })).toEqual([
    '👍 2',
    '👀 1',
    'edited',
    'not here: graph.png',
    '2 lines of a log',
  ]);
  expect(asidesOf({})).toEqual([]);
});

it('knows a reply below what it answers, or below another reply to it', () => {
  const message = { ...entry(null), evidence: 'a', line: 3 } as Entry;
  const reply = { ...message, line: 8, reply: { line: 3, actor: 'Dana', text: 'seeing 502s' } } as Entry;
  expect(isToldAbove(reply, message)).toBe(true);
  expect(isToldAbove({ ...reply, line: 9 }, reply)).toBe(true);
  expect(isToldAbove(reply, { ...message, line: 4 })).toBe(false);
  expect(isToldAbove(reply, { ...message, evidence: 'b' })).toBe(false);
  expect(isToldAbove(reply, undefined)).toBe(false);
  expect(isToldAbove(message, message)).toBe(false);
});

it('offers to show all only of what is cut', () => {
  expect(hiddenLines('one')).toBe(0);
  expect(hiddenLines(Array(4).fill('x').join('\n'))).toBe(0);
  expect(hiddenLines(Array(40).fill('x').join('\n'))).toBe(36);
  expect(hiddenLines('x'.repeat(2000))).toBe(1);
});

it('shows times to the millisecond at most', () => {
  expect(rowClock(entry('2025-11-14T10:02:03.412345678Z', { precision: 'nanosecond' }), 'UTC')).toBe(
    '10:02:03.412',
  );
  expect(rowClock(entry('2025-11-14T10:02:00Z', { precision: 'minute' }), 'UTC')).toBe('10:02');
  expect(rowClock(entry(null), 'UTC')).toBe('');
});

describe('between rows', () => {
  const late = entry('2025-11-14T23:30:00Z');
  const next = entry('2025-11-15T00:10:00Z');

  it('tells another day, in the zone', () => {
    expect(startsDay(next, late, 'UTC')).toBe(true);
    expect(startsDay(next, late, 'Europe/Berlin')).toBe(false);
    expect(startsDay(next, undefined, 'UTC')).toBe(true);
    expect(startsDay(next, 'unknown', 'UTC')).toBe(false);
    expect(startsDay(entry(null), late, 'UTC')).toBe(false);
  });

  it('looks past rows without a time', () => {
    const rows = [late, entry(null), entry(null), next];
    expect(earlierOf(3, (row) => rows[row])).toBe(late);
    expect(earlierOf(0, (row) => rows[row])).toBeUndefined();
    expect(earlierOf(2, (row) => [undefined, entry(null)][row])).toBe('unknown');
    expect(earlierOf(1000, () => entry(null))).toBeUndefined();
  });

  it('tells a silence of ten minutes to a day', () => {
    expect(gapBefore(next, late)).toBe(40 * 60_000);
    expect(gapBefore(next, entry('2025-11-15T00:05:00Z'))).toBe(0);
    expect(gapBefore(next, entry('2025-11-10T00:05:00Z'))).toBe(0);
    expect(gapBefore(entry(null), late)).toBe(0);
    expect(gapBefore(next, undefined)).toBe(0);
    expect(gapBefore(next, 'unknown')).toBe(0);
  });
});

it('describes a source as briefly as the list needs it', () => {
  learnFormats([{ name: 'nginx_access', label: 'Access log', title: '', kind: 'log' }]);
  const now = new Date('2025-11-16T00:00:00Z');
  const instant = (at: string) => ({ at, zone: 'Z', precision: 'second' as const });
  const log = { kind: 'log', size: 1_204_000 } as Evidence;
  const reading = (first?: string, last?: string): Reading => ({
    format: 'nginx_access',
    formats: { nginx_access: 815 },
    entries: 815,
    lines: 815,
    bytes: 1_204_000,
    zone: 'Z',
    questions: [],
    ...(first && last ? { first: instant(first), last: instant(last) } : {}),
  });
  const say = (evidence: Evidence, one?: Reading) => describeSource(evidence, one, 'UTC', now);
  expect(say(log, reading('2025-11-14T09:58:00Z', '2025-11-14T11:24:00Z'))).toBe(
    'Access log · 09:58 – 11:24',
  );
  expect(say(log, reading('2025-11-13T09:58:00Z', '2025-11-14T11:24:00Z'))).toBe(
    'Access log · 13 Nov – 14 Nov',
  );
  expect(say(log, reading())).toBe('Access log · no times');
  expect(say(log, { ...reading(), questions: ['date'] })).toBe('Access log · no day yet');
  expect(say({ ...log, kind: 'file' })).toBe('file · 1.2 MB');
  expect(say({ ...log, kind: 'screenshot' })).toBe('screenshot · no time yet');
});
