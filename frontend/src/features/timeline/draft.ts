import type { Feeling, Instant, TimelineEvent } from '../../backend/types';
import type { Form } from '../../forms/form.svelte';

/** What a person types of an event; times as text until they are read. */
export interface Draft {
  at: string;
  /** Which of the readings of `at` is meant. */
  reading: number;
  end: string;
  knownAt: string;
  kind: string;
  /** A kind that nobody knew before and that was made on purpose. */
  newKind: string;
  title: string;
  body: string;
  role: string;
  name: string;
  interpretation: boolean;
  /** The event that it is part of, as it is offered; empty for none. */
  within: string;
  /** How people felt: "Dana: low, could not sleep; Joel: hopeful". */
  feelings: string;
}

/** What of an event is edited where it stands. */
export type Part = 'at' | 'end' | 'kind' | 'title' | 'role' | 'name' | 'knownAt' | 'body';

/** The parts that a row of the list shows, as Tab goes through them. */
export const rowParts: readonly Part[] = ['at', 'end', 'kind', 'title', 'role', 'name'];

/** One part of an event, and where it is edited. */
export interface InPlace {
  part: Part;
  place: 'row' | 'inspector';
}

/** An event that is being written. */
export interface Writing {
  /** Empty for an event that is not there yet. */
  id: string;
  /** The one part that is edited where it stands; nothing for the form of all. */
  only?: InPlace | undefined;
  /** The event below whose row a new one is written. */
  below: string | undefined;
  form: Form<Draft>;
  /** The event that came of it. */
  saved?: string;
}

/** Writes how somebody felt, as it is read. */
export function felt({ who, mood, words }: Feeling): string {
  return `${who ? `${who}: ` : ''}${mood}${words ? `, ${words}` : ''}`;
}

/** The event that was typed; what a form has no field for stays as it was. */
export function eventOf(
  id: string,
  draft: Draft,
  times: { at: Instant; end?: Instant; knownAt?: Instant },
  before: TimelineEvent | undefined,
): TimelineEvent {
  const actor = {
    ...(draft.role.trim() === '' ? {} : { role: draft.role.trim() }),
    ...(draft.name.trim() === '' ? {} : { name: draft.name.trim() }),
  };
  const kept: Partial<TimelineEvent> = { ...before };
  for (const typed of ['end', 'knownAt', 'body', 'interpretation', 'actor', 'within', 'feelings'] as const)
    Reflect.deleteProperty(kept, typed);
  return {
    ...kept,
    id,
    ...times,
    kind: draft.kind,
    title: draft.title.trim(),
    ...(draft.body.trim() === '' ? {} : { body: draft.body }),
    ...(draft.interpretation ? { interpretation: true } : {}),
    ...(Object.keys(actor).length === 0 ? {} : { actor }),
  };
}
