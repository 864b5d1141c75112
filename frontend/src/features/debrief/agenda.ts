import type { AgendaStep } from '../../backend/types';

export interface Position {
  /** Place of the step in the agenda; its length once all is over. */
  step: number;
  /** Milliseconds left for it; negative once the whole meeting is over. */
  left: number;
}

/** Where a meeting stands that many milliseconds after its start. */
export function positionAt(agenda: readonly AgendaStep[], elapsed: number): Position {
  let end = 0;
  for (const [step, { minutes }] of agenda.entries()) {
    end += minutes * 60_000;
    if (elapsed < end) return { step, left: end - elapsed };
  }
  return { step: agenda.length, left: end - elapsed };
}

/** How many minutes after the start a step ends. */
export function endOf(agenda: readonly AgendaStep[], step: number): number {
  return agenda.slice(0, step + 1).reduce((sum, { minutes }) => sum + minutes, 0);
}
