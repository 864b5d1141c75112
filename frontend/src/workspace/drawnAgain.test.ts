import { expect, it } from 'vitest';
import { reasonOf } from './drawnAgain';

it('says why a chart is drawn again, and how much of it differs', () => {
  const change = {
    chart: 'c',
    label: 'p95',
    because: ['router grew', 'app was added'],
    changed: 3,
    rows: 160,
  };
  expect(reasonOf(change)).toBe('router grew, app was added: 3 of 160 rows changed');
  expect(reasonOf({ ...change, changed: 0 })).toBe('router grew, app was added: no number changed');
  expect(reasonOf({ ...change, because: ['1 event on it changed'], rows: 0 })).toBe('1 event on it changed');
});
