import { describe, expect, it } from 'vitest';
import { fitting, timeTicks } from './ticks';

const now = new Date('2025-11-16T12:00:00Z');
const ticks = (from: string, to: string, zone = 'UTC', most = 6) =>
  timeTicks(Date.parse(from), Date.parse(to), zone, most, now).map(
    ({ share, label }) => `${label}@${share.toFixed(2)}`,
  );

describe('timeTicks', () => {
  it('stands at round moments', () => {
    expect(ticks('2025-11-14T09:10:00Z', '2025-11-14T11:10:00Z')).toEqual([
      '09:30@0.17',
      '10:00@0.42',
      '10:30@0.67',
      '11:00@0.92',
    ]);
    expect(ticks('2025-11-14T09:00:00Z', '2025-11-14T09:00:09Z')).toEqual([
      '09:00:00@0.00',
      '09:00:02@0.22',
      '09:00:04@0.44',
      '09:00:06@0.67',
      '09:00:08@0.89',
    ]);
  });

  it('is round in the zone, and says the day at its beginning', () => {
    expect(ticks('2025-11-13T20:00:00Z', '2025-11-14T04:00:00Z', 'Asia/Kolkata', 4)).toEqual([
      '02:00@0.06',
      '04:00@0.31',
      '06:00@0.56',
      '08:00@0.81',
    ]);
    expect(ticks('2025-11-13T21:00:00Z', '2025-11-14T04:00:00Z', 'UTC', 3)).toEqual([
      '21:00@0.00',
      '14 Nov@0.43',
      '03:00@0.86',
    ]);
    expect(ticks('2024-11-13T20:00:00Z', '2024-11-16T04:00:00Z')).toContain('15 Nov 2024@0.50');
  });

  it('has nothing to say of nothing', () => {
    expect(ticks('2025-11-14T09:00:00Z', '2025-11-14T09:00:00Z')).toEqual([]);
  });

  it('stays round where clocks change', () => {
    const spring = ticks('2026-03-28T22:00:00Z', '2026-03-29T06:00:00Z', 'Europe/Berlin', 10);
    expect(spring.map((tick) => tick.split('@')[0])).toEqual([
      '23:00',
      '29 Mar 2026',
      '01:00',
      '03:00',
      '04:00',
      '05:00',
      '06:00',
      '07:00',
      '08:00',
    ]);
    const autumn = ticks('2026-10-24T00:00:00Z', '2026-10-27T00:00:00Z', 'Europe/Berlin', 4);
    expect(autumn).toEqual(['25 Oct 2026@0.31', '26 Oct 2026@0.65', '27 Oct 2026@0.99']);
  });

  it('marks parts of a second, and months', () => {
    expect(ticks('2025-11-14T09:00:00Z', '2025-11-14T09:00:00.1Z', 'UTC', 5)).toContain('00.020@0.20');
    expect(
      ticks('2025-01-10T00:00:00Z', '2025-12-20T00:00:00Z', 'UTC', 6).map((tick) => tick.split('@')[0]),
    ).toEqual(['Mar 2025', 'May 2025', 'Jul 2025', 'Sept 2025', 'Nov 2025']);
  });
});

describe('fitting', () => {
  it('lets no label stand on another, at the beginning nor over the end', () => {
    const wide = Array.from({ length: 10 }, (_, n) => ({ share: n / 10, label: '14 Nov 2025' }));
    const shown = fitting(wide, 400, 40);
    expect(shown[0]).toMatchObject({ share: 0, first: true });
    expect(shown.map(({ share }) => share)).toEqual([0, 0.4, 0.7]);
  });
});
