/**
 * The shapes that cross the seam to Go, under the page's names. All of them are
 * generated from Go, where the comments on their fields stand; times are RFC 3339
 * strings, lengths of time are nanoseconds.
 */
import type { HeldFile, Notice as AnyNotice, Problem } from './generated/app';
import type { Glimpse, ListEdit as AnyListEdit, Placed as AnyPlaced } from './generated/authoring';
import type {
  ActionItem,
  Answer,
  Debrief,
  Event as TimelineEvent,
  Evidence,
  Factor,
  Note,
  Noun,
  Participant,
  Particulars,
  PrivateNote,
  Question,
  RetrospectiveID,
  RevisionKind,
  Row,
  Section,
  Verdict,
} from './generated/retro';

export type { Opened, Page, Vocabulary } from './generated/app';
export type {
  Actor,
  Added,
  Brought,
  Cited,
  Copies as LibraryCopies,
  DrawnChart,
  Edited,
  ChartChange,
  DrawnAgain,
  Entry,
  EntryBytes,
  TreeNode,
  EntryDetail,
  EntryQuery,
  EntriesAround,
  EntryRef,
  EntryWindow,
  FindQuery,
  Found,
  FoundWords,
  Glimpse,
  HeardCue,
  ImportBase,
  Imported,
  ImportOptions,
  Place,
  PurgeOrder,
  Purging,
  Rendered as ExportResult,
  Replayed,
  SearchState,
  Settings,
  TimeReading,
  DrawingView,
  Edge,
  Workspace,
  WordsPlace,
  WordsQuery,
} from './generated/authoring';
export type { Candidate as NumberField, TableRow as ChartRow } from './generated/chart';
export type { Target as ExportTarget } from './generated/export';
export type {
  Copy as LibraryCopy,
  Counts as LibraryCounts,
  Learning,
  Order as ListOrder,
  OutstandingItem,
  Report as LibraryReport,
} from './generated/library';
export type { Frame, Label, Mark, Mood, Shot, Span } from './generated/timeline';
export type { Conflict, Decision } from './generated/merging';
export type { Histogram } from './generated/record';
export type {
  ActionItem,
  ActionState,
  Agenda,
  AgendaStep,
  Answer,
  Chart,
  Citation,
  Content,
  Debrief,
  Duty,
  /** `Event` is taken by the DOM. */
  Event as TimelineEvent,
  EventKind,
  Evidence,
  EvidenceKind,
  Factor,
  Feeling,
  Figures,
  Gap,
  Instant,
  Level,
  LiveBlock,
  Lost,
  Marks,
  Measure,
  Note,
  NotePlace,
  Recording,
  NoteKind,
  Participant,
  Particulars,
  Question,
  PrivateNote,
  Readiness,
  Reading,
  Region,
  Revision,
  RevisionKind,
  Role,
  Row,
  Section,
  SectionRole,
  Series,
  Stage,
  Stages,
  Standing,
  StepStanding,
  Statistic,
  Summary,
  Table,
  Template,
  Verdict,
  Withheld,
} from './generated/retro';
export type { Alike, SectionUse, TemplateRevision } from './generated/authoring';
export type { Landing } from './generated/debrief';
export type { Finding, Kind as FindingKind, Report as Review } from './generated/review';

export type CheckpointKind = Exclude<RevisionKind, 'auto' | 'imported' | 'restored' | 'purged'>;

/** The last is of what a person stopped: nothing is to be said. */
export type ErrorCode = Problem['code'] | 'cancelled';

/** A window of a list, and how many there are outside of it too. */
export interface Rows<T> {
  rows: T[];
  total: number;
}

/** The nouns of the rows of tables: of all lists these have no field of their own in a content. */
export type TableNoun = Exclude<
  Noun,
  | 'particulars'
  | 'section'
  | 'event'
  | 'factor'
  | 'action-item'
  | 'participant'
  | 'debrief'
  | 'note'
  | 'question'
  | 'answer'
  | 'evidence'
  | 'private-note'
  | 'verdict'
>;

type Records = Record<TableNoun, Row> & {
  particulars: Particulars;
  section: Section;
  event: TimelineEvent;
  factor: Factor;
  'action-item': ActionItem;
  participant: Participant;
  debrief: Omit<Debrief, 'notes'>;
  note: Note;
  question: Question;
  answer: Answer;
  evidence: Evidence;
  'private-note': PrivateNote;
  verdict: Verdict;
};

/** What `placed` holds is a record of the list, which Go can say of no list in particular. */
export type ListEdit<T> = Omit<AnyListEdit, 'placed'> & {
  placed?: (Omit<AnyPlaced, 'record'> & { record?: T })[];
};
export type ListEdits = { [N in Noun]?: ListEdit<Records[N]> };

/** What each kind of notice says: Go has one struct for all. */
export type Notice =
  | (Pick<AnyNotice, 'name' | 'done' | 'total'> & {
      kind: 'progress';
      retrospective: RetrospectiveID;
      glimpse?: Glimpse;
    })
  | { kind: 'dropped'; files: HeldFile[] }
  | { kind: 'closing' };
