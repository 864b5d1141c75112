import { expect, it } from 'vitest';
import { Around, linesIn, linesOf } from './around.svelte';

it('finds the lines that a text cites, each once', () => {
  const body =
    '![a](evidence/ab1#L10-L12) and [b](evidence/cd2#L7), again [a](evidence/ab1#L10-L12), ![p](evidence/ef3)';
  expect(linesIn(body)).toEqual([
    { evidence: 'ab1', fromLine: 10, toLine: 12 },
    { evidence: 'cd2', fromLine: 7, toLine: 7 },
  ]);
});

it('reads the lines of a link, and none of a picture as a whole', () => {
  const box = document.createElement('div');
  box.innerHTML =
    '<a data-evidence="ab1" data-from="3" data-to="4"><b>x</b></a><figure data-evidence="ab1"></figure>';
  expect(linesOf(box.querySelector('b'))).toEqual({ evidence: 'ab1', fromLine: 3, toLine: 4 });
  expect(linesOf(box.querySelector('figure'))).toBeUndefined();
  expect(linesOf(null)).toBeUndefined();
});

it('begins where somebody is, and goes round', () => {
  const around = new Around();
  around.show();
  expect(around.shown).toBeUndefined();
  const [one, two] = [
    { evidence: 'a', fromLine: 1, toLine: 1 },
    { evidence: 'a', fromLine: 9, toLine: 9 },
  ];
  around.cited = [one, two];
  around.show({ ...two });
  expect(around.shown?.at).toBe(1);
  around.step(1);
  expect(around.shown?.at).toBe(0);
  around.show({ evidence: 'b', fromLine: 2, toLine: 2 });
  expect(around.shown?.citations).toHaveLength(1);
});
