/**
 * What differs between two revisions, as package backend/diff says it. Lists
 * stand in the order of the new content; what was removed stands where it used
 * to be.
 */
import type {
  ActionItem,
  Debrief,
  Evidence,
  Factor,
  Note,
  Participant,
  Section,
  TimelineEvent,
} from './types';

/** Both have it (=), only the old (-), only the new (+), or other white space (~ old new). */
export type Op = ['=' | '-' | '+', string] | ['~', string, string];

export interface WordCount {
  same: number;
  added: number;
  removed: number;
  /** Unchanged words in a block that moved. */
  moved: number;
}

export type BlockKind = 'paragraph' | 'heading' | 'list item' | 'quote' | 'table row' | 'code' | 'rule';

export interface ChangedBlock {
  kind: BlockKind;
  status: 'same' | 'changed' | 'added' | 'removed';
  moved: boolean;
  /** Places in the two texts from 0, -1 where it does not stand in that text. */
  old: number;
  new: number;
  oldText: string;
  newText: string;
  ops: Op[];
  /**
   * The section at the other end of a move between sections: the block stands as
   * removed there and as added here, where `ops` say which words changed on the way.
   */
  elsewhere?: { section: string; heading: string; ops?: Op[] };
}

export interface DocumentDiff {
  blocks: ChangedBlock[];
  words: WordCount;
}

/** One part of a thing that differs. */
export interface ChangedField {
  /** As in the JSON of the thing: "at", "title", "body", … */
  name: string;
  /** What people call it: "time", "title", "text", … */
  label: string;
  /** What was done: "retimed", "reworded", … */
  verb: string;
  /** Written for people, times in UTC, "" where there is nothing. */
  old: string;
  new: string;
  /** How much later it is now, in nanoseconds; for times only. */
  shift?: number;
  /** The words that changed; for a line of prose only. */
  ops?: Op[];
  /** The difference of Markdown. */
  document?: DocumentDiff;
}

/** What happened to one thing. */
export interface ChangedItem<T> {
  /** Stable: "event/ID". */
  key: string;
  id: string;
  /** Its name for people: the new one, if it has one. */
  title: string;
  status: 'added' | 'removed' | 'changed';
  /** What a label says: "added", or each thing done to it. */
  verbs: string[];
  moved?: boolean;
  /** Places in the old and the new list from 0, -1 where it is not in that list. */
  from: number;
  to: number;
  old?: T;
  new?: T;
  /** Of an added or removed thing there are none, but a section has its body. */
  fields?: ChangedField[];
}

export interface Particulars {
  title: string;
  template?: string;
  zones?: string[];
  sharedAt?: string;
}

export type Noun =
  | 'particulars'
  | 'event'
  | 'section'
  | 'factor'
  | 'action-item'
  | 'participant'
  | 'debrief'
  | 'note'
  | 'evidence';

/** One place to stop at when stepping through. */
export interface Step {
  /** Key of the item or, for a block of Markdown, "section/ID/body/4": its place in the document's blocks. */
  key: string;
  item: string;
  noun: Noun;
  label: string;
}

/** A thing that moved is also counted in `changed`; `same` are untouched. */
export interface Count {
  added: number;
  removed: number;
  changed: number;
  moved: number;
  same: number;
}

export interface ChangeSet {
  /** "+212 −88 words · 4 events · 2 action items" */
  summary: string;
  totals: {
    /** Of the sections' bodies. */
    words: WordCount;
    sections: Count;
    events: Count;
    factors: Count;
    actionItems: Count;
    participants: Count;
    notes: Count;
    evidence: Count;
  };
  steps: Step[];
  particulars?: ChangedItem<Particulars>;
  events: ChangedItem<TimelineEvent>[];
  sections: ChangedItem<Section>[];
  factors: ChangedItem<Factor>[];
  actionItems: ChangedItem<ActionItem>[];
  participants: ChangedItem<Participant>[];
  /** The meeting without its notes. */
  debrief?: ChangedItem<Debrief>;
  notes: ChangedItem<Note>[];
  evidence: ChangedItem<Evidence>[];
  /** What happened to lists that have no field here. */
  more?: { noun: string; items: ChangedItem<unknown>[]; count: Count }[];
}
