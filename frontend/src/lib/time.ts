/**
 * Times and lengths of time in words. Moments are RFC 3339 strings, lengths are
 * nanoseconds, as they come over the seam; zones are IANA names, "UTC", "Z" or
 * offsets such as "+02:00".
 */

import { figures } from './text';

const second = 1e9;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** As long as a year is on average. */
const year = 31_556_952 * second;

/** "48 s", "7 min 41 s", "1 h 22 min", "3 d 4 h", from two years on "2 y 30 d": at most two units, the smaller one rounded. */
export function formatDuration(nanoseconds: number): string {
  if (nanoseconds < 0) return `−${formatDuration(-nanoseconds)}`;
  const thousandths = Math.round(nanoseconds / 1e6);
  if (nanoseconds > 0 && thousandths < 1000) return `${String(Math.max(1, thousandths))} ms`;
  const seconds = Math.round(nanoseconds / second) * second;
  // Years are not equally long: what lacks but a day is a whole one.
  const years = Math.floor((seconds + day) / year);
  if (years >= 2) {
    const days = Math.floor((seconds - years * year) / day);
    return `${figures(years)} y${days > 0 ? ` ${String(days)} d` : ''}`;
  }
  if (seconds < minute) return `${String(seconds / second)} s`;
  // Rounded, a unit may be full.
  const [name, size, smallerName, smaller] =
    seconds < hour
      ? (['min', minute, 's', second] as const)
      : seconds < day - minute / 2
        ? (['h', hour, 'min', minute] as const)
        : (['d', day, 'h', hour] as const);
  const rounded = Math.round(seconds / smaller) * smaller;
  const rest = Math.floor((rounded % size) / smaller);
  return `${String(Math.floor(rounded / size))} ${name}${rest > 0 ? ` ${String(rest)} ${smallerName}` : ''}`;
}

/** The same without seconds, for what is not measured in them. */
export function formatMinutes(nanoseconds: number): string {
  return formatDuration(Math.round(nanoseconds / minute) * minute);
}

/** "0:13:26": a place in a recording; "−0:00:12" is before it. */
export function formatOffset(milliseconds: number): string {
  const seconds = Math.trunc(Math.abs(milliseconds) / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const sign = milliseconds < 0 && seconds > 0 ? '−' : '';
  return `${sign}${String(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** "6:48", and "−0:12" once the time is over. */
export function formatCountdown(milliseconds: number): string {
  const seconds = Math.abs(
    milliseconds < 0 ? Math.floor(milliseconds / 1000) : Math.ceil(milliseconds / 1000),
  );
  const text = `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
  return milliseconds < 0 && seconds > 0 ? `−${text}` : text;
}

interface Parts {
  year: string;
  month: string;
  day: string;
  hour: string;
  minute: string;
  second: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Offsets such as "+02:00" are shifted by hand: not every webview's Intl knows them as zones. */
function offsetOf(zone: string): number | undefined {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!match) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -minutes : minutes) * 60_000;
}

/** A moment and the zone by whose wall clock Intl writes it as that of the wanted zone. */
function shown(at: string, zone: string): { date: Date; zone: string } {
  const offset = offsetOf(zone);
  if (offset === undefined) return { date: new Date(at), zone: canonicalZone(zone) };
  return { date: new Date(Date.parse(at) + offset), zone: 'UTC' };
}

function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone}|${JSON.stringify(options)}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
    formats.set(key, made);
  }
  return made;
}

function write(at: string, zone: string, options: Intl.DateTimeFormatOptions): string {
  const as = shown(at, zone);
  return formatter(as.zone, options).format(as.date);
}

/** The name that Intl knows a zone by; an unknown zone is read as UTC. */
function canonicalZone(zone: string): string {
  if (zone === '' || zone === 'Z') return 'UTC';
  try {
    formatter(zone, {});
    return zone;
  } catch {
    return 'UTC';
  }
}

/** "UTC", "Berlin", "+02:00": a zone as briefly as a column head needs it. */
export function zoneName(zone: string): string {
  if (zone === 'Z') return 'UTC';
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

const yearOne = Date.parse('0001-01-01T00:00:00Z');

function partsIn(at: string, zone: string): Parts {
  const as = shown(at, zone);
  const parts = formatter(as.zone, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(as.date);
  const made = Object.fromEntries(parts.map(({ type, value }) => [type, value])) as unknown as Parts;
  // Intl counts the years before the first one backwards, from 1.
  const year = as.date.getTime() < yearOne ? String(1 - Number(made.year)) : made.year;
  return { ...made, year: year.padStart(4, '0') };
}

/** The digits after the second as written, cut to a number of places. */
function fraction(at: string, places: number): string {
  const written = /\.(\d+)/.exec(at)?.[1] ?? '';
  return written.padEnd(places, '0').slice(0, places);
}

const places: Record<string, number> = { millisecond: 3, microsecond: 6, nanosecond: 9 };

/** A moment with how much of it is known, as an Instant carries it. */
export interface Moment {
  at: string;
  precision: string;
  about?: boolean;
  /** The zone in which it was said: a date is that date everywhere. */
  zone?: string;
  /** How it was said, where no figures say it. */
  words?: string;
  /** What it is told from: then the words are not its own. */
  anchor?: unknown;
  /** The latest that it can have been, where it is a range. */
  until?: string;
}

function isDate({ precision }: Moment): boolean {
  return ['year', 'month', 'day'].includes(precision);
}

/** The earliest and the latest of a range, undefined of what is none: a range of dates ends with its last day. */
export function endsOf(moment: Moment): [from: Moment, to: Moment] | undefined {
  const { until, about, ...from } = moment;
  if (until === undefined || saidInWords(moment) !== undefined) return undefined;
  const last = isDate(moment) ? justBefore(until) : until;
  return [about === undefined ? from : { ...from, about }, { ...from, at: last }];
}

/** The last moment of what ends there. */
const justBefore = (until: string) => new Date(Date.parse(until) - 1).toISOString();

/** A date is written in the zone in which it was said. */
function zoneFor(moment: Moment, zone: string): string {
  return isDate(moment) && moment.zone !== undefined ? moment.zone : zone;
}

function saidInWords(moment: Moment): string | undefined {
  return moment.anchor === undefined ? moment.words : undefined;
}

/**
 * The time of day, "10:02:03.412", cut to the precision; the date where there is
 * no more than that. `atMost` cuts further, to "second" for a narrow column.
 */
export function formatClock(moment: Moment, zone: string, atMost: 'second' | 'full' = 'full'): string {
  const words = saidInWords(moment);
  if (words !== undefined) return words;
  const ends = endsOf(moment);
  if (ends) return ends.map((end) => formatClock(end, zone, atMost)).join(' – ');
  const p = partsIn(moment.at, zoneFor(moment, zone));
  const lead = moment.about ? 'about ' : '';
  switch (moment.precision) {
    case 'year':
      return `${lead}${p.year}`;
    case 'month':
      return `${lead}${p.year}-${p.month}`;
    case 'day':
      return `${lead}${p.year}-${p.month}-${p.day}`;
    case 'hour':
      return `${lead}${p.hour}:00`;
    case 'minute':
      return `${lead}${p.hour}:${p.minute}`;
    default: {
      const digits = places[moment.precision] ?? 0;
      const tail = digits > 0 && atMost === 'full' ? `.${fraction(moment.at, digits)}` : '';
      return `${lead}${p.hour}:${p.minute}:${p.second}${tail}`;
    }
  }
}

/** "2025-11-14 10:02:03.412", cut to the precision: what a person may also type. */
export function formatMoment(moment: Moment, zone: string): string {
  const words = saidInWords(moment);
  if (words !== undefined) return words;
  const ends = endsOf(moment);
  if (ends) return ends.map((end) => formatMoment(end, zone)).join(' – ');
  const as = zoneFor(moment, zone);
  const clock = formatClock({ at: moment.at, precision: moment.precision }, as);
  const p = partsIn(moment.at, as);
  return `${moment.about ? 'about ' : ''}${isDate(moment) ? clock : `${p.year}-${p.month}-${p.day} ${clock}`}`;
}

/** Whether no day can be told of a moment without saying more than is known, or no time of it. */
function isOfDays(moment: Moment): boolean {
  if (isDate(moment)) return true;
  const { at, until } = moment;
  return until !== undefined && Date.parse(until) - Date.parse(at) > day / 1e6;
}

/** What stands over moments: "Fri 14 Nov", and the year, "2016", or years, "1997 – 1999", of what is only known by dates. */
export function formatHeading(moment: Moment, zone: string, now: Date): string {
  if (!isOfDays(moment)) return formatWeekday(moment.at, zone, now);
  const as = zoneFor(moment, zone);
  const last = moment.until === undefined ? moment.at : justBefore(moment.until);
  const [from, to] = [moment.at, last].map((at) => partsIn(at, as).year);
  return from === to ? `${from}` : `${from} – ${to}`;
}

/** The days that a moment is told by: "Mon 14 Mar 2016", "Mar 2016", "1 Jan 1997 – 31 Dec 1999". */
export function formatDays(moment: Moment, zone: string, now: Date): string {
  const as = zoneFor(moment, zone);
  const lead = moment.about ? 'about ' : '';
  if (moment.until !== undefined && isOfDays(moment)) {
    const ends = [moment.at, justBefore(moment.until)].map((at) =>
      write(at, as, { day: 'numeric', month: 'short', year: 'numeric' }),
    );
    return `${lead}${ends.join(' – ')}`;
  }
  return moment.precision === 'month' || moment.precision === 'year'
    ? `${lead}${formatMonth(moment.at, as, moment.precision === 'year')}`
    : `${lead}${formatWeekday(moment.at, as, now)}`;
}

/** The moment as it stands below its heading: the time of day, or the date without its year. */
export function formatBelow(moment: Moment, zone: string): string {
  const ends = endsOf(moment);
  if (ends) return ends.map((end) => formatBelow(end, zone)).join(' – ');
  const { precision, about, at } = moment;
  if (saidInWords(moment) !== undefined || (precision !== 'day' && precision !== 'month'))
    return formatClock(moment, zone, 'second');
  const day = precision === 'day' ? ({ day: 'numeric' } as const) : {};
  return `${about ? 'about ' : ''}${write(at, zoneFor(moment, zone), { ...day, month: 'short' })}`;
}

/** "2025-11-14", for comparing days. */
export function dayOf(at: string, zone: string): string {
  const p = partsIn(at, zone);
  return `${p.year}-${p.month}-${p.day}`;
}

/** "14 Nov", with the year where it is not this one. */
export function formatDay(at: string, zone: string, now: Date): string {
  const { year } = partsIn(at, zone);
  const day = write(at, zone, { day: 'numeric', month: 'short' });
  return year === partsIn(now.toISOString(), zone).year ? day : `${day} ${year}`;
}

/** "Nov 2025", or only the year. */
export function formatMonth(at: string, zone: string, yearOnly = false): string {
  const { year } = partsIn(at, zone);
  return yearOnly ? year : `${write(at, zone, { month: 'short' })} ${year}`;
}

/** "Fri 21 Nov", with the year where it is not this one. */
export function formatWeekday(at: string, zone: string, now: Date): string {
  return `${write(at, zone, { weekday: 'short' })} ${formatDay(at, zone, now)}`;
}

/** "Fri" within a week, else "21 Nov", or "Nov 2025" of another year: as short as it can be and still be understood. */
export function formatNear(at: string, zone: string, now: Date): string {
  const near = Math.abs(daysBetween(now.toISOString(), at, zone)) < 7;
  if (near) return write(at, zone, { weekday: 'short' });
  const sameYear = dayOf(at, zone).slice(0, 4) === dayOf(now.toISOString(), zone).slice(0, 4);
  return sameYear ? formatDay(at, zone, now) : formatMonth(at, zone);
}

/** "10:41:07": the time of day of a moment that is precise to the second. */
export function formatTime(at: string, zone: string): string {
  return formatClock({ at, precision: 'second' }, zone);
}

/** "14:26": the clock to the minute. */
export function formatMinute(at: string, zone: string): string {
  return formatClock({ at, precision: 'minute' }, zone);
}

/** "today", "in 2 days", "6 days late", "2 years late", counted in calendar days of the zone. */
export function formatDue(at: string, zone: string, now: Date): string {
  const days = daysBetween(now.toISOString(), at, zone);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days > 1) return `in ${String(days)} days`;
  const years = Math.floor(-days / 365);
  if (years > 0) return years === 1 ? '1 year late' : `${String(years)} years late`;
  return days === -1 ? '1 day late' : `${String(-days)} days late`;
}

/** How many calendar days lie between two moments: negative where `to` is earlier. */
export function daysBetween(from: string, to: string, zone: string): number {
  const midnight = (at: string) => Date.parse(`${dayOf(at, zone)}T00:00:00Z`);
  return Math.round((midnight(to) - midnight(from)) / 86_400_000);
}

/** "just now", "2 min ago", "3 h ago", then the day. */
export function formatAgo(at: string, zone: string, now: Date): string {
  const minutes = Math.floor((now.getTime() - Date.parse(at)) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${String(minutes)} min ago`;
  if (minutes < 12 * 60) return `${String(Math.floor(minutes / 60))} h ago`;
  return `${formatDay(at, zone, now)}, ${formatClock({ at, precision: 'minute' }, zone)}`;
}

/** How far a zone is ahead of UTC at a moment, in milliseconds. */
export function zoneOffset(at: string, zone: string): number {
  const p = partsIn(at, zone);
  const wall = Date.parse(`${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}:${p.second}Z`);
  return wall - Math.floor(Date.parse(at) / 1000) * 1000;
}

/** The last second of a day such as "2025-11-14" in a zone. */
export function endOfDay(day: string, zone: string): string {
  const wall = Date.parse(`${day}T23:59:59Z`);
  const moment = (at: number) => new Date(at).toISOString();
  const near = wall - zoneOffset(moment(wall), zone);
  return moment(wall - zoneOffset(moment(near), zone));
}
