import type { Evidence, TimelineEvent } from '../../backend/types';

/** A line that is nothing but evidence: `![caption](evidence/ID)` or `[caption](evidence/ID#L10-L20)`. */
export const embedLine = /^!?\[[^\]]*\]\(evidence\/[^)\s]+\)$/;

/** Something that can be put into the text. */
export interface Embeddable {
  id: string;
  title: string;
  detail: string;
  source: string;
  /** The picture's hash, for a thumbnail. */
  picture?: string;
}

/**
 * What the evidence and the timeline offer for embedding: every picture, and every
 * stretch of lines that an event cites, under the event's title.
 */
export function embeddables(evidence: readonly Evidence[], events: readonly TimelineEvent[]): Embeddable[] {
  const pictures = evidence
    .filter(({ kind }) => kind === 'screenshot')
    .map((one) => ({
      id: one.id,
      title: one.caption || one.label,
      detail: 'screenshot',
      source: `![${plain(one.caption || one.label)}](evidence/${one.id})`,
      picture: one.hash,
    }));
  const lines = events.flatMap((event) =>
    (event.citations ?? []).flatMap(({ evidence: id, fromLine, toLine }, index) => {
      const from = evidence.find((one) => one.id === id);
      if (!from || !fromLine) return [];
      const last = toLine ?? fromLine;
      return [
        {
          id: `${event.id}-${String(index)}`,
          title: event.title,
          detail: `${from.label}, lines ${String(fromLine)} – ${String(last)}`,
          source: `[${plain(event.title)}](evidence/${id}#L${String(fromLine)}-L${String(last)})`,
        },
      ];
    }),
  );
  return [...pictures, ...lines];
}

/** A caption that cannot end its own brackets. */
function plain(caption: string): string {
  return caption.replace(/[[\]\n]/g, ' ').trim();
}

/** The ids of the evidence that a text embeds or cites. */
export function citedIn(body: string): string[] {
  return [...new Set([...body.matchAll(/\]\(evidence\/([^)#\s]+)/g)].map((match) => match[1] ?? ''))];
}
