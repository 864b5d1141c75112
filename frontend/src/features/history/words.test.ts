import { expect, it } from 'vitest';
import type { ChangedItem, ChangeSet, Count, Step } from '../../backend/changes';
import type { Evidence, TimelineEvent } from '../../backend/types';
import { citationChange, shiftWords, stepText, tellingFields, untouchedWords, valueWords } from './words';

it('says how far a time moved', () => {
  expect(shiftWords(-194e9)).toBe('3 min 14 s earlier');
  expect(shiftWords(60e9)).toBe('1 min later');
});

it('says what an event cites now', () => {
  const item = {
    old: { citations: [{ evidence: 'a', fromLine: 35, toLine: 35 }, { evidence: 'p' }] },
    new: {
      citations: [
        { evidence: 'a', fromLine: 35, toLine: 35 },
        { evidence: 'a', fromLine: 1900, toLine: 1902 },
      ],
    },
  } as ChangedItem<TimelineEvent>;
  const evidence = [
    { id: 'a', label: 'router' },
    { id: 'p', label: 'graph' },
  ] as Evidence[];
  expect(citationChange(item, evidence)).toEqual({
    added: ['router, lines 1,900 – 1,902'],
    removed: ['graph'],
  });
});

it('leaves out what says nothing to a reader', () => {
  const field = (name: string) => ({ name, verb: '', old: '', new: '' });
  const item = { key: 'evidence/a', fields: ['hash', 'label', 'caption'].map(field) } as ChangedItem<unknown>;
  expect(tellingFields(item, ['label']).map((one) => one.name)).toEqual(['caption']);
});

it('counts what was not touched', () => {
  const of = (same: number, changed = 0, removed = 0): Count => ({
    same,
    changed,
    removed,
    added: 0,
    moved: 0,
  });
  const totals = {
    sections: of(7),
    events: of(14, 3),
    factors: of(0, 2),
    actionItems: of(1),
    participants: of(0),
    notes: of(0),
    evidence: of(5, 1, 1),
  };
  expect(untouchedWords({ totals } as ChangeSet)).toBe(
    '7 sections, 14 of 17 events, 1 action item and 5 of 6 pieces of evidence: byte for byte the same.',
  );
});

it('writes a step as plain text', () => {
  const changes = {
    events: [
      {
        key: 'event/a',
        fields: [
          { name: 'at', label: 'time', verb: 'retimed', old: '10:09', new: '10:06' },
          {
            name: 'title',
            label: 'title',
            verb: 'reworded',
            old: '',
            new: '',
            ops: [
              ['=', 'table '],
              ['-', 'locked'],
              ['+', 'free'],
            ],
          },
        ],
      },
    ],
    sections: [
      {
        key: 'section/s',
        fields: [
          { name: 'body', document: { blocks: [{ ops: [['=', 'no']] }, { ops: [['+', 'new words\n']] }] } },
        ],
      },
    ],
  } as unknown as ChangeSet;
  const step = (key: string, item: string, noun: Step['noun']): Step => ({
    key,
    item,
    noun,
    label: 'What it was',
  });
  expect(stepText(changes, step('event/a', 'event/a', 'event'))).toBe(
    'What it was\ntime: 10:09 → 10:06\ntitle: table [-locked-]{+free+}',
  );
  expect(stepText(changes, step('section/s/body/1', 'section/s', 'section'))).toBe(
    'What it was\n{+new words+}',
  );
});

it.each([
  ['2026-11-29 08:01:40.837164937', '2026-11-29 09:01:40 Berlin'],
  ['2026-11-29 08:01', '2026-11-29 09:01 Berlin'],
  ['Lee Brandt', 'Lee Brandt'],
])('says %s in the zone of the page', (value, words) => {
  expect(valueWords(value, 'Europe/Berlin')).toBe(words);
});
