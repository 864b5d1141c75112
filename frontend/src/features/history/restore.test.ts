import { expect, it } from 'vitest';
import type { ChangeSet, Noun, Step } from '../../backend/changes';
import { restoringOf } from './restore';

const item = (key: string, status: 'added' | 'changed') => ({
  key,
  id: key.split('/')[1] ?? '',
  title: key,
  status,
  verbs: [],
  from: 0,
  to: 0,
});
const changes = {
  events: [item('event/a', 'changed'), item('event/b', 'added')],
  sections: [item('section/s', 'changed')],
  factors: [item('factor/f', 'added')],
  actionItems: [item('action-item/i', 'changed'), item('action-item/j', 'added')],
  participants: [],
  notes: [item('note/n', 'added')],
  evidence: [item('evidence/e', 'changed')],
} as unknown as ChangeSet;
const step = (noun: Noun, itemKey: string): Step => ({ key: itemKey, item: itemKey, noun, label: '' });

it.each([
  ['event', 'event/a', { part: 'event:a' }],
  ['event', 'event/b', { remove: { noun: 'event', id: 'b' } }],
  ['section', 'section/s', { part: 'section:s' }],
  ['factor', 'factor/f', { part: 'factors' }],
  ['action-item', 'action-item/i', { part: 'actions' }],
  ['action-item', 'action-item/j', { remove: { noun: 'action-item', id: 'j' } }],
  ['note', 'note/n', { part: 'debrief' }],
  ['evidence', 'evidence/e', { part: 'evidence' }],
] as const)('restores %s %s', (noun, key, expected) => {
  expect(restoringOf(changes, step(noun, key), 'Before')).toMatchObject(expected);
});

it('restores nothing that is not in the change set', () => {
  expect(restoringOf(changes, step('event', 'event/z'), 'Before')).toBeUndefined();
});
