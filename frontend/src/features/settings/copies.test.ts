import { describe, expect, it } from 'vitest';
import { fileSize, saidOf } from './copies';

describe('what is said of copies', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [1_440_000, '1.4 MB'],
    [2_500_000_000, '2.5 GB'],
  ])('writes %i bytes as %s', (bytes, text) => {
    expect(fileSize(bytes)).toBe(text);
  });

  it('names what is damaged, and counts what is too much to name', () => {
    const report = { retrospectives: 1, revisions: 7, pieces: 30, originals: 2, bytes: 10, problems: [] };
    expect(saidOf(report)).toEqual({
      lines: ['Nothing is damaged: 7 revisions and 2 originals were read.'],
      isProblem: false,
    });
    const problems = Array.from({ length: 7 }, (_, at) => ({ what: `piece ${at}` }));
    const { lines, isProblem } = saidOf({ ...report, problems });
    expect(isProblem).toBe(true);
    expect(lines).toHaveLength(7);
    expect(lines.at(-1)).toBe('and 2 more');
  });
});
