import { formatClock, formatDay, formatMonth, zoneOffset } from '../lib/time';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const month = 30.44 * day;

const steps = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 5, 10].map((n) => n * day),
];

const months = [1, 2, 3, 6, 12, 24, 60, 120, 600, 1200];

/** A mark on the axis: where it stands, from 0 to 1, and what it says. */
export interface Tick {
  share: number;
  label: string;
}

/**
 * Marks a stretch of time at round moments of a zone's wall clock, at most `most`
 * of them or one more. `from` and `to` are in milliseconds. Where clocks change
 * within it the marks stay round on both sides.
 */
export function timeTicks(from: number, to: number, zone: string, most: number, now: Date): Tick[] {
  const length = to - from;
  if (!(length > 0) || most < 1) return [];
  const wall = (at: number) => at + zoneOffset(momentAt(at), zone);
  const step = steps.find((one) => length / one <= most);
  const moments = step
    ? roundSteps(
        wall(from),
        step < minute ? wall(from) + length : Math.max(wall(to), wall(from) + length),
        step,
      )
    : firstsOfMonths(wall(from), wall(to), monthsApart(length, most));
  const ticks: Tick[] = [];
  for (const moment of moments) {
    const at = instantOf(moment, zone);
    if (at < from || at > to || ticks.some(({ share }) => share === (at - from) / length)) continue;
    const label = step
      ? labelOf(momentAt(at), zone, step, now)
      : formatMonth(momentAt(at), zone, monthsApart(length, most) >= 12);
    ticks.push({ share: (at - from) / length, label });
  }
  return ticks;
}

/** The ticks whose labels fit on an axis of that many pixels, none over another nor over what is kept free at its end. */
export function fitting(ticks: readonly Tick[], width: number, free = 0): (Tick & { first: boolean })[] {
  const shown: (Tick & { first: boolean })[] = [];
  let end = -Infinity;
  for (const tick of ticks) {
    const place = tick.share * width;
    const half = (tick.label.length * 6.5) / 2 + 3;
    // The first label may stand right of its mark, so that it is not cut off.
    const first = place < half;
    const from = first ? place : place - half;
    const to = from + half * 2;
    if (from < end || to > width - free) continue;
    shown.push({ ...tick, first });
    end = to + 8;
  }
  return shown;
}

function roundSteps(from: number, to: number, step: number): number[] {
  const found: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) found.push(at);
  return found;
}

function monthsApart(length: number, most: number): number {
  return months.find((n) => length / (n * month) <= most) ?? 1200;
}

function firstsOfMonths(from: number, to: number, apart: number): number[] {
  const start = new Date(from);
  const found: number[] = [];
  let number = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / apart) * apart;
  for (; ; number += apart) {
    const at = new Date(0).setUTCFullYear(Math.floor(number / 12), number % 12, 1);
    if (at > to) break;
    if (at >= from) found.push(at);
  }
  return found;
}

/** The moment at which a zone's wall clock shows a time. */
function instantOf(wall: number, zone: string): number {
  const near = wall - zoneOffset(momentAt(wall), zone);
  return wall - zoneOffset(momentAt(near), zone);
}

function labelOf(at: string, zone: string, step: number, now: Date): string {
  if (step >= day) return formatDay(at, zone, now);
  if (step < second) return formatClock({ at, precision: 'millisecond' }, zone).slice(6);
  const clock = formatClock({ at, precision: step < minute ? 'second' : 'minute' }, zone);
  return clock === '00:00' || clock === '00:00:00' ? formatDay(at, zone, now) : clock;
}

/** Milliseconds since 1970 as the seam writes a moment. */
export function momentAt(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
