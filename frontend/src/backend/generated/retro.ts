// Written by build/bindings from the Go of the same name. Do not edit.

/** ActionItem is an improvement, from brainstormed idea to decided item. */
export interface ActionItem {
  id: ActionItemID;
  title: string;
  body?: string;
  state: ActionState;
  owner?: string;
  /** a key like OPS-123 or a URL */
  ticket?: string;
  due?: Date;
  labels?: string[];
  /** trivial, small, project, platform, impossible */
  size?: string;
  /** engineering, product, support, … */
  audience?: string;
  /** why it was decided so */
  reason?: string;
  /** of the debrief, that it came from */
  note?: NoteID;
  /** Review is the day on which an idea that was parked is looked at again. */
  review?: Date;
}

export type ActionItemID = string & { readonly of?: 'ActionItemID' };

/**
 * ActionState is where an idea for improvement stands. It begins as a
 * remediation; deciding on it makes it an action item, parks it or drops it.
 */
export type ActionState = 'remediation' | 'do-now' | 'if-we-have-time' | 'big-bet' | 'wont' | 'done';

/** Actor is who did something: a role first, a name only where it helps. */
export interface Actor {
  role?: string;
  name?: string;
}

/** Agenda is what a debrief goes through. */
export interface Agenda {
  name: string;
  title: string;
  about: string;
  /** of all steps */
  minutes: number;
  own?: boolean;
  steps: AgendaStep[];
}

/** AgendaStep is one part of the debrief. */
export interface AgendaStep {
  id?: StepID;
  title: string;
  /** what happens in it */
  about: string;
  minutes: number;
  /** Gave is how many of its minutes it gave up, so that the debrief ends when it was planned to. */
  gave?: number;
  /**
   * Card is what the facilitator reads before it, and Shows what the step needs to
   * see: StepShows* or the heading of a section.
   */
  card?: string;
  shows?: string;
}

/**
 * Alias is what something is called where its name may not leave, see [Edition]. One that
 * is called by its own name stays as it is.
 */
export interface Alias {
  words: string;
  instead: string;
}

/**
 * Anchor is the event from which a time is told, "3 weeks after the first fix". After
 * an event that lasts is after its end. Without a count it is right after or before.
 */
export interface Anchor {
  event: EventID;
  count?: number;
  unit?: Unit;
  before?: boolean;
}

/** Answer is what somebody answered. */
export interface Answer {
  id: AnswerID;
  /** Question is what it answers, "" where nobody has said yet. */
  question?: QuestionID;
  who?: string;
  /** when it was said, or came in where it does not say */
  at: string;
  text: string;
  /** that was made of it */
  event?: EventID;
}

export type AnswerID = string & { readonly of?: 'AnswerID' };

/**
 * Chart is the recipe of a chart: which numbers are taken out of which sources, and
 * how they are put together. It holds no number itself, so that the chart can be drawn
 * again whenever its sources, their clocks or the events change.
 */
export interface Chart {
  series: Series[];
  /** Every is the length of a bucket, in nanoseconds; 0 for one that suits the span. */
  every?: number;
  /** From and To bound the time that is shown; nil for all that the sources have. */
  from?: string;
  to?: string;
  /** a logarithmic scale, where it can be */
  log?: boolean;
  /**
   * Zones are those of its axis, as IANA names; none for those that the retrospective
   * shows.
   */
  zones?: string[];
  /** Marks says which events are marked on it. */
  marks?: Marks;
}

/** Check is one thing that a debrief should not begin without. */
export type Check = 'date' | 'facilitator' | 'uninvolved' | 'note taker' | 'customers' | 'input' | 'invited' | 'dive in' | 'agreed' | 'questions' | 'agenda' | 'threads';

/**
 * Citation points from an event or section at evidence: at lines (1-based,
 * inclusive), at a region of a picture, or at the whole when both are zero.
 */
export interface Citation {
  evidence: EvidenceID;
  fromLine?: number;
  toLine?: number;
  region?: Region;
}

/**
 * Code says what kind of thing went wrong. Callers decide on codes, never on
 * messages.
 */
export type Code = 'invalid' | 'not_found' | 'conflict' | 'locked' | 'newer_format' | 'unsupported' | 'damaged' | 'full' | 'internal';

/** Column is a part of the rows of a table. */
export interface Column {
  /** "believed" */
  name: string;
  /** "What we believed" */
  head: string;
  hint?: string;
  /** Choices are the words that it may hold, nil for any Markdown. */
  choices?: string[];
  /** holds a [Date] */
  isDay?: boolean;
}

/** Confidence says how sure people are of a factor. */
export type Confidence = 'known' | 'likely' | 'speculation';

/**
 * Content is everything that a retrospective says at one moment: what a revision
 * saves, what the window edits and what two revisions are compared by. Sections,
 * factors, action items and participants stand in their own order; events are
 * kept sorted by time, evidence in the order in which it was added.
 */
export interface Content {
  title: string;
  template?: string;
  /** Zones are the zones to show, as IANA names, see ShownZones. */
  zones?: string[];
  sharedAt?: string;
  /** a channel, a page, a link */
  sharedIn?: string;
  /** whatever leaves says so */
  draft?: boolean;
  solo?: Solo;
  /** see CalledInstead */
  aliases?: Alias[];
  sections: Section[];
  events: Event[];
  factors: Factor[];
  actionItems: ActionItem[];
  participants: Participant[];
  debrief: Debrief;
  /** Questions are what people are asked, and Answers what they said. */
  questions?: Question[];
  answers?: Answer[];
  evidence: Evidence[];
  /** Private are the notes that leave with nothing. */
  private?: PrivateNote[];
  /** Verdicts are what people made of findings of the review. */
  verdicts?: Verdict[];
  /** Tables are the lists that are tables of words, see [Table]. */
  tables?: Rows;
}

/** Date is a day without a time, as "2026-12-24"; "" for none. */
export type Date = string;

/** Debrief is the meeting in which people learn from the incident together. */
export interface Debrief {
  /** when it is held */
  at?: Instant;
  /** how long it is meant to take */
  minutes?: number;
  /** a room or a call */
  place?: string;
  recording?: string;
  /** StartedAt and EndedAt are when it was really held. */
  startedAt?: string;
  endedAt?: string;
  /** AgendaSentAt is when the agenda left for those who are to come. */
  agendaSentAt?: string;
  /** AgreedAt is when those who come agreed that the timeline is complete. */
  agreedAt?: string;
  /** Agenda names the one that Steps began as. Without steps, the default is held. */
  agenda?: string;
  steps?: AgendaStep[];
  /** Lag is how many seconds a note is about what was said before its typing began. */
  lag?: number;
  /**
   * DueDays is how many days after the resolution it is due while it has no date, 0 for
   * DefaultDueDays.
   */
  dueDays?: number;
  /**
   * ShareDays is how many days after it the result is to be shared, 0 for
   * DefaultShareDays.
   */
  shareDays?: number;
  /** Clock are the marks of the debrief's clock, the earliest first. */
  clock?: Mark[];
  /** Recorded are the recordings, in the order in which they began; see Recordings. */
  recorded?: Recording[];
  notes?: Note[];
}

/** DebriefPhase is whether a debrief is held now. */
export type DebriefPhase = 'planned' | 'running' | 'paused' | 'over';

/** Duty is how one of them stands. */
export interface Duty {
  kind: DutyKind;
  words: string;
  done: boolean;
  /** what is to be done next */
  lacks?: string;
}

/** DutyKind is one of the things that whoever leads a retrospective looks after. */
export type DutyKind = 'investigation' | 'document' | 'debrief';

/** Event is one thing at one time, or over a span, on the timeline. */
export interface Event {
  id: EventID;
  at: Instant;
  end?: Instant;
  kind: EventKind;
  /** one line of plain text */
  title: string;
  body?: string;
  /** Interpretation marks what people concluded, as against what was recorded. */
  interpretation?: boolean;
  /** KnownAt is when the event became known, where that was later than At. */
  knownAt?: Instant;
  actor?: Actor;
  citations?: Citation[];
  /** DiveIn marks the point where the debrief starts digging. */
  diveIn?: boolean;
  /** Within is the event that this one is part of, see [Nesting]; "" for none. */
  within?: EventID;
  /** Feelings are how people felt at the time. */
  feelings?: Feeling[];
}

export type EventID = string & { readonly of?: 'EventID' };

/**
 * EventKind is the part that an event plays in the story. The built-in kinds are
 * constants because figures are derived from them; a retrospective may use
 * others.
 */
export type EventKind = string;

/**
 * Evidence is one kept original and what people decided about it. The bytes
 * stand elsewhere under Hash and are never altered; what ingest understood of
 * them is a [Reading], which can always be made again.
 */
export interface Evidence {
  id: EvidenceID;
  kind: EvidenceKind;
  label: string;
  hash: Hash;
  /** bytes */
  size: number;
  mediaType: string;
  /** base name only, as it was given */
  fileName?: string;
  addedAt: string;
  /**
   * Reference is when the original was pasted, or its file last written: the
   * latest moment that anything in it can speak of, from which missing years
   * are inferred.
   */
  reference: string;
  /**
   * Guessed says that nobody stated the reference, as with a paste or the time of
   * a file: it may settle a year, but never the day of a line that names only a
   * time.
   */
  guessed?: boolean;
  /** Format overrides detection, "" lets ingest decide. */
  format?: string;
  /**
   * Zone is how people say the times without a zone are to be read: an IANA
   * name or an offset like "+02:00"; "" when nobody has said.
   */
  zone?: string;
  /** Skew is added to every written time of this source, in nanoseconds. */
  skew?: number;
  /** index into the palette of sources */
  colour?: number;
  caption?: string;
  /** ShownAt is the time that a picture shows or that a note speaks of. */
  shownAt?: Instant;
  /** Regions are the places that people marked on a picture, kept apart from it. */
  regions?: Region[];
  /**
   * SeenLines is how many lines of a source that has grown were there when somebody
   * last looked at it; 0 where all of it was looked at.
   */
  seenLines?: number;
  /** Chart is the recipe of a chart, nil for all else. */
  chart?: Chart;
}

export type EvidenceID = string & { readonly of?: 'EvidenceID' };

/** EvidenceKind is the nature of an original. */
export type EvidenceKind = 'log' | 'chat' | 'screenshot' | 'file' | 'link' | 'note' | 'chart' | 'transcript';

/**
 * Factor is one of the conditions that had to come together. A retrospective has
 * many, and none of them is a person.
 */
export interface Factor {
  id: FactorID;
  title: string;
  body?: string;
  confidence: Confidence;
  citations?: Citation[];
  /** of the debrief, that it came from */
  note?: NoteID;
}

export type FactorID = string & { readonly of?: 'FactorID' };

/** Feeling is how somebody felt at the time of an event, as they told it. */
export interface Feeling {
  /** "" for who did what happened, or for all */
  who?: string;
  mood: Mood;
  /** their own: "could not sleep" */
  words?: string;
}

/**
 * Figures are what the timeline's event kinds add up to. They are derived each
 * time and never stored. A nil duration means that the timeline does not say.
 */
export interface Figures {
  /** the first trigger or impact */
  start?: Instant;
  detect?: number;
  /** until somebody acted on the detection */
  acknowledge?: number;
  diagnose?: number;
  /** until the last impact ends */
  mitigate?: number;
  resolve?: number;
  /** Impact sums the windows of customer impact, overlaps counted once. */
  impact?: number;
  /** Undetected is the part of Impact that passed before anybody noticed. */
  undetected?: number;
  /** Effort sums the time that people worked, each person's overlaps counted once. */
  effort?: number;
  windows: Window[];
  /** Steps say of each figure how it came about, in the order of the story. */
  steps: Step[];
  /**
   * Parts are the figures of events that hold others, each told from what is part of it
   * alone.
   */
  parts?: PartFigures[];
  /** SitRep is the latest situation report, "" without any. */
  sitRep?: EventID;
}

/** Gap is a stretch of the timeline in which nothing stands. */
export interface Gap {
  /** the event before it */
  after: EventID;
  /** the event after it */
  before: EventID;
  from: string;
  to: string;
  length: number;
  /**
   * Rank is how much it is worth a question, from 1: the longer customers felt it
   * meanwhile, and then the longer it is, the higher.
   */
  rank: number;
  /** Questions are asked about it already, see [Content.AskedAbout]. */
  questions?: QuestionID[];
}

/** Hash is the lower-case hexadecimal SHA-256 of some bytes. */
export type Hash = string;

/**
 * HiddenBy says what hid a section; a hidden one keeps its text and leaves with no
 * export.
 */
export type HiddenBy = '' | 'hand' | 'template';

/**
 * Instant is a moment as somebody recorded it: the moment in UTC, the zone it
 * was written in ("Z", "+02:00", "Europe/Berlin", "" when nobody knows, in which
 * case At holds the wall clock as if it were UTC) and how precisely.
 */
export interface Instant {
  at: string;
  zone: string;
  precision: Precision;
  about?: boolean;
  /**
   * Until is the latest that it can have been where people gave a range that no
   * precision says, "late 2015"; At is the earliest then.
   */
  until?: string;
  /** Words are how a person said what no date says: "late 2015". */
  words?: string;
  /** Anchor is the event that it is told from; At follows it, see Content.ResolveTimes. */
  anchor?: Anchor;
  /** Repeat is how it comes again; At is the first time. */
  repeat?: Repeat;
}

/** Lane is whom an event is about, as the drawing of the timeline tells it. */
export type Lane = 'systems' | 'people' | 'customers';

/** Level is the severity of an entry, from the most verbose to the gravest. */
export type Level = '' | 'trace' | 'debug' | 'info' | 'notice' | 'warn' | 'error' | 'fatal';

/**
 * LiveBlock names what is rendered in a section from the rest of the
 * retrospective, so that it is never stale: where the text has a [LiveMark], or
 * below the text.
 */
export type LiveBlock = '' | 'timeline' | 'figures' | 'factors' | 'action-items' | 'if-we-have-time' | 'gallery' | 'participants' | 'drawing' | 'chart' | 'questions' | 'decisions' | 'impact' | 'assumptions' | 'claims' | 'learnings' | 'views' | 'appreciations' | 'outcomes' | 'glossary' | 'references' | 'seen-before';

/**
 * Lost is a part of a stored content that cannot be read. A content carries what
 * it has lost along, so that saving it again keeps the reference: what heals, by
 * a copy or a colleague's bundle, is then there again in every revision.
 */
export interface Lost {
  why: LostReason;
  /** What says it for a person: "a paragraph of the section “Findings”". */
  what: string;
  /** Noun names the list in which it stands, "" for everything at once. */
  noun?: Noun;
  /**
   * ID is the thing in which it stood, for a paragraph; its own for a private note of
   * somebody else; for a thing that is lost as a
   * whole that of the thing before it, "" for the first.
   */
  id?: string;
  /** Piece is how the store calls it, "" for what the content does not refer to. */
  piece?: string;
  /** IsParagraph marks a paragraph, for which a note stands in the text. */
  isParagraph?: boolean;
}

/** LostReason says why something cannot be read. */
export type LostReason = 'damaged' | 'purged' | 'unknown' | 'private';

/** Mark is one moment of the debrief's clock. */
export interface Mark {
  kind: MarkKind;
  /** wall clock, UTC */
  at: string;
  /** see [Tick], as are the next two */
  steady: number;
  /** nanoseconds, as all lengths */
  slept?: number;
  boot?: string;
  /** how long the debrief had run, pauses left out */
  ran: number;
  /** that began, of a start or a step */
  step?: StepID;
  /** by which the clock was set, or how long the machine slept */
  change?: number;
}

/** MarkKind is what happened to the clock of a debrief. */
export type MarkKind = 'started' | 'paused' | 'resumed' | 'ended' | 'step' | 'clock set' | 'slept';

/** Marks says which events a chart marks. */
export type Marks = '' | 'all' | 'none';

/**
 * Measure is what a line of a chart showed before, during and after customer impact. It
 * is drawn out of the sources each time and never stored.
 */
export interface Measure {
  chart: EvidenceID;
  /** "p95 of duration" */
  name: string;
  /** with its unit, "" where nothing was recorded */
  before: string;
  during: string;
  after: string;
  /** in a sentence */
  how: string;
  /** Events are the windows of impact, at most eight. */
  events: EventID[];
  /** windows beside them */
  more?: number;
}

/** Mood is how somebody felt, of five words from the worst to the best. */
export type Mood = 'awful' | 'low' | 'so-so' | 'good' | 'great';

/** Note is one thing said in the debrief, stamped with the wall clock. */
export interface Note {
  id: NoteID;
  /** when it was kept */
  at: string;
  kind: NoteKind;
  text: string;
  author?: string;
  /**
   * TypedAt is when its typing began, and Ran how long the debrief had run then; nil
   * for a note that was taken outside of it. A note that was made of a transcript was
   * typed at no time, and Ran is where it was said.
   */
  typedAt?: string;
  ran?: number;
  step?: StepID;
  /** that was on the screen */
  event?: EventID;
  /** Citations are the lines of a transcript that say it. */
  citations?: Citation[];
  /**
   * Parked notes are topics put off to the end; IsSettled ones were dealt with since:
   * answered, or taken over into the record.
   */
  parked?: boolean;
  settled?: boolean;
}

export type NoteID = string & { readonly of?: 'NoteID' };

/** NoteKind is what a note of the debrief is about. */
export type NoteKind = 'note' | 'decision' | 'factor' | 'action' | 'question' | 'quote' | 'correction';

/** NotePlace is where in a recording something was said that a note tells of. */
export interface NotePlace {
  /** among those of the debrief, from 0 */
  recording: number;
  /** negative for what was said before it ran */
  at: number;
}

/**
 * Noun names a kind of thing in a retrospective. It is spelled in one way
 * everywhere: in keys of changes and conflicts, in the search, on the command
 * line and in the page. What people read are the words that its list gives it.
 */
export type Noun = 'particulars' | 'event' | 'section' | 'factor' | 'action-item' | 'participant' | 'debrief' | 'note' | 'question' | 'answer' | 'evidence' | 'private-note' | 'verdict' | 'impact' | 'assumption' | 'claim' | 'learning' | 'view' | 'appreciation' | 'outcome' | 'term' | 'reference' | 'earlier';

/** PartFigures are the figures of an event that holds others. */
export interface PartFigures {
  event: EventID;
  /** at least one */
  steps: Step[];
}

/** Participant is somebody who was there, or who comes to the debrief. */
export interface Participant {
  id: ParticipantID;
  name: string;
  roles?: Role[];
  department?: string;
  /** why they were involved */
  why?: string;
  /** HasSpoken marks who was heard in the debrief. */
  hasSpoken?: boolean;
}

export type ParticipantID = string & { readonly of?: 'ParticipantID' };

/** Particulars are what a content says of the retrospective itself. */
export interface Particulars {
  title: string;
  template?: string;
  zones?: string[];
  sharedAt?: string;
  sharedIn?: string;
  draft?: boolean;
  solo?: Solo;
  aliases?: Alias[];
}

/** Picture is what imaging read off a screenshot. */
export interface Picture {
  /** pixels */
  width: number;
  /** pixels */
  height: number;
  /** TakenAt is a suggestion from the picture's own metadata or its file time. */
  takenAt?: Instant;
}

/** Precision says how much of an instant was written down. */
export type Precision = 'nanosecond' | 'microsecond' | 'millisecond' | 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year';

/**
 * PrivateNote is something thought and not said: it stays in the library, and leaves
 * with no export and no bundle, until somebody puts it into the text.
 */
export interface PrivateNote {
  id: PrivateNoteID;
  /**
   * About and Of are what it is about: a section or an event and its id, both "" for
   * all of it.
   */
  about?: Noun;
  of?: string;
  /** Markdown */
  text: string;
  at: string;
  author?: string;
}

export type PrivateNoteID = string & { readonly of?: 'PrivateNoteID' };

/**
 * Question is something that a person or a team is asked before the debrief. What they
 * answer stands in [Content.Answers].
 */
export interface Question {
  id: QuestionID;
  /** Number is what people call it by, "Q3"; see [Content.NumberQuestions]. */
  number?: number;
  text: string;
  /** a person or a team */
  for?: string;
  state: QuestionState;
  /**
   * Due is the day until which an answer is asked for, "" for the day before the
   * debrief, see [Question.DueBefore].
   */
  due?: Date;
  /** From and To are the ends of the time that it is about; nil for no time. */
  from?: string;
  to?: string;
  /** Event and Citations are what else it is about. */
  event?: EventID;
  citations?: Citation[];
}

export type QuestionID = string & { readonly of?: 'QuestionID' };

/** QuestionState says whether somebody still waits for an answer. */
export type QuestionState = 'open' | 'answered';

/** Readiness is how one of the checks stands. */
export interface Readiness {
  check: Check;
  words: string;
  done: boolean;
  /** Lacks says what is missing where the words do not, "" for nothing. */
  lacks?: string;
  /**
   * People are those whom the timeline names and nobody invited, and for what customers
   * saw those who speak for them, as long as nobody asked them.
   */
  people?: string[];
}

/**
 * Reading is what ingest understood of one evidence. It is derived: it can be
 * dropped and made again from the bytes and the evidence's settings.
 */
export interface Reading {
  /** of most entries, "text" where no time stamp was recognised */
  format: string;
  formats: { [key: string]: number };
  entries: number;
  /** New is how many of them came when the source grew, until somebody has looked at them. */
  new?: number;
  lines: number;
  bytes: number;
  /**
   * First and Last are the earliest and latest entries' instants, nil when no
   * entry has a time.
   */
  first?: Instant;
  last?: Instant;
  /** Zone is the zone of all entries' times, "" when unknown or mixed. */
  zone: string;
  /** Questions are what ingest could not decide: "zone", "date", "dayfirst". */
  questions: string[];
  /**
   * Days are those that the text names in full, as "2026-03-14", the most likely first, where
   * it is asked for its date.
   */
  days?: string[];
  /**
   * Why says in a sentence how the format was recognised and what was not
   * understood.
   */
  why?: string;
  picture?: Picture;
}

/** Record is one thing of a list: a pointer to a value of the list's type. */
export type Record = unknown;

/** Recording is one recording of the debrief, which stands elsewhere. */
export interface Recording {
  /** a link, or the name of a file */
  where: string;
  /**
   * Start is where on the debrief's clock the recording begins; negative for one that
   * was running before.
   */
  start: number;
  /** Transcript is what was said in it, nil where nobody has brought one in. */
  transcript?: Transcript;
}

/**
 * Region is a rectangle on a picture in parts of its width and height, 0 to 1,
 * from the top left corner. An arrow points from (X, Y) to (X+Width, Y+Height),
 * so that its width and height may be negative.
 */
export interface Region {
  kind: RegionKind;
  x: number;
  y: number;
  width: number;
  height: number;
  label?: string;
}

/** RegionKind says how a region is drawn. */
export type RegionKind = 'cite' | 'box' | 'arrow' | 'blackout';

/**
 * Repeat is how a time comes again: every so many units, until a time, or without an
 * end that anybody knows.
 */
export interface Repeat {
  every: number;
  unit: Unit;
  until?: string;
}

export type RetrospectiveID = string & { readonly of?: 'RetrospectiveID' };

/** Revision is one saved state of a retrospective. */
export interface Revision {
  id: RevisionID;
  retrospective: RetrospectiveID;
  /** 1 for the first; orders revisions, clocks do not */
  seq: number;
  kind: RevisionKind;
  /** of a checkpoint */
  name?: string;
  /** what was done, as a short phrase */
  reason: string;
  author?: string;
  at: string;
  /**
   * Origin is the revision whose content this one brings back: an undo, a redo
   * or a restore. Of an imported one it is the head of another history of the
   * same retrospective that was merged. "" for an edit.
   */
  origin?: RevisionID;
  /**
   * Line is "" for a revision of the retrospective's own history. One that came
   * with a merge names the newest revision of those that came with it, as the
   * merge itself does by its Origin. Its Seq is its place where it comes from.
   */
  line?: RevisionID;
  /** Size is how many bytes this revision added to the library. */
  size: number;
}

export type RevisionID = string & { readonly of?: 'RevisionID' };

/**
 * RevisionKind says how a revision came to be. All but RevisionAuto are kept for
 * ever.
 */
export type RevisionKind = 'auto' | 'named' | 'pre-debrief' | 'post-debrief' | 'shared' | 'imported' | 'restored' | 'purged';

/** Role is a part that a person has in the incident or its debrief. */
export type Role = 'lead investigator' | 'facilitator' | 'note taker' | 'most involved' | 'responder' | 'customer representative' | 'product representative';

/** Row is a row of a [Table]: what each of its columns says, none for what says nothing. */
export interface Row {
  id: RowID;
  cells: { [key: string]: string };
}

export type RowID = string & { readonly of?: 'RowID' };

/** Rows are the rows of each table, none for an empty one. */
export type Rows = { [key: string]: Row[] };

/**
 * Section is one part of the document: a heading, the prompt that guides the
 * writer (never exported), Markdown with live blocks in it, and at most one live
 * block below the text, which gives way to a mark of the same block.
 */
export interface Section {
  id: SectionID;
  heading: string;
  prompt?: string;
  body: string;
  block?: LiveBlock;
  /** Role is the part that it plays, "" where only its heading tells. */
  role?: SectionRole;
  hidden?: HiddenBy;
  /**
   * From is the template that a switch brought it from, "" for one that was there
   * from the beginning or that a person added.
   */
  from?: string;
}

export type SectionID = string & { readonly of?: 'SectionID' };

/**
 * SectionRole is the part that a section plays in a document, whatever its heading
 * says: what a summary quotes, and what a switch to another template matches.
 */
export type SectionRole = '' | 'summary' | 'background' | 'lead-up' | 'story' | 'impact' | 'trigger' | 'detection' | 'response' | 'resolution' | 'timeline' | 'causes' | 'mitigators' | 'risks' | 'went-well' | 'went-badly' | 'luck' | 'learnings' | 'surprises' | 'actions' | 'if-time' | 'data' | 'seen-before' | 'people' | 'questions' | 'messages' | 'unspoken' | 'decisions' | 'views' | 'appreciation' | 'meeting' | 'claims' | 'commitment' | 'epilogue';

/**
 * Series is one question to the sources: a statistic of a number in their entries,
 * bucket by bucket.
 */
export interface Series {
  /** what people call it, "" for its formula */
  name?: string;
  /** Sources are those asked, none for all. */
  sources?: EvidenceID[];
  /** Filter chooses entries, as the window's filter does; of a share, those counted. */
  filter?: string;
  /** Of chooses, of a share, the entries that are the whole. */
  of?: string;
  /**
   * Value names the number: a field of the entries, or a regular expression between
   * slashes whose first group is the number; "" counts entries.
   */
  value?: string;
  /** Unit is that of numbers that name none: "ms", "kB"; "" for none. */
  unit?: string;
  stat: Statistic;
  /** By splits it: "level", "source", "actor" or the name of a field; "" for not. */
  by?: string;
}

/**
 * Solo says whether a retrospective is one person's own account, without a debrief, and
 * what made it one. What was planned or noted of a debrief stays, for when there is one
 * after all.
 */
export type Solo = '' | 'template' | 'hand' | 'never';

/** Stage is how far a retrospective has come. */
export type Stage = 'resolve' | 'investigate' | 'debrief' | 'share' | 'shared';

/**
 * Stages are the dates of the four stages, as far as they are known. A stage without
 * a date is not over, whatever came after it.
 */
export interface Stages {
  /** Current is the furthest stage that was reached. */
  current: Stage;
  resolvedAt?: string;
  /** the debrief began */
  investigatedAt?: string;
  /** planned, else some days after the resolution */
  debriefDue?: string;
  /** held */
  debriefAt?: string;
  /** some days after the debrief */
  shareDue?: string;
  sharedAt?: string;
  sharedIn?: string;
  /** Since is when the current stage began. */
  since?: string;
  /** Solo has no debrief among its stages: the investigation ends when it is shared. */
  solo?: boolean;
}

/** Standing is where a debrief is at one moment. */
export interface Standing {
  phase: DebriefPhase;
  ran: number;
  /**
   * Place is where in a recording that would be which a note tells of whose typing
   * began now.
   */
  place: NotePlace;
  /** Step is the place of the one that is held, -1 for none. */
  step: number;
  steps: StepStanding[];
  /** StepLeft is what is left of the step; negative once it is over its time. */
  stepLeft: number;
  /** Left is what is left of all, once every step has what it is given. */
  left: number;
  /** when that will be over, while it is held */
  endsAt?: string;
  /**
   * Lends is the place of the step that gives the time by which this one is over, -1
   * for none.
   */
  lends: number;
  /** Late is by how much all of it goes on beyond what was planned. */
  late: number;
  /**
   * PlannedEnd is when it was to be over by its date, and Behind how many whole minutes
   * after that it will be: it began late, or was paused. The steps say what they could
   * give, so that it does not.
   */
  plannedEnd?: string;
  behind?: number;
}

/** Statistic is what is made of the numbers in a bucket. */
export type Statistic = 'count' | 'rate' | 'sum' | 'mean' | 'min' | 'p50' | 'p95' | 'p99' | 'max' | 'share';

/** Step is a figure with how it was computed. */
export interface Step {
  /** "to detect" */
  name: string;
  length: number;
  /** in a sentence */
  how: string;
  /** Kind and Sign are of the moment that it counts to: "detected". "" for a sum. */
  kind?: EventKind;
  sign?: string;
  from?: string;
  to?: string;
  /** Events are those that it was computed from, at most eight. */
  events: EventID[];
  /** events beside them */
  more?: number;
}

/** StepID names a step of an agenda within its debrief. */
export type StepID = string & { readonly of?: 'StepID' };

/** StepStanding is how a step stands. */
export interface StepStanding {
  id: StepID;
  /** minutes */
  planned: number;
  /** that it has once those before it took theirs */
  minutes: number;
  ran: number;
  /** for a second at least */
  isHeld: boolean;
  /** minutes, so that the planned end stays */
  offers?: number;
}

/**
 * Summary is one line of the library: what can be told of a retrospective
 * without opening it.
 */
export interface Summary {
  id: RetrospectiveID;
  title: string;
  createdAt: string;
  updatedAt: string;
  deletedAt?: string;
  /** IncidentAt is when the incident began, nil while the timeline is empty. */
  incidentAt?: string;
  /** nanoseconds */
  impact?: number;
  stages: Stages;
  lead?: string;
  openActions: number;
  evidence: number;
  events: number;
  revisions: number;
  /**
   * Review is the first day on which ideas that were parked are looked at again, "" for
   * none.
   */
  review?: Date;
  /** IsExample says that it is the example, which nobody has to work on. */
  isExample?: boolean;
}

/**
 * Table is a list whose things are rows of words, like the assumptions or the
 * glossary. What it is called, what its columns are and which live block shows it is
 * all that tells one from another.
 */
export interface Table {
  noun: Noun;
  block: LiveBlock;
  one: string;
  many: string;
  /** over it: "Assumptions" */
  title: string;
  /** what belongs into it, in a sentence */
  about: string;
  /**
   * Empty stands in the document while there are no rows. It has the word "yet", by
   * which an edited page is known to have it still.
   */
  empty: string;
  /**
   * Columns are what a row has. The first one is what a row is known by: it is never
   * empty.
   */
  columns: Column[];
  /**
   * Home is the part of the section in which the table has its place, "" where no
   * template has one.
   */
  home?: SectionRole;
  /** Usual are rows to begin with, each as the words of its first column. */
  usual?: string[];
}

/** Template is the shape of a document before anything is written. */
export interface Template {
  /** what --template takes */
  name: string;
  title: string;
  about: string;
  sections: TemplateSection[];
  /** Solo is one person's own account: there is no debrief. */
  solo?: boolean;
  /** Own is one that somebody made or imported, as against the built-in ones. */
  own?: boolean;
}

/** TemplateSection is one section of a template. */
export interface TemplateSection {
  heading: string;
  prompt: string;
  block?: LiveBlock;
  /** Role is unlike that of all other sections, or "". */
  role?: SectionRole;
}

/** Told is what an event does not say of its time by itself, and where it stands in others. */
export interface Told {
  /** what is drawn: the earliest that is meant */
  from: string;
  /** and the latest */
  to: string;
  /**
   * Says is how the time was said, "about 3 weeks after “The first fix”", "" where
   * it is a plain time.
   */
  says?: string;
  /** Depth is how many events hold this one, one within the other. */
  depth?: number;
  /** Holds marks an event that others are part of: it is drawn over all of them. */
  holds?: boolean;
  /** Problem says why a time that is told from another cannot follow it. */
  problem?: string;
}

/**
 * Transcript is what another program wrote down of a recording. The words are those of
 * the original, so each of them can be cited by its line.
 */
export interface Transcript {
  evidence: EvidenceID;
  /**
   * Start is where in the recording its times begin, mostly 0; of one that tells the
   * time of day, what that clock was behind.
   */
  start?: number;
  /**
   * Day, of one that tells the time of day, is that of its first words, like
   * "2026-03-21", and Zone that of its clock.
   */
  day?: string;
  zone?: string;
}

/** Unit is a length of time by the calendar: a month is as long as the month is. */
export type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/**
 * Verdict is what people made of a finding of the review: which factor lies deeper, or
 * why it is let stand. It holds for as long as the words that it is about stand there,
 * and the factor that it names.
 */
export interface Verdict {
  id: VerdictID;
  /** that found it, like "human-error" */
  rule: string;
  /** Noun and Of name the thing in which the words stand, both "" for wherever they do. */
  noun?: Noun;
  of?: string;
  /** the words, in any case */
  quote?: string;
  factor?: FactorID;
  /** why it is let stand */
  reason?: string;
}

export type VerdictID = string & { readonly of?: 'VerdictID' };

/** Window is one stretch of customer impact (an outage). */
export interface Window {
  from: string;
  to: string;
}

/** Withheld is what an edition does not have. */
export interface Withheld {
  /** that occur, and what is said instead */
  names: Alias[];
  /** their headings */
  sections: string[];
  /** addresses */
  links: string[];
  evidence: number;
  /** notes */
  private: number;
}
