// Written by build/bindings from the Go of the same name. Do not edit.
import type * as retro from './retro';

/** Landing is a part of a reply, and what it answers. */
export interface Landing {
  /** Question is "" where nobody can say. */
  question?: retro.QuestionID;
  who?: string;
  at?: string;
  text: string;
}
