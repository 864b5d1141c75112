// Written by build/bindings from the Go of the same name. Do not edit.
import type * as retro from './retro';

/** Copy is a copy of the library. */
export interface Copy {
  /** of its file, in the folder of copies */
  name: string;
  path: string;
  at: string;
  why: CopyReason;
  /** bytes */
  size: number;
  isDamaged: boolean;
}

/** CopyReason says why a copy was made. */
export type CopyReason = 'daily' | 'by-hand' | 'upgrade' | 'restore';

/** Hit is one place where a search found its words. */
export interface Hit {
  retrospective: retro.RetrospectiveID;
  /** of the retrospective */
  title: string;
  noun: retro.Noun;
  /** of the noun, "" for the particulars */
  id: string;
  heading: string;
  snippet: SnippetPart[];
}

/** Place is a thing in which something stands. */
export interface Place {
  /** "" for the debrief */
  noun?: retro.Noun;
  id?: string;
  title?: string;
}

/** Problem is one thing that is not as it was stored. */
export interface Problem {
  /**
   * Retrospective and Revision say where, as far as it is known; Revision is the
   * newest that is affected.
   */
  retrospective?: retro.RetrospectiveID;
  revision?: retro.RevisionID;
  /** a phrase for a person */
  what: string;
}

/** Report is what Check found. */
export interface Report {
  retrospectives: number;
  revisions: number;
  pieces: number;
  originals: number;
  /** of the originals */
  bytes: number;
  /** empty for a sound library */
  problems: Problem[];
}

/** SnippetPart is a piece of a hit's text; Match marks the words found. */
export interface SnippetPart {
  text: string;
  match: boolean;
}

/** Unpacked is what ReadBundle took over. */
export interface Unpacked {
  retrospective: retro.RetrospectiveID;
  outcome: UnpackedOutcome;
  /** how many the library has not had */
  revisions: number;
  /** whom a history that was merged comes from */
  from?: string;
}

/** UnpackedOutcome says what became of a bundle. */
export type UnpackedOutcome = 'new' | 'extended' | 'same' | 'merged';
