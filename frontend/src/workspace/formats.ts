import type { Reading, Vocabulary } from '../backend/types';

type Formats = Vocabulary['formats'];

let known = new Map<string, Formats[number]>();

/** Learns once, at the start, what formats are called. */
export function learnFormats(formats: Formats): void {
  known = new Map(formats.map((format) => [format.name, format]));
}

/** "nginx_access" as people write it: "Access log". */
export function formatName(format: string): string {
  return known.get(format === '' ? 'text' : format)?.label ?? format.replaceAll('_', ' ');
}

/** Whether entries of this format are what people wrote to each other. */
export function isChat(format: string): boolean {
  return known.get(format)?.kind === 'chat';
}

/** What a source is read as; where people and programs speak in it, both: "Slack and log". */
export function readAsWords({ format, formats }: Pick<Reading, 'format' | 'formats'>): string {
  const names = [format, ...Object.keys(formats)].filter((name) => name !== 'text' && known.has(name));
  const [chat] = names.filter(isChat);
  return chat !== undefined && !names.every(isChat) ? `${formatName(chat)} and log` : formatName(format);
}
