import { expect, it } from 'vitest';
import { agendaOf, endOf, positionAt } from './agenda';

it.each([15, 30, 45, 60, 90, 120])('fills %d minutes exactly', (minutes) => {
  const agenda = agendaOf(minutes);
  expect(agenda.reduce((sum, step) => sum + step.minutes, 0)).toBe(minutes);
  expect(agenda.every((step) => step.minutes >= 1)).toBe(true);
});

it('tells the step and what is left of it', () => {
  const agenda = agendaOf(60);
  expect(positionAt(agenda, 0)).toEqual({ step: 0, left: 3 * 60_000 });
  expect(positionAt(agenda, 3 * 60_000)).toEqual({ step: 1, left: 5 * 60_000 });
  expect(positionAt(agenda, 59.5 * 60_000)).toEqual({ step: 5, left: 30_000 });
  expect(positionAt(agenda, 61 * 60_000)).toEqual({ step: 6, left: -60_000 });
});

it('tells when each step ends', () => {
  const agenda = agendaOf(60);
  expect(agenda.map((_, step) => endOf(agenda, step))).toEqual([3, 8, 25, 45, 56, 60]);
});
