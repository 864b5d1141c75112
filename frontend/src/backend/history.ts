/** A history as the room of revisions reads it: an outline first, then page by page. */
import type { ChangeSet } from './changes';
import type { Revision, TimelineEvent } from './types';

/** A revision in its place in the history. */
export interface Listed {
  revision: Revision;
  /** 0 is the newest; of one that a merge took in, that of the merge. */
  index: number;
  /** Of one that a merge took in, its place among them, from 1 for the newest. */
  within?: number;
  /** The revision before it; missing for the first. */
  before?: string;
  /** What a merge took in. */
  merged?: MergedCount;
}

/** How many revisions a merge took in, and whose. */
export interface MergedCount {
  count: number;
  /** In the order in which they came. */
  authors: string[];
}

/** Automatic revisions that follow each other, from `index` on. */
export interface OutlineRun {
  /** Of the newest. */
  index: number;
  count: number;
  first: string;
  last: string;
  /** In the order in which they came. */
  authors: string[];
}

/** A day on which automatic revisions were saved. */
export interface OutlineDay {
  /** Like 2026-03-15, in the zone asked for. */
  day: string;
  runs: OutlineRun[];
}

/** A history in few lines, however long it is. */
export interface Outline {
  total: number;
  /** How many revisions of others stand under its merges, beside `total`. */
  merged: number;
  /** Bytes that all revisions added to the library. */
  size: number;
  /** The two that are worth comparing first; the same one where there is no other. */
  from: Listed;
  to: Listed;
  /** The newest revision and all checkpoints, the newest first. */
  checkpoints: Listed[];
  days: OutlineDay[];
}

/** What a revision changed of the one before it. */
export interface RevisionSummary {
  revision: string;
  text: string;
  /** What of it cannot be read. */
  damage?: string;
}

/** A thing in which something stands. */
export interface Place {
  /** "section", "event", "title", …; missing for the debrief. */
  noun?: string;
  id?: string;
  title?: string;
}

/** A revision in which words appeared, or else vanished. */
export interface Seen extends Listed {
  appeared: boolean;
  place: Place;
}

/** What two revisions differ in. */
export interface Comparison {
  from: Listed;
  to: Listed;
  changes: ChangeSet;
  /** The later timeline, all of it, where an event changed. */
  events: TimelineEvent[];
  /** What could not be read of the two, in words. */
  damage: string[];
}
