// Written by build/bindings from the Go of the same name. Do not edit.
import type * as markdown from './markdown';
import type * as retro from './retro';

/**
 * Block is one block of either text or of both. Old and New are its places,
 * counted from 0 in each text, and -1 where it does not stand in that text. A
 * block that moved and changed has both: Moved and the status changed. A
 * paragraph that was split, or two that were joined, are one block here.
 */
export interface Block {
  kind: markdown.Kind;
  status: BlockStatus;
  moved: boolean;
  old: number;
  new: number;
  oldText: string;
  newText: string;
  ops: Op[];
  /**
   * Elsewhere is set in a change set alone, for a block that moved between two
   * sections: it stands as removed in the one, as added in the other.
   */
  elsewhere?: Elsewhere;
}

/** BlockStatus is what became of a block. */
export type BlockStatus = 'same' | 'changed' | 'added' | 'removed';

/** Change is an [Item] of any list: Old and New are records of that list. */
export interface Change {
  key: string;
  id: string;
  title: string;
  status: Status;
  verbs: string[];
  moved?: boolean;
  from: number;
  to: number;
  old?: retro.Record;
  new?: retro.Record;
  fields?: Field[];
}

/**
 * ChangeSet is everything that differs between two contents, by the ids of
 * things. It holds the new values, so that [Apply] can make the later content
 * from the earlier one, and what a person needs to read it. Lists stand in the
 * order of the new content; what was removed stands where it used to be.
 */
export interface ChangeSet {
  /** Summary says the whole in a few words: "+212 −88 words · 4 events". */
  summary: string;
  totals: Totals;
  /**
   * Steps are the places to stop at when stepping through, in the order of
   * reading: timeline, document, factors, action items, people, evidence.
   */
  steps: Step[];
  particulars?: Item<retro.Particulars>;
  events: Item<retro.Event>[];
  sections: Item<retro.Section>[];
  factors: Item<retro.Factor>[];
  actionItems: Item<retro.ActionItem>[];
  participants: Item<retro.Participant>[];
  /** Debrief is the meeting without its notes. */
  debrief?: Item<retro.Debrief>;
  notes: Item<retro.Note>[];
  evidence: Item<retro.Evidence>[];
  /** More is what happened to lists that have no field here. */
  more?: ListChanges[];
}

/**
 * Count counts the things of one noun. One that moved is also counted in
 * Changed; Same are untouched.
 */
export interface Count {
  added: number;
  removed: number;
  changed: number;
  moved: number;
  same: number;
}

/**
 * Document is the difference between two texts, block by block.
 *
 * Joining OldText in the order of Old gives the old text byte for byte, joining
 * NewText in the order of New the new one. Blocks stand in reading order: that
 * of the new text, with what was removed where it used to be.
 */
export interface Document {
  blocks: Block[];
  words: WordCount;
}

/** Elsewhere names the section at the other end of a move. */
export interface Elsewhere {
  section: retro.SectionID;
  heading: string;
  /** Ops are the words changed on the way, on the block that arrived. */
  ops?: Op[];
}

/** Field is one part of a thing that differs. */
export interface Field {
  /** as in the JSON of the thing: "at", "title", … */
  name: string;
  /** what people call it: "time", "title", … */
  label: string;
  /** what was done: "retimed", "reworded", … */
  verb: string;
  /**
   * Old and New are written for people, "" where there was or is nothing. Times
   * are in UTC.
   */
  old: string;
  new: string;
  /** Shift is how much later something is now, in nanoseconds; for times only. */
  shift?: number;
  /** Ops are the words that changed; for a line of prose only. */
  ops?: Op[];
  /** Document is the difference of Markdown. */
  document?: Document;
}

/** Item is what happened to one thing. */
export interface Item<T> {
  /** Key is the same in every change set that speaks of this thing: "event/ID". */
  key: string;
  id: string;
  /** its name for people: the new one, if it has one */
  title: string;
  status: Status;
  /**
   * Verbs are what a label says: "added", or each thing done to it, like
   * "retimed", once and in a fixed order.
   */
  verbs: string[];
  /** Moved is set where it changed its place among those that were there before. */
  moved?: boolean;
  /**
   * From and To are its places in the old and the new list, counted from 0, and
   * -1 where it is not in that list.
   */
  from: number;
  to: number;
  /** Old and New are the whole thing before and after. */
  old?: T;
  new?: T;
  /**
   * Fields are the parts that differ. An added or removed thing has none, but a
   * section has its body.
   */
  fields?: Field[];
}

/**
 * ListChanges is what happened to the things of a list that has no field of its own
 * in a [ChangeSet].
 */
export interface ListChanges {
  noun: retro.Noun;
  items: Change[];
  count: Count;
}

/**
 * Op is a run of text that both have (=), that only the old has (-) or only the
 * new has (+), or white space that both have in different forms (~). In JSON it
 * is ["=","text"], and ["~","old space","new space"].
 */
export type Op = ['=' | '-' | '+', string] | ['~', string, string];

/** Status is what became of a thing as a whole. */
export type Status = 'added' | 'removed' | 'changed';

/** Step is one place to stop at when stepping through a change set. */
export interface Step {
  /**
   * Key is that of the item or, for a block of Markdown, the item's key and the
   * block's place in the field's document: "section/ID/body/4".
   */
  key: string;
  /** key of the item */
  item: string;
  noun: retro.Noun;
  /** "Root cause: paragraph 4 reworded" */
  label: string;
}

/** Totals count a change set. Words are those of the sections' bodies. */
export interface Totals {
  words: WordCount;
  sections: Count;
  events: Count;
  factors: Count;
  actionItems: Count;
  participants: Count;
  notes: Count;
  evidence: Count;
}

/**
 * WordCount counts the words of a difference. Moved words are those that stand
 * unchanged in a block that moved; so Same+Moved+Removed are the words of the old
 * text and Same+Moved+Added those of the new. In a change set a block that moved
 * between two sections counts in the one where it arrived.
 */
export interface WordCount {
  same: number;
  added: number;
  removed: number;
  moved: number;
}
