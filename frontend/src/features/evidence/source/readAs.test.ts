import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../backend/types';
import { outcomeOf, readAs, readingChoice, readingChoices } from './readAs';

const formats: { name: string; label: string; title: string; kind: Evidence['kind'] }[] = [
  { name: 'postgres', label: 'PostgreSQL', title: 'PostgreSQL server log', kind: 'log' },
  { name: 'slack', label: 'Slack', title: 'Slack conversation', kind: 'chat' },
  { name: 'text', label: 'Plain text', title: 'Plain text', kind: 'note' },
];

describe('readAs', () => {
  it.each<[Pick<Evidence, 'kind' | 'format'>, string, ReturnType<typeof readAs>]>([
    [{ kind: 'note' }, '', { kind: 'log', format: undefined }],
    [{ kind: 'note' }, 'slack', { kind: 'chat', format: 'slack' }],
    [{ kind: 'note' }, 'text', { kind: 'note', format: undefined }],
    [{ kind: 'file' }, 'postgres', { kind: 'log', format: 'postgres' }],
    [{ kind: 'file' }, 'kept', { kind: 'file', format: undefined }],
    [{ kind: 'log', format: 'postgres' }, '', { kind: 'log', format: undefined }],
    [{ kind: 'log' }, 'text', { kind: 'note', format: 'text' }],
    [{ kind: 'log', format: 'text' }, 'text', { kind: 'log', format: 'text' }],
    [{ kind: 'chat' }, 'day_month', { kind: 'chat', format: 'day_month' }],
    [{ kind: 'chat' }, 'postgres', { kind: 'log', format: 'postgres' }],
  ])('%j as %j', (evidence, choice, want) => {
    expect(readAs(evidence, choice, formats)).toEqual(want);
  });

  it('offers what is chosen now', () => {
    for (const kind of ['log', 'chat', 'note', 'file'] as const) {
      const choices = readingChoices({ kind }, formats).map(({ value }) => value);
      expect(choices).toContain(readingChoice({ kind }));
    }
  });
});

it('says what a reading comes to', () => {
  const at = (clock: string) => ({ at: `2026-03-14T${clock}Z`, zone: 'Z', precision: 'second' as const });
  expect(outcomeOf({ entries: 1204, first: at('21:40:00'), last: at('22:10:00') }, 'UTC')).toBe(
    '1,204 entries, 2026-03-14 21:40:00 to 2026-03-14 22:10:00, in UTC',
  );
  expect(outcomeOf({ entries: 1 }, 'UTC')).toBe('1 entry, none with a time');
});
