import { expect, it } from 'vitest';
import { changed, chartOf, recipeWith, withStat, withValue } from './recipe';

it('charts what is filtered', () => {
  expect(chartOf({ written: '', levels: [], sources: [], range: undefined })).toEqual({
    series: [{ stat: 'count', by: 'level' }],
  });
  const range = { from: '2025-11-14T10:00:00Z', to: '2025-11-14T11:00:00Z' };
  expect(chartOf({ written: ' POST ', levels: ['error', 'fatal'], sources: ['r'], range })).toEqual({
    series: [{ stat: 'count', sources: ['r'], filter: 'POST level:error,fatal' }],
    ...range,
  });
  expect(chartOf({ written: 'level:warn', levels: ['error'], sources: [], range: undefined }).series).toEqual(
    [{ stat: 'count', filter: 'level:warn' }],
  );
});

it('keeps statistic and number fitting', () => {
  expect(withValue({ stat: 'count' }, 'duration')).toEqual({ stat: 'p95', value: 'duration' });
  expect(withValue({ stat: 'max', value: 'a' }, 'b')).toEqual({ stat: 'max', value: 'b' });
  expect(withValue({ stat: 'max', value: 'a' }, '')).toEqual({ stat: 'count' });
  expect(withValue({ stat: 'share', filter: 'x', of: 'y' }, 'n')).toEqual({
    stat: 'p95',
    value: 'n',
    filter: 'x',
  });
});

it('makes a share one of errors, unless it is asked for something else', () => {
  expect(withStat({ stat: 'count', by: 'level' }, 'share')).toEqual({ stat: 'share', filter: 'level:error' });
  expect(withStat({ stat: 'count', by: 'actor' }, 'share')).toEqual({
    stat: 'share',
    filter: 'level:error',
    by: 'actor',
  });
  expect(withStat({ stat: 'count', filter: 'POST' }, 'share')).toEqual({ stat: 'share', filter: 'POST' });
  expect(withStat({ stat: 'share', filter: 'POST', of: 'x' }, 'count')).toEqual({
    stat: 'count',
    filter: 'POST',
  });
});

it('leaves out what is empty', () => {
  expect(changed({ stat: 'count', by: 'level' }, { by: '', sources: [], filter: 'x' })).toEqual({
    stat: 'count',
    filter: 'x',
  });
  expect(recipeWith({ series: [], log: true, every: 5 }, { log: false, every: 0 })).toEqual({ series: [] });
});
