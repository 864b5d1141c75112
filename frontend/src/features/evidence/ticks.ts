import { formatClock, formatDay, zoneOffset } from '../../lib/time';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const steps = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 5, 10, 30, 90, 365, 3650].map((n) => n * day),
];

/** A mark on the axis: where it stands, from 0 to 1, and what it says. */
export interface Tick {
  share: number;
  label: string;
}

/**
 * Marks a stretch of time at round moments of a zone, at most `most` of them.
 * `from` and `to` are in milliseconds.
 */
export function timeTicks(from: number, to: number, zone: string, most: number, now: Date): Tick[] {
  const length = to - from;
  if (!(length > 0) || most < 1) return [];
  const step = steps.find((one) => length / one <= most) ?? 3650 * day;
  const shift = zoneOffset(momentAt(from), zone);
  const ticks: Tick[] = [];
  for (let at = Math.ceil((from + shift) / step) * step - shift; at <= to; at += step) {
    const moment = momentAt(at);
    ticks.push({ share: (at - from) / length, label: labelOf(moment, zone, step, now) });
  }
  return ticks;
}

function labelOf(at: string, zone: string, step: number, now: Date): string {
  if (step >= day) return formatDay(at, zone, now);
  const clock = formatClock({ at, precision: step < minute ? 'second' : 'minute' }, zone);
  return clock === '00:00' || clock === '00:00:00' ? formatDay(at, zone, now) : clock;
}

/** Milliseconds since 1970 as the seam writes a moment. */
export function momentAt(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
