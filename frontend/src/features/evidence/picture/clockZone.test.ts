import { expect, it } from 'vitest';
import type { Evidence } from '../../../backend/types';
import { clockZone } from './clockZone';

const picture = (id: string, label: string, more: Partial<Evidence> = {}) =>
  ({ id, label, kind: 'screenshot', ...more }) as Evidence;

it('knows the zone of a dashboard once somebody has said it', () => {
  const first = picture('a', 'Error rate', { zone: 'Europe/Berlin' });
  const later = picture('b', 'Error rate 2');
  const other = picture('c', 'Pool in use');
  const paste = picture('d', 'Pasted screenshot', { zone: 'Asia/Tokyo' });
  const next = picture('e', 'Pasted screenshot 2');
  const all = [first, later, other, paste, next];
  expect(clockZone(first, all)).toBe('Europe/Berlin');
  expect(clockZone(later, all)).toBe('Europe/Berlin');
  expect(clockZone(other, all)).toBe('');
  expect(clockZone(next, all)).toBe('');
});
