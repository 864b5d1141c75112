import { describe, expect, it } from 'vitest';
import type { ChangedBlock } from '../../backend/changes';
import { blockRows, rowsAtOnce, rowsWanted, sideOf } from './blocks';

const block = (fields: Partial<ChangedBlock>): ChangedBlock => ({
  kind: 'paragraph',
  status: 'same',
  moved: false,
  old: 0,
  new: 0,
  oldText: '',
  newText: '',
  ops: [],
  ...fields,
});

describe('blockRows', () => {
  const blocks = [
    block({}),
    block({}),
    block({ status: 'changed' }),
    block({ moved: true }),
    block({}),
    block({ status: 'added' }),
  ];

  it('counts what is left out', () => {
    const rows = blockRows('section/s', blocks, true);
    expect(rows.map((row) => ('key' in row ? row.key : row.skipped))).toEqual([
      2,
      'section/s/body/2',
      'section/s/body/3',
      1,
      'section/s/body/5',
    ]);
  });

  it('shows all of it on demand', () => {
    expect(blockRows('section/s', blocks, false)).toHaveLength(6);
  });
});

it('shows as many rows as the current step needs', () => {
  const rows = blockRows('section/s', Array<ChangedBlock>(10_000).fill(block({ status: 'added' })), true);
  expect(rowsWanted(rows, rowsAtOnce, undefined)).toBe(rowsAtOnce);
  expect(rowsWanted(rows, rowsAtOnce, 'section/s/body/9000')).toBe(9050);
  expect(rowsWanted(rows, rowsAtOnce, 'event/e')).toBe(rowsAtOnce);
});

describe('sideOf', () => {
  const changed = block({
    status: 'changed',
    oldText: 'One  two',
    newText: 'One three',
    ops: [
      ['=', 'One'],
      ['~', '  ', ' '],
      ['-', 'two'],
      ['+', 'three'],
    ],
  });

  it('says what stood there and what stands there', () => {
    expect(sideOf(changed, 'old')).toEqual([
      ['=', 'One'],
      ['=', '  '],
      ['-', 'two'],
    ]);
    expect(sideOf(changed, 'new')).toEqual([
      ['=', 'One'],
      ['=', ' '],
      ['+', 'three'],
    ]);
  });

  it('has nothing where the block is not there', () => {
    expect(sideOf(block({ status: 'added' }), 'old')).toBeUndefined();
    expect(sideOf(block({ status: 'removed' }), 'new')).toBeUndefined();
  });
});
