import { describe, expect, it } from 'vitest';
import type { Revision, RevisionKind } from '../../backend/types';
import { groupRevisions, revisionName, usualPair } from './revisions';

/** Builds a history from its oldest to its newest, given as "day clock kind". */
function history(...lines: string[]): Revision[] {
  return lines
    .map((line, index): Revision => {
      const [at = '', kind = 'auto'] = line.split(' ');
      return {
        id: `r${String(index + 1)}`,
        retrospective: 'x',
        seq: index + 1,
        kind: kind as RevisionKind,
        reason: 'edit event',
        at: `2025-11-${at}:00Z`,
        size: 1,
        ...(kind === 'auto' ? {} : { name: `Named ${kind}` }),
      };
    })
    .reverse();
}

const show = (revisions: Revision[], zone = 'UTC') =>
  groupRevisions(revisions, zone).map(
    ({ day, rows }) =>
      `${day.slice(8)}: ${rows.map((row) => (row.kind === 'one' ? row.revision.id : `(${row.revisions.map((one) => one.id).join(' ')})`)).join(' ')}`,
  );

describe('groupRevisions', () => {
  it('groups what was saved by itself, by day and between checkpoints', () => {
    const revisions = history(
      '17T09:00',
      '17T09:01',
      '17T10:00 named',
      '17T11:00',
      '18T08:00',
      '18T08:10',
      '18T08:20',
    );
    expect(show(revisions)).toEqual(['18: r7 (r6 r5)', '17: r4 r3 (r2 r1)']);
  });

  it('knows days by the zone', () => {
    const revisions = history('17T22:30', '17T23:30', '17T23:40');
    expect(show(revisions)).toEqual(['17: r3 (r2 r1)']);
    expect(show(revisions, 'Europe/Berlin')).toEqual(['18: r3 r2', '17: r1']);
  });

  it('has nothing to show of nothing', () => {
    expect(show([])).toEqual([]);
  });
});

describe('usualPair', () => {
  const pair = (...lines: string[]) => {
    const found = usualPair(history(...lines));
    return found && [found.from.id, found.to.id];
  };

  it.each([
    ['nothing to compare', [], undefined],
    ['one revision', ['17T09:00'], undefined],
    ['no checkpoint', ['17T09:00', '17T09:01', '17T09:02'], ['r1', 'r3']],
    [
      'the last checkpoint and now',
      ['17T09:00', '17T09:01 named', '17T09:02 shared', '17T09:03'],
      ['r3', 'r4'],
    ],
    ['a checkpoint that is now', ['17T09:00', '17T09:01 named', '17T09:02 shared'], ['r2', 'r3']],
    ['the debrief', ['17T09:00 pre-debrief', '17T09:01', '17T09:02 post-debrief', '17T09:03'], ['r1', 'r3']],
    ['a debrief to come', ['17T09:00 post-debrief', '17T09:01 pre-debrief', '17T09:03'], ['r2', 'r3']],
  ])('chooses %s', (_, lines, expected) => {
    expect(pair(...lines)).toEqual(expected);
  });
});

it('names revisions for people', () => {
  const [named, auto] = history('17T09:00', '17T09:01 named') as [Revision, Revision];
  expect(revisionName(named, true)).toBe('Named named');
  expect(revisionName(auto, true)).toBe('Now');
  expect(revisionName(auto, false)).toBe('Edit event');
});
