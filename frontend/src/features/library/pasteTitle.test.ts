import { expect, it } from 'vitest';
import { pageTitle } from './pasteTitle';

it.each([
  ['# Too many pods\n\n## Summary\n\nIt was full.\n', 'Too many pods'],
  ['\r\n# 2026-03-14, "no space" #\r\n\r\ntext\r\n### 10:34\r\n', '2026-03-14, "no space"'],
  ['# restarts the pool\nset -e\nkill 1\n', undefined],
  ['Summary\n\n## Timeline\n', undefined],
  [`# ${'long '.repeat(40)}\n## Summary\n`, undefined],
  ['', undefined],
])('names a retrospective after the page %j', (data, title) => {
  expect(pageTitle([{ data }])).toBe(title);
});

it('looks at all that was pasted, but not into files', () => {
  expect(pageTitle([{ data: new Blob(['# A\n## B\n']) }, { data: 'boom' }, { data: '# C\n## D\n' }])).toBe(
    'C',
  );
});
