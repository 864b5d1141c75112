import type { Citation } from '../../backend/types';
import { lineSpan } from '../../lib/text';

/** Adds citations to those there are, without saying anything twice. */
export function mergeCitations(old: readonly Citation[], added: readonly Citation[]): Citation[] {
  const key = ({ evidence, fromLine = 0, toLine = 0, region }: Citation) =>
    `${evidence}:${String(fromLine)}-${String(toLine)} ${region ? JSON.stringify(region) : ''}`;
  const known = new Set(old.map(key));
  return [...old, ...added.filter((citation) => !known.has(key(citation)))];
}

/** "line 612", "lines 612 – 613", "2 places", or "the picture". */
export function describeCitations(citations: readonly Citation[]): string {
  const [first] = citations;
  if (!first || citations.length > 1) return `${String(citations.length)} places`;
  const { fromLine, toLine } = first;
  if (fromLine === undefined || toLine === undefined) return 'the picture';
  return lineSpan(fromLine, toLine);
}

/** Markdown that leads to the lines from within a sentence: `[router, lines 10 – 12](evidence/ID#L10-L12)`. */
export function linkOf(citations: readonly Citation[], label: (evidence: string) => string): string {
  return citations
    .map((citation) => {
      const { evidence, fromLine } = citation;
      const name = label(evidence)
        .replace(/[[\]\n]+/g, ' ')
        .trim();
      if (fromLine === undefined) return `[${name}](evidence/${evidence})`;
      const words = describeCitations([citation]);
      return markdownOf([citation], `${name}, ${words}`);
    })
    .join(', ');
}

/** Markdown that shows the lines in the document: `[caption](evidence/ID#L10-L12)`. */
export function markdownOf(citations: readonly Citation[], caption: string): string {
  const words = caption.replace(/[[\]\n]+/g, ' ').trim();
  return citations
    .map(({ evidence, fromLine, toLine }) =>
      fromLine === undefined
        ? `![${words}](evidence/${evidence})`
        : `[${words}](evidence/${evidence}#L${String(fromLine)}-L${String(toLine ?? fromLine)})`,
    )
    .join('\n\n');
}
