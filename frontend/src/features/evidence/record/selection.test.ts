import { describe, expect, it } from 'vitest';
import { Selection } from './selection.svelte';

const rows = (selection: Selection) =>
  selection.isEmpty ? [] : [selection.first, selection.last, selection.cursor];

describe('Selection', () => {
  it('is empty at first', () => {
    const selection = new Selection();
    expect(selection.isEmpty).toBe(true);
    expect(selection.size).toBe(0);
    expect(selection.has(0)).toBe(false);
  });

  it('selects one row, and a run of rows in both directions', () => {
    const selection = new Selection();
    selection.select(5);
    expect(rows(selection)).toEqual([5, 5, 5]);
    selection.extendTo(8);
    expect(rows(selection)).toEqual([5, 8, 8]);
    selection.extendTo(2);
    expect(rows(selection)).toEqual([2, 5, 2]);
    expect([1, 2, 5, 6].map((row) => selection.has(row))).toEqual([false, true, true, false]);
    expect(selection.size).toBe(4);
  });

  it('begins at the first row with the first arrow key, and stays inside the list', () => {
    const selection = new Selection();
    selection.move(1, 3, false);
    expect(rows(selection)).toEqual([0, 0, 0]);
    selection.move(-1, 3, false);
    expect(rows(selection)).toEqual([0, 0, 0]);
    selection.move(99, 3, true);
    expect(rows(selection)).toEqual([0, 2, 2]);
    selection.move(-1, 3, true);
    expect(rows(selection)).toEqual([0, 1, 1]);
    selection.move(1, 3, false);
    expect(rows(selection)).toEqual([2, 2, 2]);
  });

  it('selects nothing in an empty list, and nothing after clear', () => {
    const selection = new Selection();
    selection.move(1, 0, false);
    expect(selection.isEmpty).toBe(true);
    selection.select(1);
    selection.clear();
    expect(selection.isEmpty).toBe(true);
  });
});
