import type { Level } from '../../../backend/types';

/** The levels that can be asked for, the gravest first. */
export const levels: readonly Level[] = ['fatal', 'error', 'warn', 'notice', 'info', 'debug', 'trace'];

function isPattern(token: string): boolean {
  return token.length > 2 && token.startsWith('/') && token.endsWith('/');
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
