import { expect, it } from 'vitest';
import { notesIn } from './notes';

it.each([
  ['no note [1]', []],
  ['a[^x] b[^y] c[^x]\n\n[^y]: Why\n[^x]: Ex', ['x 1 Ex', 'y 2 Why']],
  ['a[^x]\n\n[^y]: nobody points at it', []],
  ['> a[^x]: said\n\n[^x]: Ex', ['x 1 Ex']],
  ['a[^x]\n\n[^x]: first\n[^x]: second', ['x 1 first']],
])('numbers the notes of %j by where they are pointed at', (text, want) => {
  expect(
    [...notesIn(text)].map(([name, { number, text: words }]) => `${name} ${String(number)} ${words}`),
  ).toEqual(want);
});

it('reads a line of very many marks once', () => {
  expect(notesIn(`${'as said in [^a]: '.repeat(200_000)}\n\n[^a]: b`).get('a')).toEqual({
    number: 1,
    text: 'b',
  });
});
