import type { Vocabulary } from '../backend/types';

let labels = new Map<string, string>();

/** Learns once, at the start, what formats are called. */
export function learnFormats(formats: Vocabulary['formats']): void {
  labels = new Map(formats.map(({ name, label }) => [name, label]));
}

/** "nginx_access" as people write it: "nginx access log". */
export function formatName(format: string): string {
  return labels.get(format === '' ? 'text' : format) ?? format.replaceAll('_', ' ');
}
