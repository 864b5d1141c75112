import type { Entry, Reading, Vocabulary } from '../backend/types';

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

/** How far into its text the name of who speaks stands in a line of a program. */
const headReach = 160;

/** Who an entry is of, to stand before its text, unless the head of the line names them; in a conversation always. */
export function actorTag({ actor, text, format }: Pick<Entry, 'actor' | 'text' | 'format'>): string {
  if (isChat(format)) return actor;
  const head = text.slice(0, headReach);
  for (let at = head.indexOf(actor); actor && at >= 0; at = head.indexOf(actor, at + 1)) {
    if (!/[\w.-]/.test(head[at - 1] ?? ' ') && !/[\w-]/.test(head[at + actor.length] ?? ' ')) return '';
  }
  return actor;
}

/** What a source is read as; where people and programs speak in it, both: "Slack and log". */
export function readAsWords({ format, formats }: Pick<Reading, 'format' | 'formats'>): string {
  const names = [format, ...Object.keys(formats)].filter((name) => name !== 'text' && known.has(name));
  const [chat] = names.filter(isChat);
  return chat !== undefined && !names.every(isChat) ? `${formatName(chat)} and log` : formatName(format);
}
