import type { Evidence, Level } from '../../backend/types';

/** What a person typed into the filter, understood. */
export interface Filter {
  /** What must occur as it stands, or a regular expression between slashes. */
  text: string;
  levels: Level[];
  /** Evidence ids; none means all. */
  sources: string[];
  /** Why a part of it could not be understood, or "". */
  problem: string;
}

/** The levels that can be asked for, the gravest first. */
export const levels: readonly Level[] = ['fatal', 'error', 'warn', 'notice', 'info', 'debug', 'trace'];

const aliases: Record<string, readonly Level[]> = {
  error: ['error', 'fatal'],
  err: ['error', 'fatal'],
  errors: ['error', 'fatal'],
  warning: ['warn'],
  warnings: ['warn'],
  critical: ['fatal'],
};

/**
 * Reads `text /regexp/ level:error,warn source:router source:"pg primary"`.
 * A level of error includes the fatal ones; a source is found by any part of its
 * label, upper and lower case alike.
 */
export function parseFilter(written: string, evidence: readonly Pick<Evidence, 'id' | 'label'>[]): Filter {
  const filter: Filter = { text: '', levels: [], sources: [], problem: '' };
  const words: string[] = [];
  const patterns: string[] = [];
  for (const token of tokens(written)) {
    const [, key, value = ''] = /^(level|source):(.*)$/is.exec(token) ?? [];
    if (key?.toLowerCase() === 'level') addLevels(filter, value);
    else if (key?.toLowerCase() === 'source') addSources(filter, unquote(value), evidence);
    else if (isPattern(token)) patterns.push(token);
    else words.push(token);
  }
  if (patterns.length > 1 || (patterns.length > 0 && words.length > 0)) {
    filter.problem ||= 'a regular expression stands alone, beside level: and source: only';
  }
  filter.text = patterns[0] ?? words.join(' ');
  return filter;
}

/** Splits at white space, but not within slashes or quotes. */
function tokens(written: string): string[] {
  return written.match(/\/(?:\\.|[^/\\])+\/(?=\s|$)|(?:[^\s"]|"[^"]*(?:"|$))+/g) ?? [];
}

function isPattern(token: string): boolean {
  return token.length > 2 && token.startsWith('/') && token.endsWith('/');
}

function unquote(value: string): string {
  return value.replaceAll('"', '').trim();
}

function addLevels(filter: Filter, value: string): void {
  for (const name of value.toLowerCase().split(',').filter(Boolean)) {
    const known = aliases[name] ?? levels.filter((level) => level === name);
    if (known.length === 0) filter.problem ||= `there is no level “${name}”`;
    filter.levels.push(...known.filter((level) => !filter.levels.includes(level)));
  }
}

function addSources(filter: Filter, name: string, evidence: readonly Pick<Evidence, 'id' | 'label'>[]): void {
  if (name === '') return;
  const found = evidence.filter(({ label }) => label.toLowerCase().includes(name.toLowerCase()));
  if (found.length === 0) filter.problem ||= `no source is called “${name}”`;
  filter.sources.push(...found.map(({ id }) => id).filter((id) => !filter.sources.includes(id)));
}

/** A piece of a text, and whether the filter found it. */
export interface Piece {
  text: string;
  match: boolean;
}

/** Cuts a text at what the filter finds in it. */
export function highlight(text: string, finder: RegExp | undefined): Piece[] {
  if (!finder) return [{ text, match: false }];
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(finder)) {
    if (found[0] === '') continue;
    if (found.index > from) pieces.push({ text: text.slice(from, found.index), match: false });
    pieces.push({ text: found[0], match: true });
    from = found.index + found[0].length;
  }
  if (from < text.length || pieces.length === 0) pieces.push({ text: text.slice(from), match: false });
  return pieces;
}

/**
 * What to mark in the rows for a filter's text. A regular expression that only
 * Go understands marks nothing.
 */
export function finderOf(text: string): RegExp | undefined {
  if (text === '') return undefined;
  try {
    if (isPattern(text)) return new RegExp(text.slice(1, -1), 'gi');
    return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi');
  } catch {
    return undefined;
  }
}
