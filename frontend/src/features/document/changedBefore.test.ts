import { expect, it } from 'vitest';
import type { EventKind, Section, SectionRole, TimelineEvent } from '../../backend/types';
import { changedBefore, tellsWhatLedToIt } from './changedBefore';

const event = (kind: EventKind, at: string): TimelineEvent => ({
  id: at,
  kind,
  title: at,
  at: { at: `2026-03-14T${at}:00Z`, zone: 'UTC', precision: 'minute' },
});

it('lists what changed before it began, in the systems and among people', () => {
  const events = [
    event('organisation', '08:00'),
    event('change', '09:00'),
    event('observation', '09:30'),
    event('trigger', '10:00'),
    event('change', '10:00'),
    event('change', '11:00'),
  ];
  const ids = (began?: string) => changedBefore(events, began).map(({ id }) => id);
  expect(ids('2026-03-14T10:00:00Z')).toEqual(['08:00', '09:00']);
  expect(ids()).toEqual(['08:00', '09:00', '10:00', '11:00']);
});

it('has a place in a document of every template', () => {
  const told = (...roles: SectionRole[]) => {
    const sections = roles.map((role, at): Section => ({ id: String(at), heading: '', body: '', role }));
    return sections.filter((one) => tellsWhatLedToIt(one, sections)).map(({ role }) => role);
  };
  expect(told('summary', 'lead-up', 'trigger', 'causes')).toEqual(['lead-up', 'trigger']);
  expect(told('summary', 'impact', 'causes')).toEqual(['causes']);
  expect(told('', 'summary', 'timeline')).toEqual(['summary']);
  expect(told('', 'actions')).toEqual([]);
});
