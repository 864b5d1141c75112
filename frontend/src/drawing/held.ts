import type { Edge } from '../backend/types';
import type { Moment } from './hands';

/** An event in a hand: what of it, and where it would be put. */
export interface Held {
  id: string;
  edge: Edge;
  from: number;
  to: number;
  /** What stands where it would be put: it means that time exactly. */
  snap?: Moment | undefined;
  /** What is part of it and moves along. */
  parts?: ReadonlySet<string>;
}

/** Whether an event is in the hand, or part of one that is. */
export function isHeld(held: Held | undefined, id: string): boolean {
  return held !== undefined && (held.id === id || held.parts?.has(id) === true);
}

/** Where a mark, or the beginning or the end of a span, stands while it may be in the hand. */
export function shifted(held: Held | undefined, id: string, at: number, edge: 'from' | 'to'): number {
  if (!held || !isHeld(held, id)) return at;
  const moves =
    held.edge === 'whole' ||
    (held.edge === 'start' && edge === 'from') ||
    (held.edge === 'end' && edge === 'to');
  return moves ? at + held.to - held.from : at;
}
