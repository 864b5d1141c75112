import type {
  ActionItem,
  AgendaStep,
  Content,
  Note,
  NotePlace,
  Question,
  StepStanding,
  TimelineEvent,
} from '../../backend/types';
import { formatOffset } from '../../lib/time';
import { unlinked } from '../../workspace/linked';

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

/** Whether somebody still has to deal with what a note says. */
export function isOpen({ kind, parked, settled }: Note): boolean {
  return !settled && (parked === true || kind === 'question' || kind === 'correction');
}

/** What a note is once somebody has dealt with it. */
export function dealtWith({ kind, parked }: Note): string {
  return kind === 'question'
    ? 'answered'
    : kind === 'correction'
      ? 'taken over'
      : parked
        ? 'settled'
        : 'done';
}

/** What was decided about an action item. */
export function decided(state: ActionItem['state']): string {
  return state === 'wont' ? 'won’t' : state.replaceAll('-', ' ');
}

/** Where what a note said has landed, and how it stands there. */
export interface Landed {
  noun: 'action-item' | 'factor';
  id: string;
  words: string;
}

/** What became of the notes that landed in another room, by the id of the note. */
export function landedOf({
  actionItems,
  factors,
}: Pick<Content, 'actionItems' | 'factors'>): Map<string, Landed> {
  const landed = new Map<string, Landed>();
  for (const { id, note, confidence } of factors)
    if (note) landed.set(note, { noun: 'factor', id, words: `factor, ${confidence}` });
  for (const { id, note, state, owner } of actionItems)
    if (note)
      landed.set(note, {
        noun: 'action-item',
        id,
        words: [decided(state), owner].filter(Boolean).join(', '),
      });
  return landed;
}

/** Where in a recording something is, "0:12:30"; where there are several, behind its number. */
export function placeWords(place: NotePlace | undefined, isNumbered: boolean): string {
  if (!place) return '';
  const at = formatOffset(place.at / 1e6);
  return isNumbered ? `${String(place.recording + 1)} · ${at}` : at;
}

/** What a note says; a quotation has its marks, unless there are some in it. */
export function wordsOf({ kind, text }: Note): string {
  const words = unlinked(text);
  return kind === 'quote' && !/[“”"]/.test(words) ? `“${words}”` : words;
}

/** The questions that were asked before the meeting, those that still wait for an answer first. */
export function openFirst(questions: readonly Question[]): Question[] {
  const isOpen = ({ state }: Question) => state !== 'answered';
  return [...questions.filter(isOpen), ...questions.filter((one) => !isOpen(one))];
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

/** Who would give how many minutes, so that the meeting ends when it was planned to. */
export function offers(
  steps: readonly AgendaStep[],
  standing: readonly StepStanding[],
): { title: string; minutes: number }[] {
  return steps.flatMap(({ title }, index) => {
    const minutes = standing[index]?.offers ?? 0;
    return minutes > 0 ? [{ title, minutes }] : [];
  });
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
