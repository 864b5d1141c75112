import type { Citation } from '../backend/types';

/** A stretch of plain text, or the words of a link to evidence in it. */
export interface Linked {
  words: string;
  to?: Citation;
}

const link = /\[([^[\]\n]+)\]\(evidence\/([0-9a-z]+)(?:#L(\d+)(?:-L?(\d+))?)?\)/g;

/** Divides a text that is no Markdown at its links to evidence, as retro.Linked does. */
export function linked(text: string): Linked[] {
  const all: Linked[] = [];
  let rest = 0;
  for (const found of text.matchAll(link)) {
    const [whole, words = '', evidence = '', from, to] = found;
    if (found.index > rest) all.push({ words: text.slice(rest, found.index) });
    const lines = from === undefined ? {} : { fromLine: Number(from), toLine: Number(to ?? from) };
    all.push({ words, to: { evidence, ...lines } });
    rest = found.index + whole.length;
  }
  if (rest < text.length) all.push({ words: text.slice(rest) });
  return all;
}

/** The text with its links as their words, for where nothing can be followed. */
export function unlinked(text: string): string {
  return linked(text)
    .map(({ words }) => words)
    .join('');
}
