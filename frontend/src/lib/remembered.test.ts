import { expect, it, vi } from 'vitest';
import { remember, remembered } from './remembered';

it('keeps a choice, and only one that there is', () => {
  expect(remembered('view', ['inline', 'beside'])).toBe('inline');
  remember('view', 'beside');
  expect(remembered('view', ['inline', 'beside'])).toBe('beside');
  remember('view', 'gone');
  expect(remembered('view', ['inline', 'beside'])).toBe('inline');
});

it('goes on where nothing can be kept', () => {
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
    throw new Error('denied');
  });
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new Error('denied');
  });
  remember('view', 'beside');
  expect(remembered('view', ['inline', 'beside'])).toBe('inline');
});
