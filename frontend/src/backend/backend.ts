import type {
  Actor,
  Added,
  ActionItem,
  AgendaStep,
  CheckpointKind,
  Conflict,
  Citation,
  Cited,
  Debrief,
  Decision,
  Edited,
  EntryBytes,
  EntryDetail,
  EntryQuery,
  EntryWindow,
  Evidence,
  ExportResult,
  ExportTarget,
  Factor,
  FindQuery,
  Found,
  Gap,
  Histogram,
  ImportBase,
  Imported,
  ImportOptions,
  Instant,
  LibraryCopies,
  LibraryCounts,
  LibraryCopy,
  LibraryReport,
  ListQuery,
  Notice,
  NoteKind,
  Opened,
  OutstandingItem,
  Page,
  Participant,
  Place,
  Reading,
  Region,
  Review,
  Revision,
  Rows,
  SearchHit,
  Section,
  Settings,
  Summary,
  Template,
  TimelineEvent,
  Vocabulary,
  Workspace,
} from './types';
import type { ChangeSet } from './changes';
import type { Comparison, Listed, Outline, RevisionSummary, Seen } from './history';

/**
 * Everything the window can ask of Go, by noun. Each promise rejects with a
 * BackendError (see error.ts). A call that changes something resolves only after
 * the change is committed to the library.
 */
export interface Backend {
  library: {
    list(query: ListQuery): Promise<Rows<Summary>>;
    counts(): Promise<LibraryCounts>;
    /** The action items that are not done, of all retrospectives. */
    outstanding(offset: number, limit: number): Promise<Rows<OutstandingItem>>;
    search(words: string): Promise<SearchHit[]>;
    /** An empty template name means the default one. */
    create(title: string, template: string): Promise<Workspace>;
    open(id: string): Promise<Workspace>;
    delete(id: string): Promise<void>;
    undelete(id: string): Promise<void>;
    templates(): Promise<Template[]>;
    /** Builds the example retrospective from its raw logs and opens it. */
    example(): Promise<Workspace>;
    rename(id: string, title: string): Promise<Edited>;
    setZones(id: string, zones: string[]): Promise<Edited>;
    /** Reads the whole library and verifies every hash in it. */
    check(): Promise<LibraryReport>;
    copies(): Promise<LibraryCopies>;
    /** Keeps a copy of the library now. */
    backUp(): Promise<LibraryCopy>;
    /** Puts a copy in place of the library; the page must be loaded anew after it. */
    restoreCopy(name: string): Promise<void>;
    /** Asks for a colleague's file in the native dialog and takes it over. */
    openBundle(): Promise<Opened>;
    /** Takes over the file that the app was started with, if there is one. */
    openGiven(): Promise<Opened>;
    /** Takes over one that was dropped. Its bytes go over the asset handler. */
    dropBundle(data: Blob, name: string): Promise<Opened>;
  };
  evidence: {
    /** Bytes go over the asset handler. `name` is a file name or "". */
    paste(id: string, data: Blob | string, name: string): Promise<Added>;
    /** Opens the native dialog; resolves to null when it is cancelled. */
    choose(id: string): Promise<Added | null>;
    /** Saves label, caption, colour, zone, skew, reference, kind, format and shownAt. */
    update(id: string, evidence: Evidence): Promise<Edited>;
    /** How it would be read so; nothing is saved. */
    preview(id: string, evidence: Evidence): Promise<Reading>;
    /** Replaces what is marked on a picture; citations of a place that moved follow it. */
    annotate(id: string, evidence: string, regions: readonly Region[]): Promise<Edited>;
    remove(id: string, evidence: string): Promise<Edited>;
    /** Of a long search, what it has found so far: whoever wants more asks again. */
    window(id: string, query: EntryQuery, from: number, count: number): Promise<EntryWindow>;
    /** Looks for a text among the rows; answers what is known so far, as `window` does. */
    findRows(id: string, query: EntryQuery, find: FindQuery): Promise<Found>;
    /** Stops looking for rows; those that were found stay. */
    stopSearch(id: string): Promise<void>;
    /** Goes on looking from where it was stopped. */
    resumeSearch(id: string): Promise<void>;
    /** The exact lines that `count` rows stand for, once all rows are known. */
    cite(id: string, query: EntryQuery, from: number, count: number): Promise<Cited>;
    /** Who the entries are of, those with the most first. */
    actors(id: string): Promise<Actor[]>;
    histogram(id: string, query: EntryQuery, buckets: number): Promise<Histogram>;
    /** The entry of a source at a line. */
    entryDetail(id: string, evidence: string, line: number): Promise<EntryDetail>;
    /** The bytes of the entry of a source at a line, as they stand there. */
    entryBytes(id: string, evidence: string, line: number): Promise<EntryBytes>;
    /** The place of the first row at or after a time; -1 where the search has not come so far. */
    place(id: string, query: EntryQuery, at: string): Promise<number>;
    cancel(id: string): Promise<void>;
    /** URLs that an <img> may show: blackouts burnt in, boxes and arrows drawn; `part` cuts a region out. */
    pictureURL(evidence: Evidence, part?: Region): string;
    thumbnailURL(evidence: Evidence, part?: Region): string;
    /** The picture without what was drawn on it, for those who draw. */
    originalURL(evidence: Evidence): string;
  };
  timeline: {
    /**
     * Makes an event that cites places; an empty title or kind is suggested from them. Where an event
     * cites them already that one is the answer, unchanged, unless another is asked for.
     */
    promote(
      id: string,
      citations: readonly Citation[],
      title: string,
      kind: string,
      again: boolean,
    ): Promise<{ edited: Edited; event: string }>;
    addEvent(id: string, event: TimelineEvent): Promise<{ edited: Edited; event: string }>;
    updateEvent(id: string, event: TimelineEvent): Promise<Edited>;
    removeEvent(id: string, event: string): Promise<Edited>;
    /** Silent stretches, as the timeline was known at a time; empty for all that is known now. */
    gaps(id: string, knownAt: string): Promise<Gap[]>;
    /** Reads what a person typed for a time; `near` settles a time of day without a date. */
    parseInstant(id: string, text: string, near: string): Promise<Instant>;
  };
  document: {
    saveSection(id: string, section: string, body: string): Promise<Edited>;
    /** Heading, prompt and live block; not the body. */
    updateSection(id: string, section: Section): Promise<Edited>;
    addSection(id: string, section: Section, after: string): Promise<Edited>;
    removeSection(id: string, section: string): Promise<Edited>;
    moveSection(id: string, section: string, to: number): Promise<Edited>;
    /** Sanitised HTML of Markdown as the document shows it, evidence embedded. */
    preview(id: string, markdown: string): Promise<string>;
    /** Sanitised HTML of a section's live block. */
    block(id: string, block: string): Promise<string>;
    /** How many words each section has, by its id. */
    words(id: string): Promise<Record<string, number>>;
  };
  actions: {
    saveFactors(id: string, factors: Factor[]): Promise<Edited>;
    addItem(id: string, title: string): Promise<Edited>;
    updateItem(id: string, item: ActionItem): Promise<Edited>;
    removeItem(id: string, item: string): Promise<Edited>;
    moveItem(id: string, item: string, to: number): Promise<Edited>;
  };
  debrief: {
    /** Date, length, place, recording; not the notes. */
    save(id: string, debrief: Debrief): Promise<Edited>;
    saveParticipants(id: string, participants: Participant[]): Promise<Edited>;
    start(id: string): Promise<Edited>;
    end(id: string): Promise<Edited>;
    addNote(id: string, kind: NoteKind, text: string): Promise<Edited>;
    removeNote(id: string, note: string): Promise<Edited>;
    /** The steps of a meeting of so many minutes. */
    agenda(minutes: number): Promise<AgendaStep[]>;
  };
  history: {
    revisions(id: string): Promise<Revision[]>;
    checkpoint(id: string, name: string, kind: CheckpointKind): Promise<Edited>;
    /** The history in few lines, with the days of a zone. */
    outline(id: string, zone: string): Promise<Outline>;
    /** At most `count` revisions from an index on, the newest first. */
    page(id: string, index: number, count: number): Promise<Listed[]>;
    /** At most `count` of the revisions that the merge at an index took in, from a place on, the newest first. */
    mergedPage(id: string, index: number, from: number, count: number): Promise<Listed[]>;
    /** What each of the revisions changed, in a line. */
    summarise(id: string, revisions: string[]): Promise<RevisionSummary[]>;
    /** When words appeared and vanished, the newest first. */
    find(id: string, words: string): Promise<Seen[]>;
    /** Who changed a thing, "section:ID" or "event:ID", or with words one paragraph of it; the newest first. */
    touching(id: string, thing: string, words: string): Promise<Listed[]>;
    /** Compares two revisions; an empty `to` means the head, an empty `from` the one before. */
    compare(id: string, from: string, to: string): Promise<Comparison>;
    restore(id: string, revision: string): Promise<Edited>;
    /**
     * Brings back one part: "title", "debrief", or a thing by its id, like "section:ID", "event:ID" and
     * "action-item:ID"; one block of a comparison is "block:SECTION/body/4@TO". What was not there goes again.
     */
    restorePart(id: string, revision: string, part: string): Promise<Edited>;
    /** What restoring a part would change now; "" means all of the revision. */
    previewRestore(id: string, revision: string, part: string): Promise<ChangeSet>;
    undo(id: string): Promise<Edited>;
    redo(id: string): Promise<Edited>;
  };
  sharing: {
    targets(): Promise<ExportTarget[]>;
    render(id: string, target: string): Promise<ExportResult>;
    /** What to look at before it leaves, and what was looked for. */
    review(id: string): Promise<Review>;
    /** Puts the result on the system clipboard from Go. */
    copy(id: string, target: string): Promise<void>;
    /** Asks for a place in the native dialog; resolves to the path, or "" when cancelled. */
    save(id: string, target: string): Promise<string>;
    markShared(id: string): Promise<Edited>;
    /** Records that the page itself put the result on the clipboard. */
    copied(id: string, target: string): Promise<void>;
    /** Asks where to and writes the retrospective with its history as one file; resolves as `save` does. */
    saveBundle(id: string): Promise<string>;
    /** What changed between two revisions as a document; an empty `to` means the head. */
    renderReport(id: string, from: string, to: string, target: string): Promise<ExportResult>;
    copyReport(id: string, from: string, to: string, target: string): Promise<void>;
    saveReport(id: string, from: string, to: string, target: string): Promise<string>;
  };
  merging: {
    /** Opens the native dialog for an edited page. */
    choose(): Promise<Page>;
    /** Hands over one that was pasted or dropped. Its bytes go over the asset handler. */
    take(data: Blob | string, name: string): Promise<Page>;
    /** The exports that a page may have been edited from, the newest first. */
    bases(id: string): Promise<ImportBase[]>;
    /** Tells what taking the page in would change. `page` is a handle. */
    preview(id: string, page: string, options: ImportOptions): Promise<Imported>;
    import(id: string, page: string, options: ImportOptions): Promise<Imported>;
    /** Makes a new retrospective of a page that belongs to none. */
    begin(page: string): Promise<Workspace>;
    /** Those that nobody has settled yet. */
    conflicts(id: string): Promise<Conflict[]>;
    settle(id: string, conflict: number, decision: Decision): Promise<Edited>;
  };
  settings: {
    load(): Promise<Settings>;
    save(settings: Settings): Promise<void>;
    vocabulary(): Promise<Vocabulary>;
    /** Where the person was when the app was closed. */
    lastPlace(): Promise<Place>;
    keepPlace(place: Place): Promise<void>;
    /** Asks the person, then opens http, https and mailto in the browser. */
    openLink(url: string): Promise<void>;
    /** Answers the notice `closing` once everything is saved. */
    readyToClose(): Promise<void>;
    /** Answers it when something could not be saved. */
    keepOpen(): Promise<void>;
  };
  /** Returns a function that stops listening. */
  onNotice(listener: (notice: Notice) => void): () => void;
}
