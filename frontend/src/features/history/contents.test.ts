import { expect, it } from 'vitest';
import type { ChangeSet, Noun } from '../../backend/changes';
import { contentsOf } from './contents';

it('counts changes by section and noun, in the order of reading', () => {
  const step = (noun: Noun, item: string, key = item) => ({ key, item, noun, label: '' });
  const changes = {
    sections: [
      { key: 'section/a', title: 'Trigger' },
      { key: 'section/b', title: 'Impact' },
    ],
    steps: [
      step('event', 'event/x'),
      step('event', 'event/y'),
      step('section', 'section/a', 'section/a/body/1'),
      step('section', 'section/b'),
      step('section', 'section/b', 'section/b/body/0'),
      step('action-item', 'action-item/i'),
    ],
  } as unknown as ChangeSet;
  expect(contentsOf(changes)).toEqual([
    { step: 'event/x', title: 'Timeline', count: 2, first: 0, last: 1 },
    { step: 'section/a/body/1', title: 'Trigger', count: 1, first: 2, last: 2 },
    { step: 'section/b', title: 'Impact', count: 2, first: 3, last: 4 },
    { step: 'action-item/i', title: 'Action items', count: 1, first: 5, last: 5 },
  ]);
});
