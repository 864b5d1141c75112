import { expect, it } from 'vitest';
import { endOf, positionAt } from './agenda';

const agenda = [3, 5, 17, 20, 11, 4].map((minutes) => ({ title: '', about: '', minutes }));

it('tells the step and what is left of it', () => {
  expect(positionAt(agenda, 0)).toEqual({ step: 0, left: 3 * 60_000 });
  expect(positionAt(agenda, 3 * 60_000)).toEqual({ step: 1, left: 5 * 60_000 });
  expect(positionAt(agenda, 59.5 * 60_000)).toEqual({ step: 5, left: 30_000 });
  expect(positionAt(agenda, 61 * 60_000)).toEqual({ step: 6, left: -60_000 });
});

it('tells when each step ends', () => {
  expect(agenda.map((_, step) => endOf(agenda, step))).toEqual([3, 8, 25, 45, 56, 60]);
});
