// Written by build/bindings from the Go of the same name. Do not edit.
import type * as chart from './chart';
import type * as diff from './diff';
import type * as ingest from './ingest';
import type * as library from './library';
import type * as merging from './merging';
import type * as retro from './retro';
import type * as review from './review';
import type * as timeline from './timeline';

/** Actor is a host, service or person that entries are of. */
export interface Actor {
  name: string;
  entries: number;
  /** Sources are the evidence that names it. */
  sources: retro.EvidenceID[];
}

/** Added is what became of originals. */
export interface Added {
  edited: Edited;
  /** new */
  evidence: retro.EvidenceID[];
  /** was here already, byte for byte, or as the beginning of what is */
  known: retro.EvidenceID[];
  /** was here already, and has more at its end now */
  grown: Growth[];
  refused: Refusal[];
  /** new, and looks like what is here */
  alike: AlikePicture[];
}

/** Alike is another retrospective that speaks of the same. */
export interface Alike {
  retrospective: retro.RetrospectiveID;
  title: string;
  /** that both say, the rarest first */
  words: string[];
  /** Row is what the table of what was seen before would say of it. */
  row: retro.Row;
}

/**
 * AlikePicture is a picture that was added and looks like one that is here: the same one,
 * scaled, saved anew or cropped.
 */
export interface AlikePicture {
  evidence: retro.EvidenceID;
  like: retro.EvidenceID;
}

/** Brought is what became of something that was brought to the debrief: one of both. */
export interface Brought {
  edited: Edited;
  heard?: Heard;
  added?: Added;
}

/**
 * ChartChange says why a chart shows something else than it did, though nobody changed
 * its recipe.
 */
export interface ChartChange {
  chart: retro.EvidenceID;
  label: string;
  /** in words; empty where nothing changed */
  because: string[];
  /**
   * Changed is how many rows of its table have other numbers, of those that there are
   * or were.
   */
  changed: number;
  rows: number;
}

/** ChartSeries is what is to be said of a series. */
export interface ChartSeries {
  name: string;
  formula: string;
  entries: number;
  numbers: number;
  notes: string[];
}

/** ChartView is how a chart is looked at. */
export interface ChartView {
  /** in pixels, 0 for that of a page */
  width?: number;
  /** written over it */
  title?: string;
  /**
   * Zones are the zones of its axis; nil for those of its recipe, or else those that
   * the retrospective shows.
   */
  zones?: string[];
  dark?: boolean;
}

/** Cited is what an event made of rows cites. */
export interface Cited {
  /** how many the rows stand for */
  entries: number;
  citations: retro.Citation[];
}

/** CitedLine is a line as it is written in its source. */
export interface CitedLine {
  evidence: retro.EvidenceID;
  /** 1-based */
  number: number;
  text: string;
  /** on the first line of an entry */
  at?: retro.Instant;
}

/** CitedLines are the first lines that an event cites. */
export interface CitedLines {
  lines: CitedLine[];
  /** lines that it cites besides */
  more?: number;
}

/** Comparison is what two revisions differ in. */
export interface Comparison {
  from: Listed;
  to: Listed;
  changes: diff.ChangeSet;
  /**
   * Damage says what of the two could not be read. What is missing in one of them
   * looks added or removed.
   */
  damage: string[];
}

/** Copies are the copies of the library. */
export interface Copies {
  /** the newest first */
  copies: library.Copy[];
  /** Problem says why the last daily copy could not be written, "" where it was. */
  problem?: string;
}

/** CueLines are lines of the transcript of a recording. */
export interface CueLines {
  /** its place, from 0 */
  recording: number;
  /** from 1 */
  from: number;
  to: number;
}

/** CueQuery asks for what was said in a recording. */
export interface CueQuery {
  /** its place, from 0 */
  recording: number;
  find?: string;
}

/** CueWindow is a part of what was said. */
export interface CueWindow {
  evidence: retro.EvidenceID;
  total: number;
  from: number;
  cues: HeardCue[];
}

/**
 * Dictionary is one of Hunspell's: the words of a language, and how they take on
 * endings.
 */
export interface Dictionary {
  affixes: string;
  words: string;
}

/**
 * Draft is a note that is being typed. It is kept beside the content, so that a crash
 * costs at most a second of it.
 */
export interface Draft {
  /** "" for a plain one */
  kind: retro.NoteKind;
  text: string;
  /** Ago is how long ago its typing began, in milliseconds. */
  ago?: number;
  /** on the screen */
  event?: retro.EventID;
  parked?: boolean;
  /** when it was kept */
  at: string;
}

/** DrawingView is how the drawing of a timeline is looked at. */
export interface DrawingView {
  /** From and To are both zero for all events. */
  from?: string;
  to?: string;
  /** SeenFrom and SeenTo are what is seen of it at first, both zero for all. */
  seenFrom?: string;
  seenTo?: string;
  /** of the plot in the window, of all in a picture; in pixels */
  width?: number;
  by?: timeline.By;
  /** KnownAt leaves out what was not known then, ends too; zero for all that is known now. */
  knownAt?: string;
  /** of the axis, "" for the one that leads */
  zone?: string;
  dark?: boolean;
}

/**
 * DrawnAgain says how a chart that is kept differs from what it was when somebody made
 * it, or changed its recipe last.
 */
export interface DrawnAgain {
  change: ChartChange;
  /** the revision of then */
  since: Listed;
  /** when the last of what it follows from changed */
  at: string;
}

/** DrawnChart is a chart as it stands at a moment. */
export interface DrawnChart {
  title: string;
  /** made by package canvas and safe to put into a page */
  svg: string;
  /** what is to be seen, in sentences */
  about: string;
  plot: chart.Plot;
  from: string;
  to: string;
  /** nanoseconds */
  every: number;
  table: chart.Table;
  /** Series tells of each what it is made of. */
  series: ChartSeries[];
  /** Read is how many entries were read, Of how many there are. */
  read: number;
  of: number;
  state: SearchState;
}

/** Edge is what of an event is taken hold of. */
export type Edge = 'whole' | 'start' | 'end';

/**
 * Edited is the answer to an act: what it changed, however much else there is.
 * Whoever stands at Before and applies Lists and what follows them stands where
 * [Service.Open] would be; whoever stands elsewhere opens the retrospective anew.
 */
export interface Edited {
  id: retro.RetrospectiveID;
  /** Seq of the revision that it was made from */
  before: number;
  /** the newest */
  revision: retro.Revision;
  revisions: number;
  canUndo: boolean;
  canRedo: boolean;
  /**
   * Unchanged says that the act found all as it should be: Revision is the one that
   * was there.
   */
  unchanged?: boolean;
  /** Replayed tells what Undo took back or Redo did again. */
  replayed?: Replayed;
  /** Lists are those in which something is different. */
  lists: { [key: string]: ListEdit };
  /** Readings are those of evidence that came or is read otherwise now. */
  readings?: { [key: string]: retro.Reading };
  /** nil where they are the same */
  figures?: retro.Figures;
  /** nil where they are the same */
  stages?: retro.Stages;
  /** missing where they are the same */
  duties?: retro.Duty[];
  /** Told is what the times of events mean, all of it; missing where it is the same. */
  told?: { [key: string]: retro.Told };
  /** Places are those of notes that are elsewhere in a recording now, or new. */
  places?: { [key: string]: retro.NotePlace };
  /** Damage lists what of the content cannot be read, all of it. */
  damage?: retro.Lost[];
}

/** EntriesAround is what stands around some lines in their source, in its order. */
export interface EntriesAround {
  entries: Entry[];
  /** First and Last are the places of those that hold the lines. */
  first: number;
  last: number;
}

/**
 * Entry is one row of the merged record. A picture stands in it as an entry
 * without text whose format is FormatPicture.
 */
export interface Entry {
  /** Index is its place in what the query selects. */
  index: number;
  evidence: retro.EvidenceID;
  /** At is in UTC with the source's skew, nil where nobody knows the time. */
  at: string | null;
  /** Written is the stamp as it stands in the source. */
  written: string;
  /** nil where nobody knows it */
  zone: string | null;
  precision: retro.Precision;
  level: retro.Level;
  actor: string;
  /** the actor, to stand before the text; "" where its head names them */
  speaker: string;
  /** without stamp and escapes, at most maxEntryText bytes */
  text: string;
  /** 1-based, 0 for a picture */
  line: number;
  lines: number;
  format: string;
  /** that cite it */
  events: retro.EventID[];
  /** Repeats is how many entries are folded into this one, itself included. */
  repeats: number;
  /** New says that it came when its source grew, and nobody has looked at it yet. */
  new?: boolean;
  /**
   * Unfolded is how many entries the run has that begins with this one and is
   * shown entry by entry, 0 where there is none.
   */
  unfolded?: number;
  /** Depth is how many messages stand above it in its thread, where rows are in that order. */
  depth?: number;
  /** Reply is what a message answers, nil where it answers none. */
  reply?: Reply;
  edited?: boolean;
  /** with their counts: "👍 2, 👀 1" */
  reactions?: string;
  /** names of attachments that the source does not hold */
  missing?: string[];
  /** of a log that somebody pasted into the message */
  logLines?: number;
}

/** EntryBytes are the bytes of one entry as they stand in its source. */
export interface EntryBytes {
  /** where they begin in it */
  offset: number;
  /** how many there are */
  length: number;
  /** at most maxEntryRaw of them */
  bytes: string;
  /** Tree is the JSON in them; empty where there is none. */
  tree: TreeNode[];
}

/** EntryDetail is everything that can be said of one entry. */
export interface EntryDetail {
  entry: Entry;
  /** the original lines, at most maxEntryRaw bytes */
  raw: string;
  fields: ingest.Field[];
  why: string;
  suggestedTitle: string;
  suggestedKind: retro.EventKind;
  /** LogSource is what the log that somebody pasted into the message was taken out as, "" where it was not. */
  logSource?: retro.EvidenceID;
}

/** EntryQuery chooses rows of the merged record. Its zero value chooses all. */
export interface EntryQuery {
  /** Filter is what people wrote, to be understood as ParseFilter does, in place of Text. */
  filter?: string;
  /**
   * Text must occur in the entry, in any case, or match it as a regular
   * expression where it stands between slashes.
   */
  text: string;
  /** none for all */
  levels: retro.Level[];
  /** none for all */
  sources: retro.EvidenceID[];
  /** whose, in any case; "" for all */
  actor?: string;
  /** Fields are asked of the fields of an entry, all of them. */
  fields?: chart.Condition[];
  show: Show;
  /** the first moment wanted */
  from?: string;
  /** the first moment no longer wanted */
  to?: string;
  /**
   * Fold shows entries of one source that follow each other and say the same as
   * one row, whose Repeats counts them, except where the first of them is in
   * Unfolded.
   */
  fold?: boolean;
  unfolded?: EntryRef[];
  /** Order is how the rows follow each other, "" for OrderTime. */
  order?: Order;
}

/** EntryRef names an entry by where it begins. */
export interface EntryRef {
  evidence: retro.EvidenceID;
  line: number;
}

/** EntryWindow is a stretch of the rows that a query selects. */
export interface EntryWindow {
  /** rows that the query selects, as far as they are known */
  total: number;
  /** place of the first one here */
  from: number;
  entries: Entry[];
  /** Searched is how many entries were looked at, Of how many there are. */
  searched: number;
  of: number;
  state: SearchState;
}

/**
 * ExportChoice names an export on record; an empty Target means the one of the
 * revision's that has most in common with the page.
 */
export interface ExportChoice {
  revision: retro.RevisionID;
  target: string;
}

/**
 * FindQuery is what is looked for among the rows that an EntryQuery selects. All
 * rows stay; those that hold it are gone through one by one.
 */
export interface FindQuery {
  text: string;
  regexp: boolean;
  /** upper and lower case differ */
  case: boolean;
  /** From is the row to begin with, and Backward the way to go. */
  from: number;
  backward: boolean;
  /**
   * Marks is in how many stretches of equal length the list is parted to tell
   * where the rows are.
   */
  marks: number;
}

/** Format is a way to write entries that people can say a source is to be read as. */
export interface Format {
  /** as in Evidence.Format */
  name: string;
  /** short */
  label: string;
  title: string;
  /** of what is read so */
  kind: retro.EvidenceKind;
}

/** Found is where rows hold what was looked for, as far as that is known. */
export interface Found {
  total: number;
  /**
   * Row is the nearest in the way to go, beyond the end from the other end on, and
   * Number which one of all it is, from 1; -1 and 0 where none is known yet.
   */
  row: number;
  number: number;
  /** Marks is how many of the rows each stretch of the list has. */
  marks: number[];
  searched: number;
  of: number;
  state: SearchState;
}

/** FoundWords is where the document holds what was looked for. */
export interface FoundWords {
  total: number;
  /** how many of them stand in hidden sections */
  hidden: number;
  /** the first maxPlaces, in the order of the document */
  places: WordsPlace[];
  /**
   * Kept is how many more stand in marks of live blocks and in addresses of evidence
   * and events, which would mean nothing any more with another word in them.
   */
  kept: number;
  /** Live is how many more live blocks show, which are written elsewhere. */
  live: number;
}

/**
 * Glimpse is the beginning of a large original, read by itself before the whole is
 * kept, so that there is something to look at meanwhile. It is provisional: what
 * follows may still decide what a date means. Nothing of it is stored.
 */
export interface Glimpse {
  /** as far as its beginning tells */
  evidence: retro.Evidence;
  format: string;
  /** of the beginning alone */
  why: string;
  /** in the order of the source, at most glimpseRows */
  entries: Entry[];
}

/** Growth is a source that came again with more at its end. */
export interface Growth {
  evidence: retro.EvidenceID;
  /** that nobody has looked at yet */
  entries: number;
}

/** Heard is what became of a transcript. */
export interface Heard {
  edited: Edited;
  evidence: retro.EvidenceID;
  /** its place, from 0 */
  recording: number;
  /** in words */
  format: string;
  cues: number;
  speakers: string[];
  /** Told says in sentences how its times were understood and what was mended. */
  told: string[];
}

/** HeardCue is what somebody said, at its place in a recording. */
export interface HeardCue {
  /** in the recording; negative before it */
  at: number;
  until: number;
  /** on the debrief's clock */
  ran: number;
  speaker?: string;
  text: string;
  /** Line and ToLine are where it stands in the original, from 1. */
  line: number;
  toLine: number;
}

/** ImportBase is the state that an edited page began from. */
export interface ImportBase {
  revision: retro.Revision;
  target: string;
  /**
   * ExportedAt is when the page left, nil where no export is on record and the
   * revision itself was taken.
   */
  exportedAt?: string;
}

/** ImportOptions say how an edited page is taken in. */
export interface ImportOptions {
  /**
   * Base is the export that the page was edited from, nil to find the one that has
   * most in common with it.
   */
  base?: ExportChoice;
  /**
   * Append adds what the page says behind what its sections say here, and the
   * others as new ones, for a page that has nothing in common with the retrospective.
   */
  append: boolean;
}

/** Imported is what became of an edited page. */
export interface Imported {
  /** Edited is what that changed, nil for a dry run. */
  edited?: Edited;
  /** Base is what the page was compared with, nil for one that was appended. */
  base?: ImportBase;
  /** Changes are those made to the retrospective. */
  changes: diff.ChangeSet;
  /**
   * Conflicts are the places that were changed on both sides, see SettleConflict.
   * Those of a dry run have no numbers that last.
   */
  conflicts: merging.Conflict[];
  /** Notes say in sentences what the person who imports should know. */
  notes: string[];
}

/** LibraryPage is what was written of a library for others to look at. */
export interface LibraryPage {
  /** the path of the page that leads to all others */
  index: string;
  retrospectives: number;
  /** files that are new or say something else now */
  written: number;
  /** files of retrospectives that are gone */
  removed: number;
  /**
   * Failed are the titles of those that are damaged: only what was written of them before
   * is there.
   */
  failed?: string[];
}

/**
 * ListEdit turns one state of a list into another: what was removed and what is
 * placed are taken out, and then what is placed is put in again, one after the
 * other.
 */
export interface ListEdit {
  /** ids */
  removed?: string[];
  /** by their places, the first one first */
  placed?: Placed[];
}

/** Listed is a revision in its place in the history. */
export interface Listed {
  revision: retro.Revision;
  /** 0 is the newest; of one that a merge took in, that of the merge */
  index: number;
  /**
   * Within is the place among those that the merge took in, from 1 for the newest;
   * 0 for a revision of the retrospective's own history.
   */
  within?: number;
  /** Before is the revision before it, "" for the first. */
  before?: retro.RevisionID;
  /**
   * Merged is what a merge took in, nil for any other revision and for a merge of
   * which that is not known.
   */
  merged?: MergedCount;
}

/** MergedCount says how many revisions a merge took in, and whose. */
export interface MergedCount {
  count: number;
  /** in the order in which they came */
  authors: string[];
}

/** Moment is a moment of a debrief: that of a note, or one on its clock. */
export interface Moment {
  note?: retro.NoteID;
  ran?: number;
}

/** Noted is a note as it is taken. */
export interface Noted {
  /** "" for a plain one */
  kind: retro.NoteKind;
  text: string;
  /** Ago is how long ago its typing began, in milliseconds. */
  ago?: number;
  /** on the screen */
  event?: retro.EventID;
  parked?: boolean;
}

/** Order is how rows follow each other. */
export type Order = 'time' | 'thread';

/**
 * Outline is a history in few lines however long it is: what people choose from
 * first, and how many automatic revisions lie where.
 */
export interface Outline {
  total: number;
  /** bytes that all of its revisions added to the library */
  size: number;
  /** Merged is how many revisions of others stand under its merges, beside Total. */
  merged: number;
  /**
   * From and To are the two that a reader most likely wants to compare; the same
   * one where there is no other.
   */
  from: Listed;
  to: Listed;
  /** Checkpoints are the newest revision and all checkpoints, the newest first. */
  checkpoints: Listed[];
  days: OutlineDay[];
}

/** OutlineDay is a day on which automatic revisions were saved. */
export interface OutlineDay {
  /** like 2026-03-15, in the zone asked for */
  day: string;
  runs: OutlineRun[];
}

/** OutlineRun is automatic revisions that follow each other, from Index on. */
export interface OutlineRun {
  /** of the newest */
  index: number;
  count: number;
  first: string;
  last: string;
  /** in the order in which they came */
  authors: string[];
}

/**
 * Part names a piece of a retrospective that can be restored by itself, as
 * people write it: "section:Root Cause", "block:Root Cause/4", "event:ID" and in
 * the same manner any [retro.Noun] with an id; "title"; "debrief" with its notes; or
 * a list as a whole, like "action-items". What was added since, and so is named by
 * its whole id, goes again.
 *
 * The number of a block is that of its step in the change set from the revision
 * to the present state, "section/ID/body/4"; with "@REVISION" behind it, in the
 * change set to that revision.
 */
export type Part = string;

/** Place is where a person was in the window; the zero value is the library. */
export interface Place {
  retrospective: retro.RetrospectiveID;
  room: string;
  /** IsFull says that the room took the whole window. */
  full?: boolean;
}

/**
 * Placed is a record that is new, changed or elsewhere. What there is one of has
 * no id.
 */
export interface Placed {
  id: string;
  /** its place in the list as it is in the end */
  at: number;
  /**
   * Record is what it says, missing where that stayed and only its place is
   * another.
   */
  record?: retro.Record;
}

/**
 * PurgeOrder names what is taken out for good: one original, of whatever revision,
 * or words.
 */
export interface PurgeOrder {
  evidence?: retro.EvidenceID;
  words?: string;
}

/** Purging is what a purge takes out, for the person who is asked. */
export interface Purging {
  /**
   * What says it within a sentence, and nothing that is to be gone: "a log of 80
   * bytes", "words in 5 places".
   */
  what: string;
  /** Places is in how many the words stand, in all revisions together. */
  places: number;
  /** Citing are the titles of events that cite the original, and may repeat it. */
  citing: string[];
  /** Elsewhere are the titles of other retrospectives with the same original. */
  elsewhere: string[];
  /** Holding are the originals in which the words stand. They stay. */
  holding: retro.Evidence[];
  /** Copies is how many copies of the library are removed, because they hold it. */
  copies: number;
}

/** Refusal says why an original was not taken. */
export interface Refusal {
  name: string;
  reason: string;
}

/** Rendered is an export to look at before it leaves. */
export interface Rendered {
  target: string;
  files: RenderedFile[];
  /** sanitised HTML */
  preview: string;
  /** what Copy puts on the clipboard as text */
  text: string;
  /** what Copy puts there as rich text, "" for none */
  html: string;
  notes: string[];
  /** Withheld is what the edition does not have, nil for what has none. */
  withheld?: retro.Withheld;
}

/** RenderedFile is one file of an export. */
export interface RenderedFile {
  name: string;
  mediaType: string;
  /** bytes */
  size: number;
}

/** ReplacedWords is what came of replacing words. */
export interface ReplacedWords {
  edited: Edited;
  count: number;
  /** how many of them stood in hidden sections */
  hidden: number;
}

/**
 * Replayed is an act that was taken back or done again: its first change, and how
 * many more it made.
 */
export interface Replayed {
  noun: retro.Noun;
  /** of the thing, "" for what there is one of */
  id: string;
  /** "Root cause: paragraph 4 reworded" */
  what: string;
  more?: number;
}

/** Reply is the message that another one answers. */
export interface Reply {
  /** where it begins in the same source, 0 where it is not there */
  line: number;
  actor: string;
  /** its first line, or as much of it as the reply quotes */
  text: string;
}

/**
 * RevisionSummary says in a line what a revision changed of the one before it. A
 * checkpoint counts what changed since the checkpoint before it.
 */
export interface RevisionSummary {
  revision: retro.RevisionID;
  /** "Reworded “Impact”, +12 words; retimed “Deploy”" */
  text: string;
  /** Damage says what of the revision cannot be read; Text then tells of the rest. */
  damage?: string;
}

/** SearchState says how far the search for rows has come. */
export type SearchState = 'running' | 'done' | 'stopped';

/** SectionPart is which text of a section is meant. */
export type SectionPart = 'heading' | 'body';

/** SectionUse is how often a section of a template was written in. */
export interface SectionUse {
  template: string;
  heading: string;
  written: number;
  empty: number;
}

/** Seen is a revision in which a text appeared or vanished. */
export interface Seen {
  revision: retro.Revision;
  /** 0 is the newest; of one that a merge took in, that of the merge */
  index: number;
  /**
   * Within is the place among those that the merge took in, from 1 for the newest;
   * 0 for a revision of the retrospective's own history.
   */
  within?: number;
  /** Before is the revision before it, "" for the first. */
  before?: retro.RevisionID;
  /**
   * Merged is what a merge took in, nil for any other revision and for a merge of
   * which that is not known.
   */
  merged?: MergedCount;
  /** else it vanished */
  appeared: boolean;
  /** Place is where it stands, or where it stood in the revision before. */
  place: library.Place;
}

/** Settings are a person's own choices; they live in the library. */
export interface Settings {
  /** signs revisions */
  author: string;
  theme: Theme;
  /** IANA name shown beside UTC in new retrospectives */
  zone: string;
  /**
   * Languages are those whose spelling is checked, such as "de-DE"; a word that one of
   * them knows is right. With none nothing is checked.
   */
  languages: string[];
  /** a person's own, which are right as well */
  words: string[];
  /**
   * Focus fades what is not being written, and Typewriter keeps its line in the
   * middle of the window.
   */
  focus: boolean;
  typewriter: boolean;
  /**
   * DueDays is how many days after the resolution the debriefs of new retrospectives are
   * due, and SoakDays how many days ideas that are parked soak.
   */
  dueDays: number;
  soakDays: number;
  /**
   * ShareDays is how many days after its debrief the result is to be shared, in new
   * retrospectives.
   */
  shareDays: number;
  /** Lag is how many seconds a note of a debrief is behind what was said. */
  lag: number;
  /** Wording is what the wording check looks for besides, and what it leaves alone. */
  wording: review.Wording;
  /** SkipPlain lets the review pass over long sentences and long words. */
  skipPlain?: boolean;
}

/** Show chooses rows by whether an event cites them, or by whether they are new. */
export type Show = 'all' | 'used' | 'inbox' | 'new';

/**
 * Span are the revisions between which a debrief was held, and what changed in between
 * in Markdown; empty where none is over.
 */
export interface Span {
  from?: retro.RevisionID;
  to?: retro.RevisionID;
  changes: string;
}

/** TemplateRevision is a template as it was saved once. */
export interface TemplateRevision {
  at: string;
  markdown: string;
}

/** Theme is which colours the window has. */
export type Theme = 'system' | 'light' | 'dark';

/** TimeReading is one way to understand what a person typed for a time. */
export interface TimeReading {
  at: retro.Instant;
  /** of a span: "20 Dec – 8 Jan" */
  end?: retro.Instant;
  /**
   * Note is what a person should know of the reading, "" for nothing: that clocks
   * changed, or that the weekday is another.
   */
  note?: string;
  /** in plain words, in the zones that are shown */
  says: string;
}

/** TreeNode is one value of a JSON document, in the order of the source. */
export interface TreeNode {
  /** of a member; "" in a list */
  name: string;
  /**
   * Value is the value as it was written, words without quotes; "" for an object or
   * a list.
   */
  value: string;
  /** Kind is object, list, text, number, or word for true, false and null. */
  kind: string;
  children: TreeNode[];
}

/** WithChart is the answer to what made a chart. */
export interface WithChart {
  edited: Edited;
  chart: retro.EvidenceID;
}

/** WithEvent is the answer to an act that made an event, and which one. */
export interface WithEvent {
  edited: Edited;
  event: retro.EventID;
}

/** WordsPlace is one place that holds what was looked for. */
export interface WordsPlace {
  section: retro.SectionID;
  part: SectionPart;
  /**
   * From and To are offsets into the text as it is stored, in UTF-16 code units, as
   * a page counts.
   */
  from: number;
  to: number;
  text: string;
}

/** WordsQuery is what is looked for in the document. */
export interface WordsQuery {
  text: string;
  /** upper and lower case differ */
  case: boolean;
  /** only whole words */
  whole: boolean;
  /** ^ and $ are the ends of a line */
  regexp: boolean;
}

/**
 * Workspace is a retrospective as people work on it: its newest revision and
 * what derives from that.
 */
export interface Workspace {
  id: retro.RetrospectiveID;
  revision: retro.Revision;
  revisions: number;
  content: retro.Content;
  /**
   * Damage lists what of the content cannot be read, for which notes stand in the
   * sections. It is kept as it is: the rest can be written on.
   */
  damage: retro.Lost[];
  readings: { [key: string]: retro.Reading };
  figures: retro.Figures;
  /** Told says of events whose time is no plain moment what it means. */
  told: { [key: string]: retro.Told };
  stages: retro.Stages;
  duties: retro.Duty[];
  /** Places says of the notes of the debrief where in a recording they are. */
  places: { [key: string]: retro.NotePlace };
  canUndo: boolean;
  canRedo: boolean;
}
