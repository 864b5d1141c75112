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

/** Counts tell how much there is to do. Only All counts the example. */
export interface Counts {
  all: number;
  /** their debrief, or sharing, is late, due before a given time, or without a date */
  waiting: number;
  openActions: number;
  /** how many of the open ones nobody owns */
  unownedActions: number;
}

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

/** Learning is something that a retrospective says was learned. */
export interface Learning {
  retrospective: retro.RetrospectiveID;
  /** of the retrospective */
  title: string;
  isExample?: boolean;
  /** At is when the incident began, or when it was saved where nobody knows. */
  at: string;
  /** of the retrospective */
  openActions: number;
  row: retro.RowID;
  /** plain words, on one line */
  learned: string;
  kind?: string;
}

/** LearningQuery says which learnings to list. The zero value is all of them. */
export interface LearningQuery {
  /** all of them stand in it, the last one as the beginning of one */
  words?: string;
  /** one of the choices of the table, "" for all */
  kind?: string;
  /** of incidents that began on that day in UTC or later */
  since?: retro.Date;
  /** of incidents that began on that day in UTC or earlier */
  until?: retro.Date;
  offset?: number;
  /** how many at most, 0 for all */
  limit?: number;
}

/** Learnings is a window of them, those of the newest incident first. */
export interface Learnings {
  rows: Learning[];
  total: number;
}

/** Listing is a window of the retrospectives that a Query finds. */
export interface Listing {
  rows: retro.Summary[];
  /** how many there are, outside of the window too */
  total: number;
}

/** Order is what a list of retrospectives is ordered by. */
export type Order = 'saved' | 'title' | 'incident' | 'impact' | 'stage' | 'due' | 'lead' | 'actions';

/**
 * Outstanding is a window of them, those of the retrospective saved last first
 * and those of the example last.
 */
export interface Outstanding {
  rows: OutstandingItem[];
  total: number;
}

/** OutstandingItem is an action item that somebody still has to do. */
export interface OutstandingItem {
  retrospective: retro.RetrospectiveID;
  /** of the retrospective */
  title: string;
  isExample?: boolean;
  /** its ID, Title, State, Owner and Ticket */
  item: retro.ActionItem;
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

/** Purge tells that something was taken out for good. */
export interface Purge {
  retrospective: retro.RetrospectiveID;
  at: string;
  author?: string;
  /** "a log of 80 bytes"; nothing of what it said */
  what: string;
  /** IsWaiting says that its bytes are still in the file's free space or in copies. */
  isWaiting?: boolean;
}

/**
 * Query says which retrospectives to list. The zero value is all that are not
 * deleted, the one saved last first.
 */
export interface Query {
  /** all of them stand in the title, as parts of words too */
  words?: string;
  /** only those, "" for all */
  stage?: retro.Stage;
  /** only those whose debrief, or sharing, was due before Today */
  isLate?: boolean;
  withoutExample?: boolean;
  order?: Order;
  isReversed?: boolean;
  offset?: number;
  /** how many at most, 0 for all */
  limit?: number;
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
