import type { Entry, Evidence, Level, Reading } from '../../../backend/types';
import { count, formatBytes } from '../../../lib/text';
import { dayOf, formatClock, formatDay } from '../../../lib/time';
import { readAsWords } from '../../../workspace/formats';

/** How a level is called in a narrow column; the quiet ones need no word. */
const tags: Partial<Record<Level, string>> = { warn: 'WRN', error: 'ERR', fatal: 'FTL' };

/** The word for a grave level, unless the text has one near its beginning. */
export function levelTag({ level, text }: Pick<Entry, 'level' | 'text'>): string {
  const tag = tags[level] ?? '';
  return /^.{0,24}?\b(fatal|panic|crit|err|warn|alert|emerg)/i.test(text) ? '' : tag;
}

export type Tone = 'error' | 'warn' | 'plain';

export function toneOf(level: Level): Tone {
  if (level === 'error' || level === 'fatal') return 'error';
  return level === 'warn' ? 'warn' : 'plain';
}

/** Lines shown of an entry that is not expanded. */
export const clampedLines = 4;

/** How many lines of an entry stand behind "show all"; 0 where all of it is shown anyway. */
export function hiddenLines(text: string): number {
  const lines = text.split('\n').length;
  if (lines > clampedLines) return lines - clampedLines;
  return text.length > 600 ? 1 : 0;
}

/** What a conversation shows around a message: each reaction with its count, edits, missing files, a log in it. */
export function asidesOf(entry: Pick<Entry, 'edited' | 'reactions' | 'missing' | 'logLines'>): string[] {
  return [
    ...(entry.reactions ? entry.reactions.split(', ') : []),
    ...(entry.edited ? ['edited'] : []),
    ...(entry.missing ?? []).map((name) => `not here: ${name}`),
    ...(entry.logLines ? [`${count(entry.logLines, 'line')} of a log`] : []),
  ];
}

/**
 * Whether the row above shows what a reply answers: it is that message, or another reply to it. Under a filter it
 * may be neither.
 */
export function isToldAbove(entry: Entry | undefined, above: Entry | undefined): boolean {
  if (!entry?.reply || above?.evidence !== entry.evidence) return false;
  return above.line === entry.reply.line || above.reply?.line === entry.reply.line;
}

/** The time of a row, no finer than milliseconds: the inspector has the rest. */
export function rowClock(entry: Pick<Entry, 'at' | 'precision'>, zone: string): string {
  if (entry.at === null) return '';
  const isFiner = entry.precision === 'microsecond' || entry.precision === 'nanosecond';
  return formatClock({ at: entry.at, precision: isFiner ? 'millisecond' : entry.precision }, zone);
}

/** The same moment in a further zone, as briefly as hours and minutes say it. */
export function otherClock(entry: Pick<Entry, 'at' | 'precision'>, zone: string): string {
  if (entry.at === null) return '';
  const isCoarse = ['year', 'month', 'day', 'hour'].includes(entry.precision);
  return formatClock({ at: entry.at, precision: isCoarse ? entry.precision : 'minute' }, zone);
}

/**
 * The nearest row with a time before another one: undefined where there is none,
 * "unknown" where the rows between are not here.
 */
export type Earlier = Entry | undefined | 'unknown';

const farthest = 200;

/** Looks for the nearest earlier row with a time. `at` gives the rows that are here. */
export function earlierOf(row: number, at: (row: number) => Entry | undefined): Earlier {
  for (let place = row - 1; place >= Math.max(0, row - farthest); place -= 1) {
    const entry = at(place);
    if (!entry) return 'unknown';
    if (entry.at !== null) return entry;
  }
  return undefined;
}

/** Whether a row stands on another day than what came before it, or is the first with a time. */
export function startsDay(entry: Entry, earlier: Earlier, zone: string): boolean {
  if (entry.at === null || earlier === 'unknown') return false;
  return !earlier?.at || dayOf(earlier.at, zone) !== dayOf(entry.at, zone);
}

const shortestGap = 10 * 60_000;
const longestGap = 24 * 60 * 60_000;

/**
 * The silence before a row, in milliseconds, where it is long enough to ask about:
 * ten minutes to a day. A longer one is another chapter, which the date tells.
 */
export function gapBefore(entry: Entry, earlier: Earlier): number {
  if (earlier === 'unknown' || !earlier?.at || entry.at === null) return 0;
  const gap = Date.parse(entry.at) - Date.parse(earlier.at);
  return gap >= shortestGap && gap <= longestGap ? gap : 0;
}

/** "Slack · 09:58 – 11:24", "screenshot · 10:06", "file · 1.2 MB": what the list says of a source. */
export function describeSource(
  evidence: Evidence,
  reading: Reading | undefined,
  zone: string,
  now: Date,
): string {
  if (evidence.kind === 'screenshot') {
    return `screenshot · ${evidence.shownAt ? formatClock(evidence.shownAt, zone) : 'no time yet'}`;
  }
  if (!reading || (evidence.kind !== 'log' && evidence.kind !== 'chat')) {
    return `${evidence.kind} · ${formatBytes(evidence.size)}`;
  }
  const name = readAsWords(reading);
  const { first, last } = reading;
  if (!first || !last) return `${name} · ${reading.questions?.includes('date') ? 'no day yet' : 'no times'}`;
  const clock = (at: string) => formatClock({ at, precision: 'minute' }, zone);
  const span =
    dayOf(first.at, zone) === dayOf(last.at, zone)
      ? `${clock(first.at)} – ${clock(last.at)}`
      : `${formatDay(first.at, zone, now)} – ${formatDay(last.at, zone, now)}`;
  return `${name} · ${span}`;
}
