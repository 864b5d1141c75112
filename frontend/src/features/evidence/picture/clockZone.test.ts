import { expect, it } from 'vitest';
import type { Evidence } from '../../../backend/types';
import { clockZone } from './clockZone';

const picture = (id: string, label: string, more: Partial<Evidence> = {}) =>
  ({ id, label, kind: 'screenshot', ...more }) as Evidence;

it('knows the zone of a dashboard once somebody has said it', () => {
  const first = picture('a', 'Error rate', { zone: 'Europe/Berlin' });
  const later = picture('b', 'Error rate 2');
  const other = picture('c', 'Pool in use');
  const all = [first, later, other];
  expect(clockZone(first, all)).toBe('Europe/Berlin');
  expect(clockZone(later, all)).toBe('Europe/Berlin');
  expect(clockZone(other, all)).toBe('');
});

it('asks once for all pictures that nobody named, until one contradicts', () => {
  const named = picture('a', 'Error rate', { zone: 'Europe/Berlin' });
  const paste = picture('b', 'Screenshot', { zone: 'Asia/Tokyo' });
  const next = picture('c', 'Screenshot 2');
  expect(clockZone(next, [named, next])).toBe('');
  expect(clockZone(next, [named, paste, next])).toBe('Asia/Tokyo');
  const captioned = picture('d', 'Screenshot 3', { caption: 'Pool in use' });
  expect(clockZone(captioned, [named, paste, next, captioned])).toBe('');
  const another = picture('e', 'Screenshot 4', { zone: 'America/New_York' });
  expect(clockZone(next, [named, paste, next, another])).toBe('');
});
