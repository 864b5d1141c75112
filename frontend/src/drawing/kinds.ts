import type { EventKind } from '../backend/types';

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
  'sitrep',
];

/** The class that colours an event of the kind; see kinds.css. */
export function kindClass(kind: EventKind): string {
  return known.includes(kind) ? `kind-${kind}` : 'kind-other';
}
