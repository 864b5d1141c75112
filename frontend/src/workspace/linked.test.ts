import { expect, it } from 'vitest';
import { linked, unlinked } from './linked';

it('divides a text at its links to evidence', () => {
  expect(linked('see [router, line 3](evidence/ab1#L3-L3) and [p](evidence/cd2)')).toEqual([
    { words: 'see ' },
    { words: 'router, line 3', to: { evidence: 'ab1', fromLine: 3, toLine: 3 } },
    { words: ' and ' },
    { words: 'p', to: { evidence: 'cd2' } },
  ]);
  expect(linked('[a](http://x) [b]')).toEqual([{ words: '[a](http://x) [b]' }]);
  expect(linked('')).toEqual([]);
});

it('reads as words where nothing can be followed', () => {
  expect(unlinked('see [router, line 3](evidence/ab1#L3)!')).toBe('see router, line 3!');
});
