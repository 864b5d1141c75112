import type { Reading, Vocabulary } from '../backend/types';

type Formats = Vocabulary['formats'];

let known = new Map<string, Formats[number]>();

/** Learns once, at the start, what formats are called. */
export function learnFormats(formats: Formats): void {
  known = new Map(formats.map((format) => [format.name, format]));
}

/** "nginx_access" as people write it: "nginx access log". */
export function formatName(format: string): string {
  return known.get(format === '' ? 'text' : format)?.label ?? format.replaceAll('_', ' ');
}

/** Whether entries of this format are what people wrote to each other. */
export function isChat(format: string): boolean {
  return known.get(format)?.kind === 'chat';
}

/** What a source is read as; where people and programs speak in it, both: "Slack and ISO 8601 log". */
export function readAsWords({ format, formats }: Pick<Reading, 'format' | 'formats'>): string {
  const others = Object.entries(formats)
    .filter(([name]) => name !== 'text' && known.has(name) && isChat(name) !== isChat(format))
    .toSorted(([, a], [, b]) => b - a);
  const [other] = others;
  const names = [format, ...(other ? [other[0]] : [])].toSorted(
    (a, b) => Number(isChat(b)) - Number(isChat(a)),
  );
  return names.map(formatName).join(' and ');
}
