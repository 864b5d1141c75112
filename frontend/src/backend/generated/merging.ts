// Written by build/bindings from the Go of the same name. Do not edit.
import type * as diff from './diff';
import type * as retro from './retro';

/** Conflict is a conflict to be settled, with the words that each side changed. */
export interface Conflict {
  /** which of this retrospective, never used again */
  number: number;
  /** what came in, like “the edited page” */
  from: string;
  noun: retro.Noun;
  /** of the thing, "" for the retrospective itself */
  id: string;
  /**
   * Field is as in the JSON of the thing, or one of those for a thing that was taken
   * out there as a whole.
   */
  field: string;
  /** of the thing, for people */
  title: string;
  /**
   * Base is what both began from, Mine what stands here, Theirs what came in.
   * Times are in UTC.
   */
  base: string;
  mine: string;
  theirs: string;
  /**
   * Value is Theirs as JSON, for a field that is set from it; "" for one that is
   * set from its text.
   */
  value?: string;
  /** what people call the field */
  label: string;
  mineOps?: diff.Op[];
  theirsOps?: diff.Op[];
}

/** Decision settles a conflict. Text is what SettleEdit puts in place of both. */
export interface Decision {
  choice: Settlement;
  text?: string;
}

/** Settlement is a choice between the two sides of a conflict. */
export type Settlement = 'mine' | 'theirs' | 'both' | 'edit';
