import { expect, it } from 'vitest';
import type { ChangeSet, Noun, Step } from '../../backend/changes';
import { restoringBlock, restoringOf } from './restore';

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
  ['event', 'event/a', 'event:a', 'again as in “Before”'],
  ['event', 'event/b', 'event:b', 'Remove'],
  ['section', 'section/s', 'section:s', 'again'],
  ['factor', 'factor/f', 'factor:f', 'Remove'],
  ['action-item', 'action-item/i', 'action-item:i', 'again'],
  ['action-item', 'action-item/j', 'action-item:j', 'Remove'],
  ['note', 'note/n', 'note:n', 'Remove'],
  ['evidence', 'evidence/e', 'evidence:e', 'again'],
] as const)('restores %s %s', (noun, key, part, question) => {
  const restoring = restoringOf(changes, step(noun, key), 'Before');
  expect(restoring?.part).toBe(part);
  expect(restoring?.question).toContain(question);
});

it('restores nothing that is not in the change set', () => {
  expect(restoringOf(changes, step('event', 'event/z'), 'Before')).toBeUndefined();
});

it('restores one place of a text as it is counted in the comparison', () => {
  const place: Step = { key: 'section/s/body/4', item: 'section/s', noun: 'section', label: '' };
  expect(restoringBlock(place, 'Before', 'r9')?.part).toBe('block:s/body/4@r9');
  expect(restoringBlock(step('section', 'section/s'), 'Before', 'r9')).toBeUndefined();
});
