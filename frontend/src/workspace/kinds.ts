import type { EventKind, TimelineEvent } from '../backend/types';

/** Who an event is about, as the lanes of the drawing tell it. */
export type Lane = 'systems' | 'people' | 'customers';

export const lanes: readonly Lane[] = ['systems', 'people', 'customers'];

const systems: readonly EventKind[] = ['trigger', 'change', 'observation'];

export function laneOf(event: TimelineEvent): Lane {
  if (event.kind === 'impact') return 'customers';
  return systems.includes(event.kind) ? 'systems' : 'people';
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
