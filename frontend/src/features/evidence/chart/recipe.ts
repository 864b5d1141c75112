import type { Chart, Evidence, Level, Series, Statistic } from '../../../backend/types';

/** What the evidence room shows when somebody asks for a chart of it. */
export interface Shown {
  written: string;
  levels: readonly Level[];
  sources: readonly string[];
  range: { from: string; to: string } | undefined;
}

/** The chart of what is shown: how many entries there are, by level where none is chosen. */
export function chartOf({ written, levels, sources, range }: Shown): Chart {
  const named = /(^|\s)level:/i.test(written);
  const filter = [written.trim(), !named && levels.length > 0 ? `level:${levels.join(',')}` : '']
    .filter((part) => part !== '')
    .join(' ');
  const series: Series = {
    stat: 'count',
    ...(sources.length > 0 ? { sources: [...sources] } : {}),
    ...(filter === '' ? { by: 'level' } : { filter }),
  };
  return { series: [series], ...(range ?? {}) };
}

/** The statistics by what they are of. */
export const ofEntries: readonly Statistic[] = ['count', 'rate', 'share'];
export const ofNumbers: readonly Statistic[] = ['mean', 'sum', 'rate', 'min', 'p50', 'p95', 'p99', 'max'];

/** The series with another number: a statistic that does not fit it gives way. */
export function withValue(series: Series, value: string): Series {
  const { value: _value, of: _of, ...rest } = series;
  if (value === '') return { ...rest, stat: ofEntries.includes(rest.stat) ? rest.stat : 'count' };
  return { ...rest, value, stat: ofNumbers.includes(rest.stat) ? rest.stat : 'p95' };
}

/**
 * The series with another statistic. A share has to be of something: of the errors,
 * which is what most ask for, until something else is written.
 */
export function withStat(series: Series, stat: Statistic): Series {
  if (stat !== 'share') return changed(series, { stat, of: '' });
  if (series.filter) return changed(series, { stat });
  return changed(series, { stat, filter: 'level:error', by: series.by === 'level' ? '' : (series.by ?? '') });
}

/** The series with some of it changed; what is "" or empty is left out. */
export function changed(series: Series, part: Partial<Series>): Series {
  return Object.fromEntries(
    Object.entries({ ...series, ...part }).filter(
      ([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  ) as unknown as Series;
}

/** The recipe with some of it changed; what is undefined, false or 0 is left out. */
export function recipeWith(recipe: Chart, part: Partial<Record<keyof Chart, unknown>>): Chart {
  return Object.fromEntries(
    Object.entries({ ...recipe, ...part }).filter(([, value]) => Boolean(value)),
  ) as unknown as Chart;
}

const second = 1e9;
/** The lengths of buckets that are offered, in nanoseconds; 0 is as suits the span. */
export const lengths: readonly { value: string; title: string }[] = [
  { value: '0', title: 'As suits the time' },
  ...(
    [
      [1, 'Every second'],
      [10, 'Every 10 s'],
      [30, 'Every 30 s'],
      [60, 'Every 1 min'],
      [300, 'Every 5 min'],
      [600, 'Every 10 min'],
      [900, 'Every 15 min'],
      [3600, 'Every hour'],
      [21_600, 'Every 6 h'],
      [86_400, 'Every day'],
      [604_800, 'Every week'],
    ] as const
  ).map(([seconds, title]) => ({ value: String(seconds * second), title })),
];

/** "orders api, router": what the list says of a chart. */
export function sourcesOf(recipe: Chart | undefined, evidence: readonly Evidence[]): string {
  const ids = [...new Set(recipe?.series.flatMap(({ sources }) => sources ?? []) ?? [])];
  if (ids.length === 0) return 'all sources';
  return ids.map((id) => evidence.find((one) => one.id === id)?.label ?? 'a source that is gone').join(', ');
}
