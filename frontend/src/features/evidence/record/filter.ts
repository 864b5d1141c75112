import type { Evidence, Level } from '../../../backend/types';

/** What a person typed into the filter, understood. */
export interface Filter {
  /** What must occur as it stands, or a regular expression between slashes. */
  text: string;
  levels: Level[];
  /** Evidence ids; none means all. */
  sources: string[];
  /** Whose entries, or "". */
  actor: string;
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
 * Reads `text /regexp/ level:error,warn source:router source:"pg primary" actor:dana`.
 * A level of error includes the fatal ones; a source is found by any part of its
 * label, an actor by the whole name, upper and lower case alike.
 */
export function parseFilter(written: string, evidence: readonly Pick<Evidence, 'id' | 'label'>[]): Filter {
  const filter: Filter = { text: '', levels: [], sources: [], actor: '', problem: '' };
  const words: string[] = [];
  const patterns: string[] = [];
  for (const token of tokens(written)) {
    const [, key, value = ''] = /^(level|source|actor):(.*)$/is.exec(token) ?? [];
    if (key?.toLowerCase() === 'level') addLevels(filter, value);
    else if (key?.toLowerCase() === 'source') addSources(filter, unquote(value), evidence);
    else if (key) filter.actor = unquote(value);
    else if (isPattern(token)) patterns.push(token);
    else words.push(token);
  }
  if (patterns.length > 1 || (patterns.length > 0 && words.length > 0)) {
    filter.problem ||= 'a regular expression stands alone, beside level:, source: and actor: only';
  }
  filter.text = patterns[0] ?? words.join(' ');
  return filter;
}

/** The same filter for the entries of another actor, or of anyone where it is "". */
export function withActor(written: string, actor: string): string {
  const others = tokens(written).filter((token) => !/^actor:/i.test(token));
  const name = actor.replaceAll('"', '');
  return [...others, ...(name === '' ? [] : [`actor:${/\s/.test(name) ? `"${name}"` : name}`])].join(' ');
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
  return isPattern(text)
    ? patternOf({ text: text.slice(1, -1), regexp: true, case: false })
    : patternOf({ text, regexp: false, case: false });
}

/** What to mark for a text, or a regular expression, that is looked for. */
export function patternOf(wanted: { text: string; regexp: boolean; case: boolean }): RegExp | undefined {
  if (wanted.text === '') return undefined;
  const source = wanted.regexp ? wanted.text : wanted.text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  try {
    return new RegExp(source, wanted.case ? 'gm' : 'gim');
  } catch {
    return undefined;
  }
}
