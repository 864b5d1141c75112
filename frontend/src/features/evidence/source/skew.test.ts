import { expect, it } from 'vitest';
import { formatSkew, parseSkew } from './skew';

it.each([
  ['', 0],
  ['0', 0],
  ['+90 s', 90e9],
  ['90s', 90e9],
  ['-1 min 30 s', -90e9],
  ['−1 min 30 s', -90e9],
  ['1h2m', 3720e9],
  ['250 ms', 250e6],
  ['1.5 s', 1.5e9],
  ['-1:30', -90e9],
  ['1:00:00', 3600e9],
  ['0:00.250', 250e6],
  ['soon', undefined],
  ['5', undefined],
  ['5 s later', undefined],
])('reads %j', (text, expected) => {
  expect(parseSkew(text)).toBe(expected);
});

it('writes what it can read again', () => {
  for (const skew of [90e9, -90e9, 48e9, -3_600e9]) expect(parseSkew(formatSkew(skew))).toBe(skew);
  expect(formatSkew(0)).toBe('');
});
