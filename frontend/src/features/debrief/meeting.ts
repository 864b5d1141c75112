import { unlinked } from '../../workspace/linked';
import type { AgendaStep, Note, StepStanding, TimelineEvent } from '../../backend/types';

/** The events in the order in which they happened. */
export function inOrder(events: readonly TimelineEvent[]): TimelineEvent[] {
  return [...events].sort((a, b) => Date.parse(a.at.at) - Date.parse(b.at.at));
}

/**
 * The event that the meeting goes on with: the one that was talked about last, else
 * the one that is marked to dive in.
 */
export function followUp(
  events: readonly TimelineEvent[],
  notes: readonly Note[],
): TimelineEvent | undefined {
  const last = notes.findLast((note) => note.ran !== undefined && note.event);
  return events.find(({ id }) => id === last?.event) ?? events.find(({ diveIn }) => diveIn);
}

/** What a note says; a quotation has its marks, unless there are some in it. */
export function wordsOf({ kind, text }: Note): string {
  const words = unlinked(text);
  return kind === 'quote' && !/[“”"]/.test(words) ? `“${words}”` : words;
}

/** What a step can show beside the sections of the document, and what that is called. */
export const stepShows: ReadonlyMap<string, string> = new Map([
  ['', 'nothing'],
  ['people', 'the people'],
  ['timeline', 'the timeline'],
  ['questions', 'open questions'],
  ['factors', 'the factors'],
  ['actions', 'the remediations'],
]);

/** Whether the key types a character. On some keyboards a bracket is AltGr and a letter, which counts as Ctrl and Alt. */
export function isTyped(event: KeyboardEvent): boolean {
  if ([...event.key].length !== 1) return false;
  return event.getModifierState('AltGraph') || !(event.ctrlKey || event.metaKey || event.altKey);
}

/** Who gives how many of their minutes to the steps up to one. */
export function lenders(
  steps: readonly AgendaStep[],
  standing: readonly StepStanding[],
  now: number,
): { title: string; minutes: number }[] {
  return steps.flatMap(({ title }, index) => {
    const step = standing[index];
    const minutes = step && index > now ? step.planned - step.minutes : 0;
    return minutes > 0 ? [{ title, minutes }] : [];
  });
}
