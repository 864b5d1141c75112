import { expect, it } from 'vitest';
import { placesIn } from './places';

it('counts each end of a line as one character', () => {
  const text = '\r\na\r\n\r\nb\nc\rd\r\n';
  for (let at = -1; at <= text.length + 1; at += 1) {
    const counted = text.slice(0, Math.max(0, at)).replace(/\r\n?/g, '\n').length;
    expect(placesIn(text)({ from: at, to: at })).toEqual({ from: counted, to: counted });
  }
});

it('goes through a text once for all of its places', () => {
  const line = 'We ran the pool on a host\r\n';
  const lines = 20_000;
  const found = Array.from({ length: lines }, (_, at) => ({
    from: at * line.length,
    to: at * line.length + 2,
  }));
  expect(found.map(placesIn(line.repeat(lines))).at(-1)).toEqual({
    from: (lines - 1) * (line.length - 1),
    to: (lines - 1) * (line.length - 1) + 2,
  });
});
