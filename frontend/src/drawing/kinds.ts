import type { EventKind, Lane, TimelineEvent, Vocabulary } from '../backend/types';

export const lanes: readonly Lane[] = ['systems', 'people', 'customers'];

/** Whom an event is about; a kind that people made is about people. */
export function laneOf(event: TimelineEvent, { eventKinds, lanes: known }: Vocabulary): Lane {
  return known[eventKinds.indexOf(event.kind)] ?? 'people';
}

const known: readonly EventKind[] = [
  'trigger',
  'change',
  'detection',
  'impact',
  'diagnosis',
  'action',
  'communication',
  'decision',
  'observation',
  'resolution',
  'organisation',
];

/** The class that colours an event of the kind; see kinds.css. */
export function kindClass(kind: EventKind): string {
  return known.includes(kind) ? `kind-${kind}` : 'kind-other';
}
