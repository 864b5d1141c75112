// Written by build/bindings from the Go of the same name. Do not edit.
import type * as authoring from './authoring';
import type * as canvas from './canvas';
import type * as chart from './chart';
import type * as debrief from './debrief';
import type * as diff from './diff';
import type * as exports from './export';
import type * as library from './library';
import type * as merging from './merging';
import type * as record from './record';
import type * as retro from './retro';
import type * as review from './review';
import type * as timeline from './timeline';

/** Actions is the room of factors, remediations and action items. */
export interface Actions {
  /** AddItem adds a remediation for each line of text. */
  addItem(id: retro.RetrospectiveID, lines: string): Promise<authoring.Edited>;
  /** MoveItem puts an action item at a place in the list. */
  moveItem(id: retro.RetrospectiveID, item: retro.ActionItemID, to: number): Promise<authoring.Edited>;
  /** Park lets ideas soak: those that are named, or all that are not decided. */
  park(id: retro.RetrospectiveID, items: readonly retro.ActionItemID[]): Promise<authoring.Edited>;
  /** RemoveItem takes an action item off the list. */
  removeItem(id: retro.RetrospectiveID, item: retro.ActionItemID): Promise<authoring.Edited>;
  /** SaveFactors replaces the contributing factors. */
  saveFactors(id: retro.RetrospectiveID, factors: readonly retro.Factor[]): Promise<authoring.Edited>;
  /** UpdateItem replaces an action item. */
  updateItem(id: retro.RetrospectiveID, item: retro.ActionItem): Promise<authoring.Edited>;
}

/** All that the page may call, by noun. */
export interface Bound {
  library: Library;
  evidence: Evidence;
  charts: Charts;
  timeline: Timeline;
  document: Document;
  actions: Actions;
  questions: Questions;
  debrief: Debrief;
  history: History;
  sharing: Sharing;
  merging: Merging;
  settings: Settings;
}

/** Charts is what is made of the numbers in the evidence. */
export interface Charts {
  /** Add keeps a chart as evidence. */
  add(id: retro.RetrospectiveID, label: string, recipe: retro.Chart): Promise<authoring.WithChart>;
  /**
   * AsItComes returns a chart of the columns of sources that monitoring exported; none
   * for all sources. It has no series where they are anything else.
   */
  asItComes(id: retro.RetrospectiveID, sources: readonly retro.EvidenceID[]): Promise<retro.Chart>;
  /**
   * Changes lists the charts that show other numbers in one revision than in another, by
   * the same recipe; "" for the newest.
   */
  changes(id: retro.RetrospectiveID, from: retro.RevisionID, to: retro.RevisionID): Promise<authoring.ChartChange[]>;
  /** Draw draws a chart by its recipe, as far as its entries are read. */
  draw(id: retro.RetrospectiveID, recipe: retro.Chart, view: authoring.ChartView): Promise<authoring.DrawnChart>;
  /** DrawKept draws a chart that is kept as evidence, as it stood at a revision; "" for now. */
  drawKept(id: retro.RetrospectiveID, revision: retro.RevisionID, evidence: retro.EvidenceID, view: authoring.ChartView): Promise<authoring.DrawnChart>;
  /**
   * DrawnAgain says how a chart that is kept differs from what it was when its recipe was
   * changed last, because of what it is drawn from.
   */
  drawnAgain(id: retro.RetrospectiveID, evidence: retro.EvidenceID): Promise<authoring.DrawnAgain>;
  /** Fields lists the numbers that some sources have; none for all sources. */
  fields(id: retro.RetrospectiveID, sources: readonly retro.EvidenceID[]): Promise<chart.Candidate[]>;
  /**
   * Pick makes the value of a series out of a number that is selected in a message: its
   * characters from one to another.
   */
  pick(text: string, from: number, to: number): Promise<string>;
  /**
   * Save lets the person choose a place and writes the chart there, as the name of the
   * file asks: SVG, PNG or CSV. It returns the path, "" when they cancel.
   */
  save(id: retro.RetrospectiveID, recipe: retro.Chart, title: string): Promise<string>;
  /** Stop stops the charts that are being made. */
  stop(): Promise<void>;
}

/** Debrief is the room of the meeting. */
export interface Debrief {
  /** AddNote writes down something that was said. */
  addNote(id: retro.RetrospectiveID, noted: authoring.Noted): Promise<authoring.Edited>;
  /** Agenda returns an agenda for so many minutes. */
  agenda(name: string, minutes: number): Promise<retro.Agenda>;
  /** Agendas lists what a debrief can go through. */
  agendas(): Promise<retro.Agenda[]>;
  /**
   * Align moves a recording so that a moment of the debrief is at a place in it, written
   * as people write one: "0:12:30".
   */
  align(id: retro.RetrospectiveID, place: number, moment: authoring.Moment, offset: string): Promise<authoring.Edited>;
  /** AlignCue brings a transcript to the debrief: a line of it is what a moment is about. */
  alignCue(id: retro.RetrospectiveID, moment: authoring.Moment, lines: authoring.CueLines): Promise<authoring.Edited>;
  /** Changes tells what the newest debrief changed. */
  changes(id: retro.RetrospectiveID): Promise<authoring.Span>;
  /** ChooseAgenda plans the steps and the minutes as an agenda has them. */
  chooseAgenda(id: retro.RetrospectiveID, name: string): Promise<authoring.Edited>;
  /**
   * ChooseTranscript lets the person pick the transcript of a recording in the native
   * dialog, -1 for whichever it is of, and takes it in; nil when they cancel. What is no
   * transcript becomes evidence.
   */
  chooseTranscript(id: retro.RetrospectiveID, recording: number): Promise<authoring.Brought | null>;
  /** CueAt is the place of the last cue that had begun at a place in a recording. */
  cueAt(id: retro.RetrospectiveID, recording: number, at: number): Promise<number>;
  /** Cues returns count cues of a recording's transcript from a place on. */
  cues(id: retro.RetrospectiveID, query: authoring.CueQuery, from: number, count: number): Promise<authoring.CueWindow>;
  /** Draft returns what was being typed when the window closed. */
  draft(id: retro.RetrospectiveID): Promise<authoring.Draft>;
  /** End ends the debrief. */
  end(id: retro.RetrospectiveID): Promise<authoring.Edited>;
  /** KeepAgenda keeps steps as an agenda of one's own. */
  keepAgenda(title: string, steps: readonly retro.AgendaStep[]): Promise<retro.Agenda>;
  /** KeepDraft keeps what is being typed as a note. */
  keepDraft(id: retro.RetrospectiveID, noted: authoring.Noted): Promise<void>;
  /** KeepEnd has the steps to come give what the debrief is behind. */
  keepEnd(id: retro.RetrospectiveID): Promise<authoring.Edited>;
  /** MoveRecording says where one is now. */
  moveRecording(id: retro.RetrospectiveID, place: number, where: string): Promise<authoring.Edited>;
  /** ParseOffset reads a place in a recording, in nanoseconds. */
  parseOffset(text: string): Promise<number>;
  /** ParseTime reads what a person typed for when it is held, in the zone that leads. */
  parseTime(id: retro.RetrospectiveID, text: string): Promise<retro.Instant>;
  /** Pause stops the clock. */
  pause(id: retro.RetrospectiveID): Promise<authoring.Edited>;
  /** QuoteCues makes a note of lines of a transcript. */
  quoteCues(id: retro.RetrospectiveID, lines: authoring.CueLines, kind: retro.NoteKind): Promise<authoring.Edited>;
  /** QuoteInto puts lines of a transcript into a section. */
  quoteInto(id: retro.RetrospectiveID, lines: authoring.CueLines, section: retro.SectionID): Promise<authoring.Edited>;
  /** Readiness tells what the debrief should not begin without. */
  readiness(id: retro.RetrospectiveID): Promise<retro.Readiness[]>;
  /** Record adds a recording. */
  record(id: retro.RetrospectiveID, recording: retro.Recording): Promise<authoring.Edited>;
  /** RemoveAgenda takes an agenda of one's own away. */
  removeAgenda(name: string): Promise<void>;
  /** RemoveNote takes a note out. */
  removeNote(id: retro.RetrospectiveID, note: retro.NoteID): Promise<authoring.Edited>;
  /** RemoveRecording takes one off. */
  removeRecording(id: retro.RetrospectiveID, place: number): Promise<authoring.Edited>;
  /** Resume lets the clock go on. */
  resume(id: retro.RetrospectiveID): Promise<authoring.Edited>;
  /** Save changes what is planned. */
  save(id: retro.RetrospectiveID, debrief: retro.Debrief): Promise<authoring.Edited>;
  /** SaveAgenda keeps steps as an agenda of one's own, and plans them. */
  saveAgenda(id: retro.RetrospectiveID, title: string, steps: readonly retro.AgendaStep[]): Promise<authoring.Edited>;
  /** SaveParticipants replaces the participants. */
  saveParticipants(id: retro.RetrospectiveID, participants: readonly retro.Participant[]): Promise<authoring.Edited>;
  /** SendAgenda keeps that the agenda left. */
  sendAgenda(id: retro.RetrospectiveID): Promise<authoring.Edited>;
  /** Standing tells where the debrief is now. */
  standing(id: retro.RetrospectiveID): Promise<retro.Standing>;
  /** Start begins the debrief, or goes on with it. */
  start(id: retro.RetrospectiveID): Promise<authoring.Edited>;
  /** Step goes to a step of the agenda: "next", "previous" or its id. */
  step(id: retro.RetrospectiveID, to: string): Promise<authoring.Edited>;
  /** TakeOver puts what a note says where it belongs. */
  takeOver(id: retro.RetrospectiveID, note: retro.NoteID): Promise<authoring.Edited>;
  /** UpdateNote changes a note. */
  updateNote(id: retro.RetrospectiveID, note: retro.Note): Promise<authoring.Edited>;
}

/** Document is the room of the written part. */
export interface Document {
  /** AddPrivateNote keeps what leaves with nothing. */
  addPrivateNote(id: retro.RetrospectiveID, note: retro.PrivateNote): Promise<authoring.Edited>;
  /** AddSection puts a section without text after another. */
  addSection(id: retro.RetrospectiveID, section: retro.Section, after: retro.SectionID): Promise<authoring.Edited>;
  /** AddSeenBefore puts an earlier retrospective into the table of what was seen before. */
  addSeenBefore(id: retro.RetrospectiveID, earlier: retro.RetrospectiveID): Promise<authoring.Edited>;
  /** AddUsualRows adds the rows that a table usually begins with. */
  addUsualRows(id: retro.RetrospectiveID, table: retro.Noun): Promise<authoring.Edited>;
  /** Block returns sanitised HTML of a live block. */
  block(id: retro.RetrospectiveID, block: retro.LiveBlock): Promise<string>;
  /**
   * DigDeeper links a finding to the factor that lies deeper, or to a new one with the
   * title.
   */
  digDeeper(id: retro.RetrospectiveID, about: retro.Verdict, title: string): Promise<authoring.Edited>;
  /** FindWords looks through the headings and texts of all sections. */
  findWords(id: retro.RetrospectiveID, query: authoring.WordsQuery): Promise<authoring.FoundWords>;
  /** FromHTML returns the Markdown of pasted HTML. */
  fromHTML(html: string): Promise<string>;
  /** HideSection hides a section, or shows it again. */
  hideSection(id: retro.RetrospectiveID, section: retro.SectionID, hidden: boolean): Promise<authoring.Edited>;
  /** LetStand lets a finding stand for a reason. */
  letStand(id: retro.RetrospectiveID, about: retro.Verdict): Promise<authoring.Edited>;
  /** MarkDraft marks the retrospective as a draft, or as final. */
  markDraft(id: retro.RetrospectiveID, isDraft: boolean): Promise<authoring.Edited>;
  /** MarkSolo makes it one person's own account, without a debrief, or not any more. */
  markSolo(id: retro.RetrospectiveID, alone: boolean): Promise<authoring.Edited>;
  /** MoveRow puts a row at a place in its table. */
  moveRow(id: retro.RetrospectiveID, table: retro.Noun, row: retro.RowID, to: number): Promise<authoring.Edited>;
  /** MoveSection puts a section at a place. */
  moveSection(id: retro.RetrospectiveID, section: retro.SectionID, to: number): Promise<authoring.Edited>;
  /** Preview returns sanitised HTML of Markdown as the document shows it. */
  preview(id: retro.RetrospectiveID, markdown: string): Promise<string>;
  /** PromotePrivateNote puts a private note into a section, or "" into what it is about. */
  promotePrivateNote(id: retro.RetrospectiveID, note: retro.PrivateNoteID, section: retro.SectionID): Promise<authoring.Edited>;
  /** RemovePrivateNote takes a private note out. */
  removePrivateNote(id: retro.RetrospectiveID, note: retro.PrivateNoteID): Promise<authoring.Edited>;
  /** RemoveRow takes a row out of a table. */
  removeRow(id: retro.RetrospectiveID, table: retro.Noun, row: retro.RowID): Promise<authoring.Edited>;
  /** RemoveSection takes a section out. */
  removeSection(id: retro.RetrospectiveID, section: retro.SectionID): Promise<authoring.Edited>;
  /** Reopen takes back what was made of a finding. */
  reopen(id: retro.RetrospectiveID, verdict: retro.VerdictID): Promise<authoring.Edited>;
  /**
   * ReplaceWords puts other words in place of all that FindWords finds, or of one
   * place alone.
   */
  replaceWords(id: retro.RetrospectiveID, query: authoring.WordsQuery, replacement: string, only: authoring.WordsPlace | null): Promise<authoring.ReplacedWords>;
  /** SaveRow replaces a row of a table, or adds one that has no id. */
  saveRow(id: retro.RetrospectiveID, table: retro.Noun, row: retro.Row): Promise<authoring.Edited>;
  /** SaveSection stores a section's text. */
  saveSection(id: retro.RetrospectiveID, section: retro.SectionID, body: string): Promise<authoring.Edited>;
  /** SaveStructure keeps the sections as a template of one's own. */
  saveStructure(id: retro.RetrospectiveID, title: string): Promise<retro.Template>;
  /** SeenBefore lists other retrospectives that speak of the same. */
  seenBefore(id: retro.RetrospectiveID): Promise<authoring.Alike[]>;
  /** SwitchTemplate gives the document the shape of another template. */
  switchTemplate(id: retro.RetrospectiveID, name: string): Promise<authoring.Edited>;
  /** UpdatePrivateNote changes the words of a private note. */
  updatePrivateNote(id: retro.RetrospectiveID, note: retro.PrivateNoteID, text: string): Promise<authoring.Edited>;
  /** UpdateSection changes heading, prompt and live block. */
  updateSection(id: retro.RetrospectiveID, section: retro.Section): Promise<authoring.Edited>;
  /** Wording are the findings about the wording, with what became of each. */
  wording(id: retro.RetrospectiveID): Promise<review.Finding[]>;
  /** Words returns how many words each section has. */
  words(id: retro.RetrospectiveID): Promise<{ [key: string]: number }>;
}

/**
 * Evidence is the room of sources and their merged record. Pasted and dropped
 * bytes come in over the handler (assets.go).
 */
export interface Evidence {
  /** Actors returns who the entries are of. */
  actors(id: retro.RetrospectiveID): Promise<authoring.Actor[]>;
  /** Annotate replaces what is marked on a picture. */
  annotate(id: retro.RetrospectiveID, evidence: retro.EvidenceID, regions: readonly retro.Region[]): Promise<authoring.Edited>;
  /** Around returns the entries that hold cited lines, with so many before and after. */
  around(id: retro.RetrospectiveID, lines: retro.Citation, count: number): Promise<authoring.EntriesAround>;
  /** Cancel stops reading what is being added to a retrospective. */
  cancel(id: retro.RetrospectiveID): Promise<void>;
  /**
   * Choose lets the person pick files in the native dialog and adds them; nil when
   * they cancel.
   */
  choose(id: retro.RetrospectiveID): Promise<authoring.Added | null>;
  /** Cite returns the lines that count rows from a place on stand for. */
  cite(id: retro.RetrospectiveID, query: authoring.EntryQuery, from: number, count: number): Promise<authoring.Cited>;
  /** EntryBytes returns the bytes of the entry at a line of a source. */
  entryBytes(id: retro.RetrospectiveID, evidence: retro.EvidenceID, line: number): Promise<authoring.EntryBytes>;
  /** EntryDetail returns all that is known of the entry at a line of a source. */
  entryDetail(id: retro.RetrospectiveID, evidence: retro.EvidenceID, line: number): Promise<authoring.EntryDetail>;
  /** FindRows looks for a text among the rows, as far as it is known where it stands. */
  findRows(id: retro.RetrospectiveID, query: authoring.EntryQuery, find: authoring.FindQuery): Promise<authoring.Found>;
  /** Histogram counts the rows of the merged record over time. */
  histogram(id: retro.RetrospectiveID, query: authoring.EntryQuery, buckets: number): Promise<record.Histogram>;
  /**
   * LookAtNew notes that somebody has looked at what is new in sources that grew; none for
   * all of them.
   */
  lookAtNew(id: retro.RetrospectiveID, sources: readonly retro.EvidenceID[]): Promise<authoring.Edited>;
  /** Place returns the place of the first row at or after a time. */
  place(id: retro.RetrospectiveID, query: authoring.EntryQuery, at: string): Promise<number>;
  /** Preview tells how evidence would be read with what people decide about it. */
  preview(id: retro.RetrospectiveID, evidence: retro.Evidence): Promise<retro.Reading>;
  /** ReadFilter understands what somebody writes into the filter. */
  readFilter(id: retro.RetrospectiveID, written: string): Promise<authoring.EntryQuery>;
  /** Remove takes evidence out of a retrospective. */
  remove(id: retro.RetrospectiveID, evidence: retro.EvidenceID): Promise<authoring.Edited>;
  /** ResumeFind goes on looking for a text where it was stopped. */
  resumeFind(id: retro.RetrospectiveID): Promise<void>;
  /** ResumeSearch goes on looking for rows where somebody stopped it. */
  resumeSearch(id: retro.RetrospectiveID): Promise<void>;
  /** StopFind stops looking for a text among the rows. */
  stopFind(id: retro.RetrospectiveID): Promise<void>;
  /** StopSearch stops looking for rows. */
  stopSearch(id: retro.RetrospectiveID): Promise<void>;
  /** TakeLog adds the log in the message at a line of a conversation as a source. */
  takeLog(id: retro.RetrospectiveID, evidence: retro.EvidenceID, line: number): Promise<authoring.Added>;
  /** Update saves what people decide about evidence. */
  update(id: retro.RetrospectiveID, evidence: retro.Evidence): Promise<authoring.Edited>;
  /**
   * Window returns count rows of the merged record from a place on, as far as they are
   * known.
   */
  window(id: retro.RetrospectiveID, query: authoring.EntryQuery, from: number, count: number): Promise<authoring.EntryWindow>;
  /** WithActor returns the same filter for another actor, "" for anyone. */
  withActor(written: string, actor: string): Promise<string>;
}

/** HeldFile is a dropped file that Go holds for the page. */
export interface HeldFile {
  key: string;
  name: string;
}

/** History is the room of revisions. */
export interface History {
  /** Checkpoint names the present state. */
  checkpoint(id: retro.RetrospectiveID, name: string, kind: retro.RevisionKind): Promise<authoring.Edited>;
  /**
   * Compare compares two revisions as far as they can be read; an empty to means
   * the newest, an empty from the one before to.
   */
  compare(id: retro.RetrospectiveID, from: retro.RevisionID, to: retro.RevisionID): Promise<authoring.Comparison>;
  /** Drawing lays out what a comparison of two revisions says of the timeline. */
  drawing(id: retro.RetrospectiveID, from: retro.RevisionID, to: retro.RevisionID, view: authoring.DrawingView): Promise<timeline.Frame>;
  /** Find looks for when words appeared and vanished. */
  find(id: retro.RetrospectiveID, words: string): Promise<authoring.Seen[]>;
  /** MergedPage lists some of the revisions that the merge at an index took in. */
  mergedPage(id: retro.RetrospectiveID, index: number, from: number, count: number): Promise<authoring.Listed[]>;
  /** Originals lists what can be purged: the evidence of all revisions. */
  originals(id: retro.RetrospectiveID): Promise<retro.Evidence[]>;
  /** Outline outlines the history, with the days of a zone. */
  outline(id: retro.RetrospectiveID, zone: string): Promise<authoring.Outline>;
  /** Page lists some revisions from an index on, the newest first. */
  page(id: retro.RetrospectiveID, index: number, count: number): Promise<authoring.Listed[]>;
  /** PreviewPurge tells what a purge would take out. */
  previewPurge(id: retro.RetrospectiveID, order: authoring.PurgeOrder): Promise<authoring.Purging>;
  /**
   * PreviewRestore says what restoring a part of a revision would change now; an
   * empty part means all of it.
   */
  previewRestore(id: retro.RetrospectiveID, revision: retro.RevisionID, part: authoring.Part): Promise<diff.ChangeSet>;
  /** Purge takes something out for good. */
  purge(id: retro.RetrospectiveID, order: authoring.PurgeOrder): Promise<authoring.Edited>;
  /** Purges lists what was purged, the newest first. */
  purges(id: retro.RetrospectiveID): Promise<library.Purge[]>;
  /** Redo brings back what undo took. */
  redo(id: retro.RetrospectiveID): Promise<authoring.Edited>;
  /** Restore brings a revision back as a new one. */
  restore(id: retro.RetrospectiveID, revision: retro.RevisionID): Promise<authoring.Edited>;
  /** RestorePart brings back one part of a revision as a new one. */
  restorePart(id: retro.RetrospectiveID, revision: retro.RevisionID, part: authoring.Part): Promise<authoring.Edited>;
  /** Revisions lists all revisions, the newest first. */
  revisions(id: retro.RetrospectiveID): Promise<retro.Revision[]>;
  /** Summarise says in a line what each of the revisions changed. */
  summarise(id: retro.RetrospectiveID, revisions: readonly retro.RevisionID[]): Promise<authoring.RevisionSummary[]>;
  /**
   * Touching lists the revisions that changed a thing, or with words a paragraph of
   * it.
   */
  touching(id: retro.RetrospectiveID, thing: authoring.Part, words: string): Promise<authoring.Listed[]>;
  /** Undo takes back the last act. */
  undo(id: retro.RetrospectiveID): Promise<authoring.Edited>;
}

/** Library is the home of the window. */
export interface Library {
  /** BackUp keeps a copy of the library now. */
  backUp(): Promise<library.Copy>;
  /** CancelExport stops writing the library. */
  cancelExport(): Promise<void>;
  /** Check reads the whole library and verifies it. */
  check(): Promise<library.Report>;
  /** Copies lists the copies of the library. */
  copies(): Promise<authoring.Copies>;
  /** Counts tells how much there is to do in all of them. */
  counts(): Promise<library.Counts>;
  /** Create begins a retrospective; an empty template name means the default one. */
  create(title: string, template: string): Promise<authoring.Workspace>;
  /** Delete hides a retrospective. */
  delete(id: retro.RetrospectiveID): Promise<void>;
  /** Example builds the example retrospective and opens it. */
  example(): Promise<authoring.Workspace>;
  /**
   * ExportPage lets the person choose a folder and writes the index of the library and its
   * pages there; nil when they cancel.
   */
  exportPage(): Promise<authoring.LibraryPage | null>;
  /** Learnings returns a window of what was learned. */
  learnings(query: library.LearningQuery): Promise<library.Learnings>;
  /** List returns a window of the retrospectives. */
  list(query: library.Query): Promise<library.Listing>;
  /** Open returns a retrospective to work on. */
  open(id: retro.RetrospectiveID): Promise<authoring.Workspace>;
  /** OpenBundle asks for a colleague's file and takes it over. */
  openBundle(): Promise<Opened>;
  /**
   * OpenGiven takes over the file that the app was started with, if there is one.
   * Opening it again brings nothing new.
   */
  openGiven(): Promise<Opened>;
  /** Outstanding returns a window of the action items that are not done. */
  outstanding(offset: number, limit: number): Promise<library.Outstanding>;
  /** ReadTemplate reads Markdown as a template, to look at it before it is kept. */
  readTemplate(markdown: string): Promise<retro.Template>;
  /** RemoveTemplate takes a template of one's own away. */
  removeTemplate(name: string): Promise<void>;
  /** Rename gives a retrospective another title. */
  rename(id: retro.RetrospectiveID, title: string): Promise<authoring.Edited>;
  /**
   * RestoreCopy puts a copy in place of the library. What was open must be opened
   * again.
   */
  restoreCopy(name: string): Promise<void>;
  /**
   * SaveLearnings lets the person choose a place and writes what was learned there, as a
   * table for spreadsheets. It returns the path, or "" when they cancel.
   */
  saveLearnings(query: library.LearningQuery): Promise<string>;
  /** SaveTemplate keeps a template of one's own. */
  saveTemplate(markdown: string): Promise<retro.Template>;
  /** Search looks for words in the whole library. */
  search(words: string): Promise<library.Hit[]>;
  /** SetZones chooses the zones shown beside UTC. */
  setZones(id: retro.RetrospectiveID, zones: readonly string[]): Promise<authoring.Edited>;
  /** TemplateRevisions lists what a template of one's own was, oldest first. */
  templateRevisions(name: string): Promise<authoring.TemplateRevision[]>;
  /** TemplateText returns a template as Markdown. */
  templateText(name: string): Promise<string>;
  /** TemplateUse tells how often each section of each template stayed empty. */
  templateUse(): Promise<authoring.SectionUse[]>;
  /** Templates lists the templates, the default one first. */
  templates(): Promise<retro.Template[]>;
  /** Undelete shows it again. */
  undelete(id: retro.RetrospectiveID): Promise<void>;
}

/** Merging is where an exported page comes back that others edited. */
export interface Merging {
  /** Bases lists the exports that a page may have been edited from. */
  bases(id: retro.RetrospectiveID): Promise<authoring.ImportBase[]>;
  /** Begin makes a new retrospective of the page. */
  begin(page: string): Promise<authoring.Workspace>;
  /**
   * Choose asks for the file of an edited page; a Page without a handle means that
   * the person cancelled.
   */
  choose(): Promise<Page>;
  /** Conflicts lists those that nobody has settled yet. */
  conflicts(id: retro.RetrospectiveID): Promise<merging.Conflict[]>;
  /** Import takes the page in, as one revision. */
  import(id: retro.RetrospectiveID, page: string, options: authoring.ImportOptions): Promise<authoring.Imported>;
  /** Preview tells what taking the page in would change. */
  preview(id: retro.RetrospectiveID, page: string, options: authoring.ImportOptions): Promise<authoring.Imported>;
  /** Settle ends a conflict, as one revision. */
  settle(id: retro.RetrospectiveID, number: number, decision: merging.Decision): Promise<authoring.Edited>;
}

/** Notice is something that Go tells the window unasked. */
export interface Notice {
  kind: NoticeKind;
  retrospective?: retro.RetrospectiveID;
  name: string;
  /** bytes */
  done: number;
  /** bytes */
  total: number;
  glimpse?: authoring.Glimpse;
  files?: HeldFile[];
}

/** NoticeKind says what a notice is about. */
export type NoticeKind = 'progress' | 'closing' | 'dropped';

/** Opened is what became of a bundle; an empty Name means that none was opened. */
export interface Opened {
  /** of the file */
  name: string;
  unpacked: library.Unpacked;
  /** Conflicts is how many places wait for a decision. */
  conflicts: number;
}

/** Page names a page that was handed over and waits to be taken in. */
export interface Page {
  /** "" for none */
  handle: string;
  name: string;
  /** bytes */
  size: number;
}

/** Problem is an error as the page receives it. */
export interface Problem {
  code: retro.Code;
  message: string;
  hint: string;
}

/** Questions is what people and teams are asked, and what they answered. */
export interface Questions {
  /** Answer keeps what was answered. */
  answer(id: retro.RetrospectiveID, landings: readonly debrief.Landing[]): Promise<authoring.Edited>;
  /** Ask asks a person or a team something. */
  ask(id: retro.RetrospectiveID, question: retro.Question): Promise<authoring.Edited>;
  /** Place says what an answer answers. */
  place(id: retro.RetrospectiveID, answer: retro.AnswerID, question: retro.QuestionID): Promise<authoring.Edited>;
  /** ReadReply says what each part of a pasted reply answers, and keeps nothing. */
  readReply(id: retro.RetrospectiveID, text: string, question: retro.QuestionID): Promise<debrief.Landing[]>;
  /** Remove takes a question back. */
  remove(id: retro.RetrospectiveID, question: retro.QuestionID): Promise<authoring.Edited>;
  /** RemoveAnswer takes an answer out. */
  removeAnswer(id: retro.RetrospectiveID, answer: retro.AnswerID): Promise<authoring.Edited>;
  /** Suggest words a question about the time between two RFC 3339 times. */
  suggest(id: retro.RetrospectiveID, from: string, to: string): Promise<string>;
  /** TimeOf is when ToEvent would put an answer, nil where nobody knows. */
  timeOf(id: retro.RetrospectiveID, answer: retro.AnswerID): Promise<retro.Instant | null>;
  /** ToEvent puts an answer on the timeline. */
  toEvent(id: retro.RetrospectiveID, answer: retro.AnswerID): Promise<authoring.WithEvent>;
  /** ToSection quotes an answer in a section. */
  toSection(id: retro.RetrospectiveID, answer: retro.AnswerID, section: retro.SectionID): Promise<authoring.Edited>;
  /** Update replaces a question. */
  update(id: retro.RetrospectiveID, question: retro.Question): Promise<authoring.Edited>;
  /** UpdateAnswer changes who said it, and the words. */
  updateAnswer(id: retro.RetrospectiveID, answer: retro.Answer): Promise<authoring.Edited>;
}

/** Settings are a person's choices, and what the window must know of the app. */
export interface Settings {
  /** Dictionary returns the machine's dictionary of a language. */
  dictionary(language: string): Promise<authoring.Dictionary>;
  /**
   * KeepOpen calls off the closing of the window, because something could not be
   * saved and the person must decide about it.
   */
  keepOpen(): Promise<void>;
  /** KeepPlace keeps where the person is. */
  keepPlace(place: authoring.Place): Promise<void>;
  /** LastPlace returns where the person was when the window was last closed. */
  lastPlace(): Promise<authoring.Place>;
  /** Load returns the settings, or why the library could not be opened. */
  load(): Promise<authoring.Settings>;
  /**
   * OpenLink asks the person and then opens a link outside the app. Only http,
   * https and mailto leave it; anything else is CodeUnsupported.
   */
  openLink(link: string): Promise<void>;
  /** ReadyToClose ends the app, after the page saved everything. */
  readyToClose(): Promise<void>;
  /** Save stores the settings. */
  save(settings: authoring.Settings): Promise<void>;
  /** Vocabulary returns the words that the window offers. */
  vocabulary(): Promise<Vocabulary>;
}

/** Sharing is the room of exports. */
export interface Sharing {
  /**
   * Call says what a name is called in the editions for the company and for clients; for ""
   * as a role tells again.
   */
  call(id: retro.RetrospectiveID, name: string, instead: string): Promise<authoring.Edited>;
  /** Copied records that the page itself put an export on the clipboard. */
  copied(id: retro.RetrospectiveID, target: string): Promise<void>;
  /** Copy puts the text of an export on the clipboard. */
  copy(id: retro.RetrospectiveID, target: string): Promise<void>;
  /** CopyReport puts its text on the clipboard. */
  copyReport(id: retro.RetrospectiveID, from: retro.RevisionID, to: retro.RevisionID, target: string): Promise<void>;
  /** MarkShared keeps a checkpoint of what was shared, and where. */
  markShared(id: retro.RetrospectiveID, place: string): Promise<authoring.Edited>;
  /** Render returns an export to look at. */
  render(id: retro.RetrospectiveID, target: string): Promise<authoring.Rendered>;
  /**
   * RenderReport returns what changed between two revisions, for a target, to look
   * at; an empty to means the newest.
   */
  renderReport(id: retro.RetrospectiveID, from: retro.RevisionID, to: retro.RevisionID, target: string): Promise<authoring.Rendered>;
  /** Review returns what to look at before it leaves, and what was looked for. */
  review(id: retro.RetrospectiveID): Promise<review.Report>;
  /**
   * Save lets the person choose a place and writes the export there: one file
   * where they say, several into a folder. It returns the path of the main file,
   * or "" when they cancel.
   */
  save(id: retro.RetrospectiveID, target: string): Promise<string>;
  /**
   * SaveBundle asks where to, and writes the one file that holds a retrospective
   * with its history and its originals. It returns the path, "" when the person
   * cancels.
   */
  saveBundle(id: retro.RetrospectiveID): Promise<string>;
  /** SaveReport lets the person choose a place and writes it there, like Save. */
  saveReport(id: retro.RetrospectiveID, from: retro.RevisionID, to: retro.RevisionID, target: string): Promise<string>;
  /** Targets lists what a retrospective can be exported to. */
  targets(id: retro.RetrospectiveID): Promise<exports.Target[]>;
}

/** Timeline is the room of events. */
export interface Timeline {
  /** AddEvent puts an event on the timeline. */
  addEvent(id: retro.RetrospectiveID, event: retro.Event): Promise<authoring.WithEvent>;
  /** ChangeKinds gives events another kind. */
  changeKinds(id: retro.RetrospectiveID, events: readonly retro.EventID[], kind: retro.EventKind): Promise<authoring.Edited>;
  /** CitedLines returns the first lines that an event cites. */
  citedLines(id: retro.RetrospectiveID, event: retro.EventID): Promise<authoring.CitedLines>;
  /** Drawing lays out what is to be drawn of a view. */
  drawing(id: retro.RetrospectiveID, view: authoring.DrawingView): Promise<timeline.Frame>;
  /**
   * Gaps returns the silent stretches of the timeline, as it was known at an RFC 3339 time;
   * "" for all that is known now.
   */
  gaps(id: retro.RetrospectiveID, knownAt: string): Promise<retro.Gap[]>;
  /**
   * Measures tells what the charts that are kept showed before, during and after customer
   * impact.
   */
  measures(id: retro.RetrospectiveID): Promise<retro.Measure[]>;
  /** MergeEvents makes one event of several. */
  mergeEvents(id: retro.RetrospectiveID, events: readonly retro.EventID[]): Promise<authoring.WithEvent>;
  /** MoveEvent puts an event, or one of its edges, at an RFC 3339 time. */
  moveEvent(id: retro.RetrospectiveID, event: retro.EventID, edge: authoring.Edge, to: string): Promise<authoring.Edited>;
  /** MoveInto makes events part of another one, or of none for "". */
  moveInto(id: retro.RetrospectiveID, events: readonly retro.EventID[], holder: retro.EventID): Promise<authoring.Edited>;
  /**
   * ParseInstant reads what a person typed for a time, in the zone that leads;
   * near, an RFC 3339 time or "", gives the date for a time of day.
   */
  parseInstant(id: retro.RetrospectiveID, text: string, near: string): Promise<retro.Instant>;
  /**
   * Promote makes an event that cites lines, regions of pictures, or whole pieces of
   * evidence; an empty title or kind is suggested from them. Where an event cites them
   * already, that one is the answer, unless another is asked for.
   */
  promote(id: retro.RetrospectiveID, citations: readonly retro.Citation[], title: string, kind: retro.EventKind, again: boolean): Promise<authoring.WithEvent>;
  /** ReadFeelings reads how people felt, as a person typed it. */
  readFeelings(text: string): Promise<retro.Feeling[]>;
  /**
   * ReadTime reads what a person typed for the time of an event and says how it is
   * understood; near is an RFC 3339 time or "", self the event that is told, chosen the
   * one that "2 hours later" is told from.
   */
  readTime(id: retro.RetrospectiveID, text: string, near: string, self: retro.EventID, chosen: retro.EventID): Promise<authoring.TimeReading[]>;
  /** RemoveEvent takes an event off the timeline. */
  removeEvent(id: retro.RetrospectiveID, event: retro.EventID): Promise<authoring.Edited>;
  /** RemoveEvents takes events off the timeline. */
  removeEvents(id: retro.RetrospectiveID, events: readonly retro.EventID[]): Promise<authoring.Edited>;
  /**
   * Save lets the person choose a place and writes the drawing of a view there, as the
   * name of the file asks: PNG or SVG. It returns the path, "" when they cancel.
   */
  save(id: retro.RetrospectiveID, view: authoring.DrawingView): Promise<string>;
  /** ShiftEvents moves events by a length of time as people say it: "5 min", "-1 h". */
  shiftEvents(id: retro.RetrospectiveID, events: readonly retro.EventID[], by: string): Promise<authoring.Edited>;
  /**
   * SitRepToSection puts a situation report, the latest one for "", at the end of a section,
   * of the summary for "".
   */
  sitRepToSection(id: retro.RetrospectiveID, event: retro.EventID, section: retro.SectionID): Promise<authoring.Edited>;
  /**
   * SwapEvent lets an event change places with the one before (-1) or after it (1) that has the
   * same time.
   */
  swapEvent(id: retro.RetrospectiveID, event: retro.EventID, by: number): Promise<authoring.Edited>;
  /** UpdateEvent replaces an event. */
  updateEvent(id: retro.RetrospectiveID, event: retro.Event): Promise<authoring.Edited>;
}

/** Vocabulary lists the words that the window offers. */
export interface Vocabulary {
  eventKinds: retro.EventKind[];
  /** Lanes are those of the event kinds, in their order. */
  lanes: retro.Lane[];
  roles: retro.Role[];
  actionStates: retro.ActionState[];
  liveBlocks: retro.LiveBlock[];
  sectionRoles: retro.SectionRole[];
  tables: retro.Table[];
  zones: string[];
  formats: authoring.Format[];
  /** SourceInks are the colours that tell sources apart, by their names. */
  sourceInks: canvas.Ink[];
  version: string;
  libraryPath: string;
  /** Languages are those that the machine has a dictionary of. */
  languages: string[];
  /** WordingRules are those of the wording check that are built in. */
  wordingRules: review.Rule[];
}
