import { describe, expect, it } from 'vitest';
import { Scroller } from './scroller.svelte';

function scroller(total: number, view = 100, guess = 10): Scroller {
  const made = new Scroller(guess);
  made.total = total;
  made.view = view;
  return made;
}

/** As the page does it: draws the rows that have to exist and measures them. */
function draw(one: Scroller, heightOf: (row: number) => number): void {
  for (let round = 0; round < 4; round += 1) {
    const { first, last } = one.rows;
    for (let row = first; row <= last; row += 1) one.measure(row, heightOf(row));
  }
}

describe('Scroller', () => {
  it('holds still in an empty list and in one that fits', () => {
    for (const one of [scroller(0), scroller(3)]) {
      one.moveBy(50);
      one.jumpTo(1);
      expect(one.place).toEqual({ row: 0, offset: 0 });
      expect(one.position).toBe(0);
      expect(one.fits).toBe(true);
    }
    expect(scroller(0).rows).toEqual({ first: 0, last: -1 });
  });

  it('moves by pixels over rows of unequal height, there and back', () => {
    const one = scroller(1000);
    const heightOf = (row: number) => (row % 3 === 0 ? 31 : 10);
    draw(one, heightOf);
    one.moveBy(42);
    expect(one.place).toEqual({ row: 2, offset: 1 });
    one.moveBy(-20);
    expect(one.place).toEqual({ row: 0, offset: 22 });
    one.moveBy(-100);
    expect(one.place).toEqual({ row: 0, offset: 0 });
  });

  it('keeps what is being read where it is when rows above turn out taller', () => {
    const one = scroller(1000);
    one.jumpTo(0.5);
    const { row } = one.place;
    const before = one.place;
    one.measure(row - 1, 200);
    expect(one.place).toEqual(before);
    draw(one, () => 33);
    expect(one.place.row).toBe(row);
  });

  it('has its rows ready above and below the view', () => {
    const one = scroller(1000);
    one.jumpTo(0.5);
    const { first, last } = one.rows;
    const { first: top, last: bottom } = one.shown;
    expect(top - first).toBeGreaterThanOrEqual(60);
    expect(last - bottom).toBeGreaterThanOrEqual(59);
    expect(one.lead).toBe((top - first) * 10 + one.place.offset);
  });

  it.each([5000, 2_000_000, 30_000_000])('reaches the end of %i rows and every place before it', (total) => {
    const one = scroller(total, 900, 28);
    const heightOf = (row: number) => 20 + (row % 7) * 9;
    expect(one.extent).toBeLessThanOrEqual(8_000_000);
    for (const share of [0, 0.1, 0.25, 0.5, 0.99]) {
      one.jumpTo(share);
      draw(one, heightOf);
      expect(one.position / (one.extent - one.view)).toBeCloseTo(share, 2);
      expect(Math.abs(one.place.row / total - share)).toBeLessThan(0.01);
    }
    one.jumpTo(1);
    draw(one, heightOf);
    one.moveBy(1e9);
    const { last } = one.shown;
    expect(last).toBe(total - 1);
    let below = -one.place.offset;
    for (let row = one.place.row; row <= last; row += 1) below += heightOf(row);
    expect(below).toBe(900);
    expect(one.position).toBeCloseTo(one.extent - one.view, 0);
  });

  it('brings rows into view by the shortest way', () => {
    const one = scroller(1000);
    one.reveal(50);
    expect(one.shown).toEqual({ first: 41, last: 50 });
    one.reveal(45);
    expect(one.shown).toEqual({ first: 41, last: 50 });
    one.reveal(20);
    expect(one.place).toEqual({ row: 20, offset: 0 });
    one.reveal(999);
    expect(one.shown.last).toBe(999);
    one.reveal(500, 'upper');
    expect(one.place.row).toBeLessThan(500);
    expect(one.shown.last).toBeGreaterThan(500);
  });

  it('shows a row that is taller than the view from its beginning', () => {
    const one = scroller(10);
    draw(one, (row) => (row === 5 ? 250 : 10));
    one.reveal(5);
    expect(one.place).toEqual({ row: 5, offset: 0 });
    one.moveBy(80);
    one.reveal(5);
    expect(one.place).toEqual({ row: 5, offset: 0 });
  });

  it('stays inside when the list becomes shorter', () => {
    const one = scroller(1000);
    one.jumpTo(0.9);
    one.total = 20;
    expect(one.shown).toEqual({ first: 10, last: 19 });
  });
});
