import type { Citation, Entry } from '../../backend/types';

/**
 * What an event made of these entries cites: their exact lines, each source's
 * neighbouring lines as one run, in the order of the entries. A picture is cited
 * as a whole.
 */
export function citationsOf(entries: readonly Entry[]): Citation[] {
  const citations: Citation[] = [];
  const open = new Map<string, Citation>();
  for (const { evidence, line, lines } of entries) {
    const before = open.get(evidence);
    if (line === 0) {
      if (!before) open.set(evidence, push(citations, { evidence }));
    } else if (before?.toLine !== undefined && line === before.toLine + 1) {
      before.toLine = line + lines - 1;
    } else {
      open.set(evidence, push(citations, { evidence, fromLine: line, toLine: line + lines - 1 }));
    }
  }
  return citations;
}

function push(citations: Citation[], citation: Citation): Citation {
  citations.push(citation);
  return citation;
}

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
  const number = (line: number) => line.toLocaleString('en-GB');
  return fromLine === toLine ? `line ${number(fromLine)}` : `lines ${number(fromLine)} – ${number(toLine)}`;
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
