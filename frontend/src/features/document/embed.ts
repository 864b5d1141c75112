import type { Evidence, Region, TimelineEvent } from '../../backend/types';
import { lineSpan } from '../../lib/text';
import { fragmentOf } from '../../workspace/region';

/** A line that is nothing but evidence: `![caption](evidence/ID)` or `[caption](evidence/ID#L10-L20)`. */
export const embedLine = /^!?\[[^\]]*\]\(evidence\/[^)\s]+\)$/;

/** Something that can be put into the text. */
export interface Embeddable {
  id: string;
  title: string;
  detail: string;
  source: string;
  /** The screenshot, for a thumbnail, and the part of it that is meant. */
  picture?: Evidence;
  part?: Region;
}

/**
 * What the evidence and the timeline offer for embedding: every chart, every picture and
 * every part of one that is marked to be cited, and every stretch of lines that an event cites, under the event's title.
 */
export function embeddables(evidence: readonly Evidence[], events: readonly TimelineEvent[]): Embeddable[] {
  const pictures = evidence
    .filter(({ kind }) => kind === 'screenshot')
    .flatMap((one): Embeddable[] => {
      const title = one.caption || one.label;
      const whole = { id: one.id, title, detail: 'screenshot', source: embedOf(title, one.id), picture: one };
      const parts = (one.regions ?? []).filter(({ kind }) => kind === 'cite');
      return [
        whole,
        ...parts.map((part, index) => ({
          id: `${one.id}-${String(index)}`,
          title: part.label || title,
          detail: `a part of ${one.label}`,
          source: embedOf(part.label || title, `${one.id}#${fragmentOf(part)}`),
          picture: one,
          part,
        })),
      ];
    });
  const charts = evidence
    .filter(({ kind }) => kind === 'chart')
    .map((one): Embeddable => {
      const title = one.caption || one.label;
      return { id: one.id, title, detail: 'chart', source: embedOf(title, one.id) };
    });
  const lines = events.flatMap((event) =>
    (event.citations ?? []).flatMap(({ evidence: id, fromLine, toLine }, index) => {
      const from = evidence.find((one) => one.id === id);
      if (!from || !fromLine) return [];
      const last = toLine ?? fromLine;
      return [
        {
          id: `${event.id}-${String(index)}`,
          title: event.title,
          detail: `${from.label}, ${lineSpan(fromLine, last)}`,
          source: embedOf(event.title, `${id}#L${String(fromLine)}-L${String(last)}`),
        },
      ];
    }),
  );
  return [...charts, ...pictures, ...lines];
}

function embedOf(caption: string, place: string): string {
  return `![${plainCaption(caption)}](evidence/${place})`;
}

/** A caption that cannot end its own brackets. */
export function plainCaption(caption: string): string {
  return caption.replace(/[[\]\n]/g, ' ').trim();
}

/** The ids of the evidence that a text embeds or cites. */
export function citedIn(body: string): string[] {
  return [...new Set([...body.matchAll(/\]\(evidence\/([^)#\s]+)/g)].map((match) => match[1] ?? ''))];
}
