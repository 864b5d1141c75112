import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('says the kind and the colour of a line under words each by itself: WebKit draws no other', () => {
  const source = readFileSync('src/editor/theme.ts', 'utf8');
  expect(source.match(/textDecoration: '[^']* [^']*'/g) ?? []).toEqual([]);
});
