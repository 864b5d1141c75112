/**
 * The shapes that cross the seam to Go. They mirror the JSON of backend/retro,
 * backend/authoring and backend/diff; times are RFC 3339 strings, lengths of
 * time are nanoseconds.
 */
import type { ChangeSet, Noun, Op } from './changes';

export type Precision =
  'nanosecond' | 'microsecond' | 'millisecond' | 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year';

export interface Instant {
  at: string;
  zone: string;
  precision: Precision;
  about?: boolean;
}

export type Level = '' | 'trace' | 'debug' | 'info' | 'notice' | 'warn' | 'error' | 'fatal';

export type EvidenceKind = 'log' | 'chat' | 'screenshot' | 'file' | 'link' | 'note';

export interface Region {
  kind: 'cite' | 'box' | 'arrow' | 'blackout';
  x: number;
  y: number;
  width: number;
  height: number;
  label?: string;
}

export interface Evidence {
  id: string;
  kind: EvidenceKind;
  label: string;
  hash: string;
  size: number;
  mediaType: string;
  fileName?: string;
  addedAt: string;
  reference: string;
  /** Nobody stated the reference; saving another one settles it. */
  guessed?: boolean;
  format?: string;
  zone?: string;
  skew?: number;
  colour?: number;
  caption?: string;
  shownAt?: Instant;
  regions?: Region[];
}

export interface Reading {
  format: string;
  formats: Record<string, number>;
  entries: number;
  lines: number;
  bytes: number;
  first?: Instant;
  last?: Instant;
  zone: string;
  questions: string[];
  why?: string;
  picture?: { width: number; height: number; takenAt?: Instant };
}

export interface Citation {
  evidence: string;
  fromLine?: number;
  toLine?: number;
  region?: Region;
}

export type EventKind = string;

/** An Event of the timeline; `Event` is taken by the DOM. */
export interface TimelineEvent {
  id: string;
  at: Instant;
  end?: Instant;
  kind: EventKind;
  title: string;
  body?: string;
  interpretation?: boolean;
  knownAt?: Instant;
  actor?: { role?: string; name?: string };
  citations?: Citation[];
  diveIn?: boolean;
}

export type LiveBlock =
  '' | 'timeline' | 'figures' | 'factors' | 'action-items' | 'if-we-have-time' | 'gallery' | 'participants';

export interface Section {
  id: string;
  heading: string;
  prompt?: string;
  body: string;
  block?: LiveBlock;
}

export interface Factor {
  id: string;
  title: string;
  body?: string;
  confidence: 'known' | 'likely' | 'speculation';
  citations?: Citation[];
}

export type ActionState = 'remediation' | 'do-now' | 'if-we-have-time' | 'big-bet' | 'wont' | 'done';

export interface ActionItem {
  id: string;
  title: string;
  body?: string;
  state: ActionState;
  owner?: string;
  ticket?: string;
  /** A day: "2026-12-24". */
  due?: string;
  labels?: string[];
  size?: string;
  audience?: string;
  reason?: string;
}

export interface Participant {
  id: string;
  name: string;
  roles?: string[];
  department?: string;
  why?: string;
  /** Was heard in the debrief. */
  hasSpoken?: boolean;
}

export type NoteKind = 'note' | 'action' | 'question' | 'quote' | 'correction';

export interface Note {
  id: string;
  at: string;
  kind: NoteKind;
  text: string;
}

export interface Debrief {
  at?: Instant;
  minutes?: number;
  place?: string;
  recording?: string;
  startedAt?: string;
  endedAt?: string;
  notes?: Note[];
}

export interface Content {
  title: string;
  template?: string;
  zones?: string[];
  sharedAt?: string;
  sections: Section[];
  events: TimelineEvent[];
  factors: Factor[];
  actionItems: ActionItem[];
  participants: Participant[];
  debrief: Debrief;
  evidence: Evidence[];
}

export type Stage = 'resolve' | 'investigate' | 'debrief' | 'share' | 'shared';

export interface Stages {
  current: Stage;
  resolvedAt?: string;
  investigatedAt?: string;
  debriefDue?: string;
  debriefAt?: string;
  sharedAt?: string;
}

export interface Figures {
  start?: Instant;
  detect?: number;
  diagnose?: number;
  mitigate?: number;
  resolve?: number;
  impact?: number;
  undetected?: number;
  windows: { from: string; to: string }[];
}

export interface Summary {
  id: string;
  title: string;
  createdAt: string;
  updatedAt: string;
  deletedAt?: string;
  incidentAt?: string;
  impact?: number;
  stages: Stages;
  lead?: string;
  openActions: number;
  evidence: number;
  events: number;
  revisions: number;
  /** It is the example, which nobody has to work on. */
  isExample?: boolean;
}

/** What a list of retrospectives is ordered by. */
export type ListOrder = 'saved' | 'title' | 'incident' | 'impact' | 'stage' | 'due' | 'lead' | 'actions';

/** Which retrospectives to list; nothing means all, the one saved last first. */
export interface ListQuery {
  /** All of them stand in the title. */
  words?: string;
  stage?: Stage;
  withoutExample?: boolean;
  order?: ListOrder;
  isReversed?: boolean;
  offset?: number;
  limit?: number;
}

/** A window of a list, and how many there are outside of it too. */
export interface Rows<T> {
  rows: T[];
  total: number;
}

/** How much there is to do; only `all` counts the example. */
export interface LibraryCounts {
  all: number;
  waiting: number;
  openActions: number;
  unownedActions: number;
}

/** An action item that somebody still has to do. */
export interface OutstandingItem {
  retrospective: string;
  /** Of the retrospective. */
  title: string;
  isExample?: boolean;
  item: ActionItem;
}

/** Where somebody was when the window closed; nothing for the library. */
export interface Place {
  retrospective: string;
  room: string;
}

export type CheckpointKind = 'named' | 'pre-debrief' | 'post-debrief' | 'shared';
export type RevisionKind = CheckpointKind | 'auto' | 'imported' | 'restored';

export interface Revision {
  id: string;
  retrospective: string;
  seq: number;
  kind: RevisionKind;
  name?: string;
  reason: string;
  author?: string;
  at: string;
  origin?: string;
  /** Of one that came with a merge: the newest of those that came with it, which the merge has as its origin. */
  line?: string;
  size: number;
}

/** A part of what is stored that cannot be read. */
export interface Lost {
  why: 'damaged' | 'purged' | 'unknown';
  /** "a paragraph of the section “Findings”" */
  what: string;
  noun?: string;
  id?: string;
  piece?: string;
  isParagraph?: boolean;
}

/** A retrospective as the window holds it: the head revision and what derives from it. */
export interface Workspace {
  id: string;
  revision: Revision;
  revisions: number;
  content: Content;
  /** What of the content cannot be read; notes stand for lost paragraphs in the sections. */
  damage: Lost[];
  readings: Record<string, Reading>;
  figures: Figures;
  stages: Stages;
  canUndo: boolean;
  canRedo: boolean;
}

/** An act that was taken back or done again: its first change, and how many more it made. */
export interface Replayed {
  noun: string;
  /** Of the thing; empty for what there is one of. */
  id: string;
  /** "Root cause: paragraph 4 reworded" */
  what: string;
  more?: number;
}

/** A record that is new, changed or elsewhere. What there is one of has no id. */
export interface Placed<T> {
  id: string;
  /** Its place in the list as it is in the end. */
  at: number;
  /** Missing where only its place is another. */
  record?: T;
}

/** Takes out what was removed and what is placed, then puts in what is placed, the first one first. */
export interface ListEdit<T> {
  removed?: string[];
  placed?: Placed<T>[];
}

/** The answer to an act, after its commit: what it changed. */
export interface Edited {
  id: string;
  /** Seq of the revision that it was made from; whoever stands elsewhere opens the retrospective anew. */
  before: number;
  revision: Revision;
  revisions: number;
  canUndo: boolean;
  canRedo: boolean;
  /** The act found all as it should be, and made no revision. */
  unchanged?: boolean;
  /** What Undo took back or Redo did again. */
  replayed?: Replayed;
  lists: {
    particulars?: ListEdit<Pick<Content, 'title' | 'template' | 'zones' | 'sharedAt'>>;
    section?: ListEdit<Section>;
    event?: ListEdit<TimelineEvent>;
    factor?: ListEdit<Factor>;
    'action-item'?: ListEdit<ActionItem>;
    participant?: ListEdit<Participant>;
    debrief?: ListEdit<Omit<Debrief, 'notes'>>;
    note?: ListEdit<Note>;
    evidence?: ListEdit<Evidence>;
  };
  /** What of the content cannot be read, all of it. */
  damage?: Lost[];
  /** Of evidence that came or is read otherwise now. */
  readings?: Record<string, Reading>;
  /** Missing where they are the same. */
  figures?: Figures;
  stages?: Stages;
}

/** The answer to bringing in evidence, and what became of each piece. */
export interface Added {
  edited: Edited;
  evidence: string[];
  /** Already there, byte for byte: the ids of those that were given again. */
  known: string[];
  /** Refused, with the reason in words. */
  refused: { name: string; reason: string }[];
}

export interface EntryQuery {
  /** Words, or a regular expression between slashes. */
  text: string;
  levels: Level[];
  /** Evidence ids; none means all. */
  sources: string[];
  show: 'all' | 'used' | 'inbox';
  from?: string;
  to?: string;
  /** Who wrote it: a host, service or person. */
  actor?: string;
  /** Entries of one source that follow each other and say the same are one row. */
  fold?: boolean;
  /** Of the folded, the runs that are shown entry by entry, each by where it begins. */
  unfolded?: EntryRef[];
}

/** Names an entry by where it begins. */
export interface EntryRef {
  evidence: string;
  line: number;
}

/** One row of the merged record. A screenshot stands in it as an entry without text. */
export interface Entry {
  /** Its place in the record that the query selects. */
  index: number;
  evidence: string;
  /** Null when the entry has no time. */
  at: string | null;
  written: string;
  zone: string | null;
  precision: Precision;
  level: Level;
  actor: string;
  /** The message for display: without the stamp, ANSI stripped, at most 10 kB. */
  text: string;
  /** 1-based number of the first line in its source, and how many lines. */
  line: number;
  lines: number;
  format: string;
  /** Ids of events that cite it. */
  events: string[];
  /** How many like it follow at once and are folded into it, itself included: 1 for none. */
  repeats: number;
  /** How many entries the run has that begins here and is shown entry by entry. */
  unfolded?: number;
}

/** How far a search has come; what a person stopped may hold more. */
export type SearchState = 'running' | 'done' | 'stopped';

export interface EntryWindow {
  /** Rows that the query selects, as far as they are known. */
  total: number;
  from: number;
  entries: Entry[];
  /** How many entries were looked at, and how many there are. */
  searched: number;
  of: number;
  state: SearchState;
}

/** What to find among the rows of a query, none of which goes away. */
export interface FindQuery {
  text: string;
  regexp: boolean;
  /** Upper and lower case differ. */
  case: boolean;
  /** The row to begin with, and the way to go. */
  from: number;
  backward: boolean;
  /** In how many stretches of equal length to count the rows. */
  marks: number;
}

/** Where rows hold what was looked for, as far as that is known. */
export interface Found {
  total: number;
  /** The nearest row, beyond the end from the other end on; -1 while none is known. */
  row: number;
  /** Which one of all it is, from 1. */
  number: number;
  marks: number[];
  searched: number;
  of: number;
  state: SearchState;
}

/** What an event made of rows cites. */
export interface Cited {
  /** How many entries the rows stand for. */
  entries: number;
  citations: Citation[];
}

/** A host, service or person that entries are of. */
export interface Actor {
  name: string;
  entries: number;
  /** Ids of the evidence that names it. */
  sources: string[];
}

export interface Histogram {
  from: string | null;
  to: string | null;
  buckets: { total: number; warnings: number; errors: number }[];
}

/** Everything the inspector says of one entry. */
export interface EntryDetail {
  entry: Entry;
  /** Original text of its lines, ANSI kept, at most 64 kB. */
  raw: string;
  fields: { name: string; value: string }[];
  why: string;
  suggestedTitle: string;
  suggestedKind: EventKind;
}

/** The bytes of one entry as they stand in its source. */
export interface EntryBytes {
  /** Where they begin in it, and how many there are. */
  offset: number;
  length: number;
  /** At most 64 kB of them, in base64. */
  bytes: string;
}

/** What was found out about the library as a whole. */
export interface LibraryReport {
  retrospectives: number;
  revisions: number;
  pieces: number;
  originals: number;
  bytes: number;
  problems: { retrospective?: string; revision?: string; what: string }[];
}

export interface LibraryCopy {
  name: string;
  path: string;
  at: string;
  why: 'daily' | 'by-hand' | 'upgrade' | 'restore';
  size: number;
  isDamaged: boolean;
}

export interface LibraryCopies {
  copies: LibraryCopy[];
  /** Why the last daily copy could not be written. */
  problem?: string;
}

export interface SearchHit {
  retrospective: string;
  title: string;
  noun: string;
  id: string;
  heading: string;
  snippet: { text: string; match: boolean }[];
}

export interface Template {
  name: string;
  title: string;
  about: string;
  sections: { heading: string; prompt: string; block?: LiveBlock }[];
}

export interface ExportTarget {
  name: string;
  title: string;
  about: string;
  /** What Copy puts on the clipboard: rich text, plain text, or nothing. */
  copies: 'html' | 'text' | '';
}

export interface ExportResult {
  target: string;
  files: { name: string; mediaType: string; size: number }[];
  /** Sanitised HTML of what the reader will see. */
  preview: string;
  /** What Copy puts on the clipboard as plain text. */
  text: string;
  /** What Copy puts there as rich text, "" for none. */
  html: string;
  notes: string[];
}

/** An edited page that was handed over and waits to be taken in. */
export interface Page {
  /** "" when the person cancelled. */
  handle: string;
  name: string;
  /** Bytes. */
  size: number;
}

/** The state that an edited page began from. */
export interface ImportBase {
  revision: Revision;
  /** Name of the target, or "clipboard" for what was copied as rich text. */
  target: string;
  /** Missing where no export is on record and the revision itself was taken. */
  exportedAt?: string;
}

export interface ImportOptions {
  /** Missing: the export that has most in common with the page. */
  base?: { revision: string; target: string };
  /** Takes all sections of the page as new ones. */
  append: boolean;
}

/** What became of an edited page, or would. */
export interface Imported {
  edited?: Edited;
  base?: ImportBase;
  changes: ChangeSet;
  conflicts: Conflict[];
  /** What the person should know, in sentences. */
  notes: string[];
}

/** A place that was changed here and in what came in. Both versions are in the document until it is settled. */
export interface Conflict {
  number: number;
  /** What came in, within a sentence: "the edited page". */
  from: string;
  noun: Noun;
  id: string;
  /** As in the JSON of the thing; "section" or "row" where all of it was taken out there. */
  field: string;
  /** What people call the field: "time", "the whole event". */
  label: string;
  title: string;
  base: string;
  mine: string;
  theirs: string;
  /** The words that each side changed. */
  mineOps?: Op[];
  theirsOps?: Op[];
  /** Set where the field is no text, and cannot be written by hand. */
  value?: string;
}

export interface Decision {
  choice: 'mine' | 'theirs' | 'both' | 'edit';
  /** What "edit" puts in place of both. */
  text?: string;
}

/** What became of a colleague's file. */
export interface Opened {
  /** Of the file; "" when none was opened. */
  name: string;
  unpacked: {
    retrospective: string;
    outcome: 'new' | 'extended' | 'same' | 'merged';
    /** How many the library has not had. */
    revisions: number;
    /** Whom a history that was merged comes from. */
    from?: string;
  };
  /** How many places wait for a decision. */
  conflicts: number;
}

export interface Settings {
  author: string;
  theme: 'system' | 'light' | 'dark';
  zone: string;
}

/** Whom an event is about. */
export type Lane = 'systems' | 'people' | 'customers';

/** A silent stretch of the timeline that is worth a question. */
export interface Gap {
  /** Ids of the events before and after it. */
  after: string;
  before: string;
  from: string;
  to: string;
  /** Its length in nanoseconds. */
  length: number;
}

/** One part of the debrief. */
export interface AgendaStep {
  title: string;
  /** What happens in it. */
  about: string;
  minutes: number;
}

export type FindingKind = 'secret' | 'wording' | 'gap' | 'completeness';

/** One remark of the review. */
export interface Finding {
  kind: FindingKind;
  rule: string;
  words: string;
  noun: string;
  /** The thing it is about, empty for several. */
  id: string;
  quote?: string;
  reason?: string;
  questions?: string[];
}

/** What a review looked for and what it found. */
export interface Review {
  looked: { kind: FindingKind; words: string; found: number }[];
  findings: Finding[];
}

export interface Vocabulary {
  eventKinds: EventKind[];
  /** Those of the event kinds, in their order. */
  lanes: Lane[];
  roles: string[];
  actionStates: ActionState[];
  liveBlocks: LiveBlock[];
  zones: string[];
  /** What a source can be read as. */
  formats: { name: string; label: string; title: string; kind: EvidenceKind }[];
  version: string;
  libraryPath: string;
}

/** The beginning of a large text that is still being read: provisional, and stored nowhere. */
export interface Glimpse {
  /** As far as the beginning tells. */
  evidence: Evidence;
  format: string;
  /** Of the beginning alone. */
  why: string;
  entries: Entry[];
}

export type Notice =
  | {
      kind: 'progress';
      retrospective: string;
      name: string;
      done: number;
      total: number;
      glimpse?: Glimpse;
    }
  | { kind: 'dropped'; files: { key: string; name: string }[] }
  | { kind: 'closing' };

export type ErrorCode =
  | 'invalid'
  | 'not_found'
  | 'conflict'
  | 'locked'
  | 'newer_format'
  | 'unsupported'
  | 'damaged'
  | 'full'
  | 'internal'
  /** The person stopped it: nothing is to be said. */
  | 'cancelled';
