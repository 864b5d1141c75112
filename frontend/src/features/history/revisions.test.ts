import { describe, expect, it } from 'vitest';
import type { Revision } from '../../backend/types';
import { chunksOf, isCheckpoint, revisionName } from './revisions';

const revision = (fields: Partial<Revision>): Revision => ({
  id: 'r',
  retrospective: 'x',
  seq: 1,
  kind: 'auto',
  reason: 'edit event',
  at: '2025-11-17T09:00:00Z',
  size: 1,
  ...fields,
});

it('names revisions for people', () => {
  expect(revisionName(revision({ kind: 'named', name: 'First draft' }), true)).toBe('First draft');
  expect(revisionName(revision({}), true)).toBe('Now');
  expect(revisionName(revision({}), false)).toBe('Edit event');
});

it('takes all but automatic revisions for checkpoints', () => {
  expect(isCheckpoint(revision({ kind: 'restored' }))).toBe(true);
  expect(isCheckpoint(revision({}))).toBe(false);
});

describe('chunksOf', () => {
  it.each([
    [0, []],
    [1, [[7, 1]]],
    [20, [[7, 20]]],
    [
      41,
      [
        [7, 20],
        [27, 20],
        [47, 1],
      ],
    ],
  ] as const)('cuts a run of %i', (count, expected) => {
    expect(chunksOf(7, count).map((chunk) => [chunk.index, chunk.count])).toEqual(expected);
  });
});
