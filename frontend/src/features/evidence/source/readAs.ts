import type { Evidence, Reading, Vocabulary } from '../../../backend/types';
import { count } from '../../../lib/text';
import { formatMoment, zoneName } from '../../../lib/time';

/** The choice for what is kept as a file and not read. */
const kept = 'kept';
/** The format of plain text, whose lines have no times. */
export const plainText = 'text';

/** Whether a source is lines of text, or may be. */
export function isReadable({ kind }: Pick<Evidence, 'kind'>): boolean {
  return kind !== 'screenshot' && kind !== 'link';
}

/** Whether a source is read as entries with times. */
export function isLog({ kind }: Pick<Evidence, 'kind'>): boolean {
  return kind === 'log' || kind === 'chat';
}

/** What a source can be read as, by the words of the list that people choose from. */
export function readingChoices(
  evidence: Pick<Evidence, 'kind'>,
  formats: Vocabulary['formats'],
): { value: string; title: string }[] {
  return [
    ...(evidence.kind === 'file' ? [{ value: kept, title: 'Not read, kept as a file' }] : []),
    { value: '', title: 'As it is recognised' },
    { value: 'day_month', title: 'As it is recognised, days before months' },
    { value: 'month_day', title: 'As it is recognised, months before days' },
    { value: 'year_month', title: 'As it is recognised, years of two digits first' },
    ...formats.map(({ name, title }) => ({ value: name, title })),
  ];
}

/** Which of them is chosen now. */
export function readingChoice({ kind, format }: Pick<Evidence, 'kind' | 'format'>): string {
  if (kind === 'file') return kept;
  return kind === 'note' ? plainText : (format ?? '');
}

/** What a choice makes of a source: of which kind it is then, and in which format. */
export function readAs(
  evidence: Pick<Evidence, 'kind' | 'format'>,
  choice: string,
  formats: Vocabulary['formats'],
): { kind: Evidence['kind']; format: string | undefined } {
  if (choice === readingChoice(evidence)) return { kind: evidence.kind, format: evidence.format };
  const format = formats.find(({ name }) => name === choice);
  const recognised = evidence.kind === 'chat' ? 'chat' : 'log';
  return { kind: format?.kind ?? recognised, format: choice || undefined };
}

/** "2026-03-14 21:40:00 to 2026-03-14 22:10:00, in UTC", or "" where no entry has a time. */
export function spanOf({ first, last }: Pick<Reading, 'first' | 'last'>, zone: string): string {
  return first && last
    ? `${formatMoment(first, zone)} to ${formatMoment(last, zone)}, in ${zoneName(zone)}`
    : '';
}

/** What a way to read a source comes to. */
export function outcomeOf(reading: Pick<Reading, 'entries' | 'first' | 'last'>, zone: string): string {
  return `${count(reading.entries, 'entry', 'entries')}, ${spanOf(reading, zone) || 'none with a time'}`;
}
