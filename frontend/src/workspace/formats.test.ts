import { beforeAll, expect, it } from 'vitest';
import { formatName, isChat, learnFormats, readAsWords } from './formats';

beforeAll(() => {
  const log = { title: '', kind: 'log' } as const;
  learnFormats([
    { name: 'iso', label: 'ISO 8601 log', ...log },
    { name: 'syslog', label: 'syslog', ...log },
    { name: 'text', label: 'plain text', ...log },
    { name: 'slack', label: 'Slack', title: '', kind: 'chat' },
  ]);
});

it('says what a source is read as, and where people speak in a log, both', () => {
  expect(readAsWords({ format: 'iso', formats: { iso: 1200, slack: 2 } })).toBe('Slack and log');
  expect(readAsWords({ format: 'slack', formats: { slack: 9, syslog: 1, iso: 3, text: 8 } })).toBe(
    'Slack and log',
  );
  expect(readAsWords({ format: 'iso', formats: { iso: 12, syslog: 3, text: 1 } })).toBe('ISO 8601 log');
});

it('knows formats by their names', () => {
  expect([isChat('slack'), isChat('iso'), isChat('unknown_one')]).toEqual([true, false, false]);
  expect(formatName('unknown_one')).toBe('unknown one');
});
