import type { ChartChange } from '../backend/types';

/** Why a chart is drawn again: "the clock of router was set back by 2 s: 3 of 160 rows changed". */
export function reasonOf({ because, changed, rows }: ChartChange): string {
  const reasons = because.join(', ');
  if (rows === 0) return reasons;
  return `${reasons}: ${changed === 0 ? 'no number' : `${String(changed)} of ${String(rows)} rows`} changed`;
}
