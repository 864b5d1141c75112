import { describe, expect, it } from 'vitest';
import { timeTicks } from './ticks';

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
});
