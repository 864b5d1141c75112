export namespace app {
	
	export interface Opened {
	    name: string;
	    unpacked: library.Unpacked;
	    conflicts: number;
	}
	export interface Page {
	    handle: string;
	    name: string;
	    size: number;
	}
	export interface Vocabulary {
	    eventKinds: string[];
	    lanes: string[];
	    roles: string[];
	    actionStates: string[];
	    liveBlocks: string[];
	    zones: string[];
	    formats: authoring.Format[];
	    version: string;
	    libraryPath: string;
	}

}

export namespace authoring {
	
	export interface Actor {
	    name: string;
	    entries: number;
	    sources: string[];
	}
	export interface Refusal {
	    name: string;
	    reason: string;
	}
	export interface Placed {
	    id: string;
	    at: number;
	    record?: any;
	}
	export interface ListEdit {
	    removed?: string[];
	    placed?: Placed[];
	}
	export interface Replayed {
	    noun: string;
	    id: string;
	    what: string;
	    more?: number;
	}
	export interface Edited {
	    id: string;
	    before: number;
	    revision: retro.Revision;
	    revisions: number;
	    canUndo: boolean;
	    canRedo: boolean;
	    unchanged?: boolean;
	    replayed?: Replayed;
	    lists: Record<string, ListEdit>;
	    readings?: Record<string, retro.Reading>;
	    figures?: retro.Figures;
	    stages?: retro.Stages;
	    damage?: retro.Lost[];
	}
	export interface Added {
	    edited: Edited;
	    evidence: string[];
	    known: string[];
	    refused: Refusal[];
	}
	export interface Cited {
	    entries: number;
	    citations: retro.Citation[];
	}
	export interface MergedCount {
	    count: number;
	    authors: string[];
	}
	export interface Listed {
	    revision: retro.Revision;
	    index: number;
	    within?: number;
	    before?: string;
	    merged?: MergedCount;
	}
	export interface Comparison {
	    from: Listed;
	    to: Listed;
	    changes: diff.ChangeSet;
	    events: retro.Event[];
	    damage: string[];
	}
	export interface Copies {
	    copies: library.Copy[];
	    problem?: string;
	}
	
	export interface Entry {
	    index: number;
	    evidence: string;
	    at?: time.Time;
	    written: string;
	    zone?: string;
	    precision: string;
	    level: number;
	    actor: string;
	    text: string;
	    line: number;
	    lines: number;
	    format: string;
	    events: string[];
	    repeats: number;
	    unfolded?: number;
	}
	export interface EntryBytes {
	    offset: number;
	    length: number;
	    bytes: number[];
	}
	export interface EntryDetail {
	    entry: Entry;
	    raw: string;
	    fields: ingest.Field[];
	    why: string;
	    suggestedTitle: string;
	    suggestedKind: string;
	}
	export interface EntryRef {
	    evidence: string;
	    line: number;
	}
	export interface EntryQuery {
	    text: string;
	    levels: number[];
	    sources: string[];
	    actor?: string;
	    show: string;
	    from?: time.Time;
	    to?: time.Time;
	    fold?: boolean;
	    unfolded?: EntryRef[];
	}
	
	export interface EntryWindow {
	    total: number;
	    from: number;
	    entries: Entry[];
	    searched: number;
	    of: number;
	    state: string;
	}
	export interface ExportChoice {
	    revision: string;
	    target: string;
	}
	export interface FindQuery {
	    text: string;
	    regexp: boolean;
	    case: boolean;
	    from: number;
	    backward: boolean;
	    marks: number;
	}
	export interface Format {
	    name: string;
	    label: string;
	    title: string;
	    kind: string;
	}
	export interface Found {
	    total: number;
	    row: number;
	    number: number;
	    marks: number[];
	    searched: number;
	    of: number;
	    state: string;
	}
	export interface ImportBase {
	    revision: retro.Revision;
	    target: string;
	    exportedAt?: time.Time;
	}
	export interface ImportOptions {
	    base?: ExportChoice;
	    append: boolean;
	}
	export interface Imported {
	    edited?: Edited;
	    base?: ImportBase;
	    changes: diff.ChangeSet;
	    conflicts: merging.Conflict[];
	    notes: string[];
	}
	
	
	
	export interface OutlineRun {
	    index: number;
	    count: number;
	    first: time.Time;
	    last: time.Time;
	    authors: string[];
	}
	export interface OutlineDay {
	    day: string;
	    runs: OutlineRun[];
	}
	export interface Outline {
	    total: number;
	    size: number;
	    merged: number;
	    from: Listed;
	    to: Listed;
	    checkpoints: Listed[];
	    days: OutlineDay[];
	}
	
	
	export interface Place {
	    retrospective: string;
	    room: string;
	}
	
	
	export interface RenderedFile {
	    name: string;
	    mediaType: string;
	    size: number;
	}
	export interface Rendered {
	    target: string;
	    files: RenderedFile[];
	    preview: string;
	    text: string;
	    html: string;
	    notes: string[];
	}
	
	
	export interface RevisionSummary {
	    revision: string;
	    text: string;
	    damage?: string;
	}
	export interface Seen {
	    revision: retro.Revision;
	    index: number;
	    within?: number;
	    before?: string;
	    merged?: MergedCount;
	    appeared: boolean;
	    place: library.Place;
	}
	export interface Settings {
	    author: string;
	    theme: string;
	    zone: string;
	}
	export interface WithEvent {
	    edited: Edited;
	    event: string;
	}
	export interface Workspace {
	    id: string;
	    revision: retro.Revision;
	    revisions: number;
	    content: retro.Content;
	    damage: retro.Lost[];
	    readings: Record<string, retro.Reading>;
	    figures: retro.Figures;
	    stages: retro.Stages;
	    canUndo: boolean;
	    canRedo: boolean;
	}

}

export namespace diff {
	
	export interface Elsewhere {
	    section: string;
	    heading: string;
	    ops?: Op[];
	}
	export interface Op {
	    Kind: string;
	    Text: string;
	    New: string;
	}
	export interface Block {
	    kind: string;
	    status: string;
	    moved: boolean;
	    old: number;
	    new: number;
	    oldText: string;
	    newText: string;
	    ops: Op[];
	    elsewhere?: Elsewhere;
	}
	export interface WordCount {
	    same: number;
	    added: number;
	    removed: number;
	    moved: number;
	}
	export interface Document {
	    blocks: Block[];
	    words: WordCount;
	}
	export interface Field {
	    name: string;
	    label: string;
	    verb: string;
	    old: string;
	    new: string;
	    shift?: number;
	    ops?: Op[];
	    document?: Document;
	}
	export interface Change {
	    key: string;
	    id: string;
	    title: string;
	    status: string;
	    verbs: string[];
	    moved?: boolean;
	    from: number;
	    to: number;
	    old?: any;
	    new?: any;
	    fields?: Field[];
	}
	export interface ListChanges {
	    noun: string;
	    items: Change[];
	    count: Count;
	}
	export interface Item_github_com_afterword_app_afterword_backend_retro_Evidence_ {
	    key: string;
	    id: string;
	    title: string;
	    status: string;
	    verbs: string[];
	    moved?: boolean;
	    from: number;
	    to: number;
	    old?: retro.Evidence;
	    new?: retro.Evidence;
	    fields?: Field[];
	}
	export interface Item_github_com_afterword_app_afterword_backend_retro_Note_ {
	    key: string;
	    id: string;
	    title: string;
	    status: string;
	    verbs: string[];
	    moved?: boolean;
	    from: number;
	    to: number;
	    old?: retro.Note;
	    new?: retro.Note;
	    fields?: Field[];
	}
	export interface Item_github_com_afterword_app_afterword_backend_retro_Debrief_ {
	    key: string;
	    id: string;
	    title: string;
	    status: string;
	    verbs: string[];
	    moved?: boolean;
	    from: number;
	    to: number;
	    old?: retro.Debrief;
	    new?: retro.Debrief;
	    fields?: Field[];
	}
	export interface Item_github_com_afterword_app_afterword_backend_retro_Participant_ {
	    key: string;
	    id: string;
	    title: string;
	    status: string;
	    verbs: string[];
	    moved?: boolean;
	    from: number;
	    to: number;
	    old?: retro.Participant;
	    new?: retro.Participant;
	    fields?: Field[];
	}
	export interface Item_github_com_afterword_app_afterword_backend_retro_ActionItem_ {
	    key: string;
	    id: string;
	    title: string;
	    status: string;
	    verbs: string[];
	    moved?: boolean;
	    from: number;
	    to: number;
	    old?: retro.ActionItem;
	    new?: retro.ActionItem;
	    fields?: Field[];
	}
	export interface Item_github_com_afterword_app_afterword_backend_retro_Factor_ {
	    key: string;
	    id: string;
	    title: string;
	    status: string;
	    verbs: string[];
	    moved?: boolean;
	    from: number;
	    to: number;
	    old?: retro.Factor;
	    new?: retro.Factor;
	    fields?: Field[];
	}
	export interface Item_github_com_afterword_app_afterword_backend_retro_Section_ {
	    key: string;
	    id: string;
	    title: string;
	    status: string;
	    verbs: string[];
	    moved?: boolean;
	    from: number;
	    to: number;
	    old?: retro.Section;
	    new?: retro.Section;
	    fields?: Field[];
	}
	export interface Item_github_com_afterword_app_afterword_backend_retro_Event_ {
	    key: string;
	    id: string;
	    title: string;
	    status: string;
	    verbs: string[];
	    moved?: boolean;
	    from: number;
	    to: number;
	    old?: retro.Event;
	    new?: retro.Event;
	    fields?: Field[];
	}
	export interface Item_github_com_afterword_app_afterword_backend_retro_Particulars_ {
	    key: string;
	    id: string;
	    title: string;
	    status: string;
	    verbs: string[];
	    moved?: boolean;
	    from: number;
	    to: number;
	    old?: retro.Particulars;
	    new?: retro.Particulars;
	    fields?: Field[];
	}
	export interface Step {
	    key: string;
	    item: string;
	    noun: string;
	    label: string;
	}
	export interface Count {
	    added: number;
	    removed: number;
	    changed: number;
	    moved: number;
	    same: number;
	}
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
	export interface ChangeSet {
	    summary: string;
	    totals: Totals;
	    steps: Step[];
	    particulars?: Item_github_com_afterword_app_afterword_backend_retro_Particulars_;
	    events: Item_github_com_afterword_app_afterword_backend_retro_Event_[];
	    sections: Item_github_com_afterword_app_afterword_backend_retro_Section_[];
	    factors: Item_github_com_afterword_app_afterword_backend_retro_Factor_[];
	    actionItems: Item_github_com_afterword_app_afterword_backend_retro_ActionItem_[];
	    participants: Item_github_com_afterword_app_afterword_backend_retro_Participant_[];
	    debrief?: Item_github_com_afterword_app_afterword_backend_retro_Debrief_;
	    notes: Item_github_com_afterword_app_afterword_backend_retro_Note_[];
	    evidence: Item_github_com_afterword_app_afterword_backend_retro_Evidence_[];
	    more?: ListChanges[];
	}
	
	
	
	
	
	
	
	
	
	
	
	
	
	
	
	
	

}

export namespace export {
	
	export interface Target {
	    name: string;
	    title: string;
	    about: string;
	    copies: string;
	}

}

export namespace ingest {
	
	export interface Field {
	    name: string;
	    value: string;
	}

}

export namespace library {
	
	export interface Copy {
	    name: string;
	    path: string;
	    at: time.Time;
	    why: string;
	    size: number;
	    isDamaged: boolean;
	}
	export interface Counts {
	    all: number;
	    waiting: number;
	    openActions: number;
	    unownedActions: number;
	}
	export interface SnippetPart {
	    text: string;
	    match: boolean;
	}
	export interface Hit {
	    retrospective: string;
	    title: string;
	    noun: string;
	    id: string;
	    heading: string;
	    snippet: SnippetPart[];
	}
	export interface Listing {
	    rows: retro.Summary[];
	    total: number;
	}
	export interface OtherHistory {
	    Head: retro.Revision;
	    Base: retro.Content;
	    Content: retro.Content;
	}
	export interface OutstandingItem {
	    retrospective: string;
	    title: string;
	    isExample?: boolean;
	    item: retro.ActionItem;
	}
	export interface Outstanding {
	    rows: OutstandingItem[];
	    total: number;
	}
	
	export interface Place {
	    noun?: string;
	    id?: string;
	    title?: string;
	}
	export interface Problem {
	    retrospective?: string;
	    revision?: string;
	    what: string;
	}
	export interface Query {
	    words?: string;
	    stage?: string;
	    withoutExample?: boolean;
	    order?: string;
	    isReversed?: boolean;
	    offset?: number;
	    limit?: number;
	}
	export interface Report {
	    retrospectives: number;
	    revisions: number;
	    pieces: number;
	    originals: number;
	    bytes: number;
	    problems: Problem[];
	}
	
	export interface Unpacked {
	    retrospective: string;
	    outcome: string;
	    revisions: number;
	    from?: string;
	}

}

export namespace merging {
	
	export interface Conflict {
	    number: number;
	    from: string;
	    noun: string;
	    id: string;
	    field: string;
	    title: string;
	    base: string;
	    mine: string;
	    theirs: string;
	    value?: string;
	    label: string;
	    mineOps?: diff.Op[];
	    theirsOps?: diff.Op[];
	}
	export interface Decision {
	    choice: string;
	    text?: string;
	}

}

export namespace record {
	
	export interface Bucket {
	    total: number;
	    warnings: number;
	    errors: number;
	}
	export interface Histogram {
	    from?: time.Time;
	    to?: time.Time;
	    buckets: Bucket[];
	}

}

export namespace retro {
	
	export interface ActionItem {
	    id: string;
	    title: string;
	    body?: string;
	    state: string;
	    owner?: string;
	    ticket?: string;
	    due?: string;
	    labels?: string[];
	    size?: string;
	    audience?: string;
	    reason?: string;
	}
	export interface Actor {
	    role?: string;
	    name?: string;
	}
	export interface AgendaStep {
	    title: string;
	    about: string;
	    minutes: number;
	}
	export interface Region {
	    kind: string;
	    x: number;
	    y: number;
	    width: number;
	    height: number;
	    label?: string;
	}
	export interface Citation {
	    evidence: string;
	    fromLine?: number;
	    toLine?: number;
	    region?: Region;
	}
	export interface Evidence {
	    id: string;
	    kind: string;
	    label: string;
	    hash: string;
	    size: number;
	    mediaType: string;
	    fileName?: string;
	    addedAt: time.Time;
	    reference: time.Time;
	    guessed?: boolean;
	    format?: string;
	    zone?: string;
	    skew?: number;
	    colour?: number;
	    caption?: string;
	    shownAt?: Instant;
	    regions?: Region[];
	}
	export interface Note {
	    id: string;
	    at: time.Time;
	    kind: string;
	    text: string;
	}
	export interface Debrief {
	    at?: Instant;
	    minutes?: number;
	    place?: string;
	    recording?: string;
	    startedAt?: time.Time;
	    endedAt?: time.Time;
	    notes?: Note[];
	}
	export interface Participant {
	    id: string;
	    name: string;
	    roles?: string[];
	    department?: string;
	    why?: string;
	    hasSpoken?: boolean;
	}
	export interface Factor {
	    id: string;
	    title: string;
	    body?: string;
	    confidence: string;
	    citations?: Citation[];
	}
	export interface Instant {
	    at: time.Time;
	    zone: string;
	    precision: string;
	    about?: boolean;
	}
	export interface Event {
	    id: string;
	    at: Instant;
	    end?: Instant;
	    kind: string;
	    title: string;
	    body?: string;
	    interpretation?: boolean;
	    knownAt?: Instant;
	    actor: Actor;
	    citations?: Citation[];
	    diveIn?: boolean;
	}
	export interface Section {
	    id: string;
	    heading: string;
	    prompt?: string;
	    body: string;
	    block?: string;
	}
	export interface Content {
	    title: string;
	    template?: string;
	    zones?: string[];
	    sharedAt?: time.Time;
	    sections: Section[];
	    events: Event[];
	    factors: Factor[];
	    actionItems: ActionItem[];
	    participants: Participant[];
	    debrief: Debrief;
	    evidence: Evidence[];
	}
	
	
	
	
	export interface Window {
	    from: time.Time;
	    to: time.Time;
	}
	export interface Figures {
	    start?: Instant;
	    detect?: number;
	    diagnose?: number;
	    mitigate?: number;
	    resolve?: number;
	    impact?: number;
	    undetected?: number;
	    windows: Window[];
	}
	export interface Gap {
	    after: string;
	    before: string;
	    from: time.Time;
	    to: time.Time;
	    length: number;
	}
	
	export interface Lost {
	    why: string;
	    what: string;
	    noun?: string;
	    id?: string;
	    piece?: string;
	    isParagraph?: boolean;
	}
	
	
	export interface Particulars {
	    title: string;
	    template?: string;
	    zones?: string[];
	    sharedAt?: time.Time;
	}
	export interface Picture {
	    width: number;
	    height: number;
	    takenAt?: Instant;
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
	    picture?: Picture;
	}
	
	export interface Revision {
	    id: string;
	    retrospective: string;
	    seq: number;
	    kind: string;
	    name?: string;
	    reason: string;
	    author?: string;
	    at: time.Time;
	    origin?: string;
	    line?: string;
	    size: number;
	}
	
	export interface Stages {
	    current: string;
	    resolvedAt?: time.Time;
	    investigatedAt?: time.Time;
	    debriefDue?: time.Time;
	    debriefAt?: time.Time;
	    sharedAt?: time.Time;
	}
	export interface Summary {
	    id: string;
	    title: string;
	    createdAt: time.Time;
	    updatedAt: time.Time;
	    deletedAt?: time.Time;
	    incidentAt?: time.Time;
	    impact?: number;
	    stages: Stages;
	    lead?: string;
	    openActions: number;
	    evidence: number;
	    events: number;
	    revisions: number;
	    isExample?: boolean;
	}
	export interface TemplateSection {
	    heading: string;
	    prompt: string;
	    block?: string;
	}
	export interface Template {
	    name: string;
	    title: string;
	    about: string;
	    sections: TemplateSection[];
	}
	

}

export namespace review {
	
	export interface Finding {
	    kind: string;
	    rule: string;
	    words: string;
	    noun: string;
	    id: string;
	    quote?: string;
	    reason?: string;
	    questions?: string[];
	}
	export interface Looked {
	    kind: string;
	    words: string;
	    found: number;
	}
	export interface Report {
	    looked: Looked[];
	    findings: Finding[];
	}

}

export namespace time {
	
	export interface Time {
	
	}

}

