import { SvelteSet } from 'svelte/reactivity';
import { toBackendError, type BackendError } from '../../backend/error';
import type {
  Chart,
  Citation,
  Cited,
  Entry,
  EntryDetail,
  EntryQuery,
  EntryRef,
  Evidence,
  Histogram,
  Instant,
  Level,
  Reading,
  Revision,
  TimelineEvent,
} from '../../backend/types';
import type { Target } from '../../workspace/navigation.svelte';
import type { WorkspaceState } from '../../workspace/workspace.svelte';
import { ChartBoard } from './chart/board.svelte';
import { chartOf } from './chart/recipe';
import { mergeCitations } from './citations';
import { finderOf } from './record/filter';
import { Finder } from './record/finder.svelte';
import { EntryPages } from './record/pages.svelte';
import { earlierOf, gapBefore } from './record/rows';
import { Scroller } from '../../ui/scroller.svelte';
import { Selection } from './record/selection.svelte';

/** Of so many entries the inspector shows the original bytes. */
const mostDetailed = 8;

/**
 * The room of sources and their merged record: what is asked for, what is held of
 * it, what is selected, and the acts on that.
 */
export class EvidenceRoom {
  /** What stands in the filter box. */
  written = $state('');
  chosenLevels: Level[] = $state.raw([]);
  chosenSources: string[] = $state.raw([]);
  show: EntryQuery['show'] = $state('all');
  range: { from: string; to: string } | undefined = $state.raw();
  /** Whether lines that repeat are one row, and which of them are shown nevertheless. */
  fold = $state(false);
  unfolded: EntryRef[] = $state.raw([]);
  /** Whether replies stand below the message that they answer, and not in the order of time. */
  threads = $state(false);
  /** How many bars the histogram has room for. */
  bars = $state(0);

  histogram: Histogram | undefined = $state.raw();
  /** How many errors and warnings there are while no level is chosen. */
  counts = $state.raw({ errors: 0, warnings: 0 });
  /** Of the first selected entries. */
  details: EntryDetail[] = $state.raw([]);
  detailError: BackendError | undefined = $state.raw();
  /** What an event made of the selection would cite. */
  cited: Cited | undefined = $state.raw();
  /** Why it could not: mostly that there is too much of it. */
  citeError: BackendError | undefined = $state.raw();
  /** The states of the retrospective that people named. */
  checkpoints: Revision[] = $state.raw([]);
  /** The chart that is looked at in place of the entries. */
  board: ChartBoard | undefined = $state.raw();
  /** The source that the list on the left points at while no line is selected. */
  source: string | undefined = $state();
  /** Entries that are shown in full: "EVIDENCE:LINE". */
  readonly expanded = new SvelteSet<string>();

  readonly workspace: WorkspaceState;
  readonly pages: EntryPages;
  readonly selection = new Selection();
  readonly scroller = new Scroller(29);
  readonly find = new Finder({
    ask: (find) => this.workspace.backend.evidence.findRows(this.workspace.id, this.query, find),
    stop: () => this.workspace.backend.evidence.stopFind(this.workspace.id),
    resume: () => this.workspace.backend.evidence.resumeFind(this.workspace.id),
    at: () => this.selection.cursor ?? this.scroller.place.row,
    show: (row) => {
      this.selection.select(row);
      this.scroller.reveal(row, this.#isInView(row) ? 'nearest' : 'upper');
    },
  });

  /** What stands in the filter box, as it was understood last. */
  understood: EntryQuery | undefined = $state.raw();
  readonly query: EntryQuery = $derived.by(() => ({
    filter: this.written.trim(),
    text: '',
    levels: this.chosenLevels,
    sources: this.chosenSources,
    show: this.show,
    ...(this.fold ? { fold: true, unfolded: this.unfolded } : {}),
    ...(this.threads ? { order: 'thread' as const } : {}),
    ...(this.range ?? {}),
  }));
  /** What is marked in the rows: what is looked for, else what the filter wants. */
  readonly finder = $derived(this.find.pattern ?? finderOf(this.understood?.text ?? ''));
  /** Changes whenever the rows may have: by the query, by a source's settings, by a citation. */
  readonly rowsKey = $derived.by(() => {
    const { evidence, events } = this.workspace.content;
    return JSON.stringify([
      this.query,
      evidence.map(({ id, hash, seenLines, kind, zone, skew, reference, format, shownAt }) => [
        id,
        hash,
        seenLines,
        kind,
        zone,
        skew,
        reference,
        format,
        shownAt?.at,
      ]),
      events.map((event) => event.citations),
    ]);
  });
  readonly total = $derived.by(() =>
    Object.values(this.workspace.now.readings).reduce((sum, reading) => sum + reading.entries, 0),
  );
  /** How many entries came when their sources grew, and wait to be looked at. */
  readonly fresh = $derived.by(() =>
    Object.values(this.workspace.now.readings).reduce((sum, reading) => sum + (reading.new ?? 0), 0),
  );
  readonly isFiltered = $derived.by(
    () =>
      this.written !== '' ||
      this.chosenLevels.length > 0 ||
      this.chosenSources.length > 0 ||
      this.show !== 'all' ||
      this.range !== undefined,
  );
  /** The selected entries that are here; of a long selection only its beginning. */
  readonly selected: Entry[] = $derived.by(() => {
    if (this.#moving) return this.#moving;
    if (this.selection.isEmpty) return [];
    const { first, last } = this.selection;
    const entries: Entry[] = [];
    for (let place = first; place <= Math.min(last, first + 200); place += 1) {
      const entry = this.pages.at(place);
      if (entry) entries.push(entry);
    }
    return entries;
  });

  /** The source that acts are about: the one that is pointed at, else that of the selected entry. */
  readonly aim: Evidence | undefined = $derived.by(() => {
    const id = this.source ?? this.selected[0]?.evidence;
    return id === undefined ? undefined : this.workspace.evidence(id);
  });
  /** The screenshot that is selected, where nothing else is. */
  readonly picture = $derived.by(() => {
    const [only, more] = this.selected;
    if (!only || more || this.selection.size !== 1) return undefined;
    return this.workspace.evidence(only.evidence)?.kind === 'screenshot' ? only.evidence : undefined;
  });

  /** Changes whenever what the inspector says may have: by the selection, where its rows stand, what they are. */
  readonly detailsKey = $derived.by(() => {
    const { first, last } = this.selection;
    const entries = this.selected.slice(0, mostDetailed).map(({ evidence, line }) => [evidence, line]);
    return JSON.stringify([first, last, entries, this.rowsKey]);
  });

  /** The selected message where somebody pasted a log into it that is no source yet. */
  readonly logInMessage = $derived.by(() => {
    const [only, more] = this.selected;
    const isOne = only && !more && this.selection.size === 1;
    return isOne && (only.logLines ?? 0) > 0 && !this.logSource ? only : undefined;
  });
  /** The source that the log in the selected message was taken out as. */
  readonly logSource = $derived.by(() => {
    const [only, more] = this.selected;
    const source = only && !more ? this.details[0]?.logSource : undefined;
    return source === undefined ? undefined : this.workspace.evidence(source);
  });

  /** What is selected while its row goes elsewhere: what stands in its place then was not chosen. */
  #moving: Entry[] | undefined = $state.raw();
  /** The silence before the selected entry, where it is long enough to ask about. */
  readonly gap: { from: string; to: string } | undefined = $derived.by(() => {
    const { cursor, size } = this.selection;
    if (cursor === undefined || size !== 1 || this.isFiltered) return undefined;
    const entry = this.pages.at(cursor);
    const earlier = earlierOf(cursor, (place) => this.pages.at(place));
    if (!entry?.at || typeof earlier !== 'object' || !earlier.at) return undefined;
    return gapBefore(entry, earlier) > 0 ? { from: earlier.at, to: entry.at } : undefined;
  });

  #turn = 0;
  #detailTurn = 0;
  #queryWanted = '';
  #queryShown = '';
  /** The rows that were asked for last. */
  #loading: Promise<void> | undefined;
  /** The moment that was read when other rows were asked for. */
  #left: string | undefined;

  constructor(workspace: WorkspaceState) {
    this.workspace = workspace;
    this.pages = new EntryPages((query, from, count) =>
      workspace.backend.evidence.window(workspace.id, query, from, count),
    );
  }

  /**
   * Lets go of what is selected where other rows are wanted: as soon as they are
   * asked for, so that what is chosen while they come stays chosen.
   */
  expect(): void {
    // A run that is opened or closed leaves all before it where it was.
    const wanted = JSON.stringify({ ...this.query, unfolded: [] });
    if (wanted !== this.#queryWanted && this.#queryWanted !== '') {
      this.#left ??= this.#topMoment();
      this.selection.clear();
    }
    this.#queryWanted = wanted;
  }

  /** Asks for the rows again, and for their histogram; done when what was asked for last is here. */
  async load(): Promise<void> {
    let loading: Promise<void> | undefined;
    this.#loading = this.#loadRows();
    while (loading !== this.#loading) {
      loading = this.#loading;
      await loading;
    }
  }

  async #loadRows(): Promise<void> {
    this.expect();
    const turn = ++this.#turn;
    void this.#understand(turn);
    const { query } = this;
    const isOther = this.#queryWanted !== this.#queryShown;
    const top = isOther ? (this.#left ?? this.#topMoment()) : undefined;
    this.#queryShown = this.#queryWanted;
    const near = top === undefined ? this.scroller.place.row : await this.#placeOf(query, top);
    if (turn !== this.#turn) return;
    void this.#loadHistogram(turn, query);
    const held = isOther || this.#moving ? [] : this.selected;
    if (held.length > 0) this.#moving = held;
    try {
      await this.pages.turn(query, near);
      if (turn === this.#turn && held.length > 0) await this.#hold(held);
    } finally {
      if (held.length > 0) this.#moving = undefined;
    }
    if (turn !== this.#turn) return;
    // Where nothing matches, the place is kept for what is asked for next.
    if (this.pages.total > 0) this.#left = undefined;
    this.scroller.total = this.pages.total;
    if (!this.selection.isEmpty && this.selection.last >= this.pages.total) this.selection.clear();
    if (isOther) {
      this.scroller.forget();
      if (top !== undefined) this.scroller.reveal(near, 'upper');
    }
    await this.find.refresh();
  }

  /** Stops looking for further rows. */
  async stopSearch(): Promise<void> {
    await this.workspace.backend.evidence.stopSearch(this.workspace.id);
  }

  /** Goes on looking where it was stopped: the rows that are here stay. */
  async resumeSearch(): Promise<void> {
    await this.workspace.backend.evidence.resumeSearch(this.workspace.id);
    await this.load();
  }

  /** Shows the entries of one actor, or of all again where it is "". */
  async chooseActor(name: string): Promise<void> {
    const before = this.written;
    const after = await this.workspace.backend.evidence.withActor(before, name);
    // What somebody has typed meanwhile goes before it.
    if (this.written === before) this.written = after;
  }

  /** Folds lines that repeat, or shows each again. */
  toggleFold(): void {
    this.fold = !this.fold;
    this.unfolded = [];
  }

  /** Whether messages may answer others. */
  readonly talks = $derived.by(() => this.workspace.content.evidence.some(({ kind }) => kind === 'chat'));

  /** Shows replies below the message that they answer, or all by time again. */
  toggleThreads(): void {
    this.threads = !this.threads;
  }

  /** Shows a folded run entry by entry, or as one row again. */
  toggleRun({ evidence, line }: Entry): void {
    const others = this.unfolded.filter((one) => one.evidence !== evidence || one.line !== line);
    this.unfolded = others.length < this.unfolded.length ? others : [...others, { evidence, line }];
  }

  /** Asks which states have a name, to mark when they were saved. */
  async loadCheckpoints(): Promise<void> {
    const { backend, id } = this.workspace;
    const revisions = await backend.history.revisions(id);
    this.checkpoints = revisions.filter(({ name }) => name !== undefined && name !== '');
  }

  /** Loads what the inspector says of the selection. */
  async loadDetails(): Promise<void> {
    const turn = ++this.#detailTurn;
    const { backend, id } = this.workspace;
    const entries = this.selected.slice(0, mostDetailed);
    void this.#loadCited(turn);
    try {
      const details = await Promise.all(
        entries.map((entry) => backend.evidence.entryDetail(id, entry.evidence, entry.line)),
      );
      if (turn !== this.#detailTurn) return;
      this.details = details;
      this.detailError = undefined;
    } catch (thrown) {
      if (turn !== this.#detailTurn) return;
      this.details = [];
      this.detailError = toBackendError(thrown);
    }
  }

  /** Whether an entry is shown in full. */
  isExpanded({ evidence, line }: Entry): boolean {
    return this.expanded.has(`${evidence}:${String(line)}`);
  }

  toggleExpanded({ evidence, line }: Entry): void {
    const key = `${evidence}:${String(line)}`;
    if (!this.expanded.delete(key)) this.expanded.add(key);
  }

  toggleLevels(levels: readonly Level[]): void {
    const all = levels.every((level) => this.chosenLevels.includes(level));
    const rest = this.chosenLevels.filter((level) => !levels.includes(level));
    this.chosenLevels = all ? rest : [...rest, ...levels];
  }

  /** Shows one source alone, or all again where it is alone already; `also` adds it to the others. */
  toggleSource(id: string, also = false): void {
    this.board = undefined;
    const chosen = this.chosenSources.includes(id);
    this.selection.clear();
    if (also)
      this.chosenSources = chosen
        ? this.chosenSources.filter((one) => one !== id)
        : [...this.chosenSources, id];
    else this.chosenSources = chosen && this.chosenSources.length === 1 ? [] : [id];
    this.source = this.chosenSources.includes(id) ? id : undefined;
  }

  /** Shows only what is new, or everything again. */
  toggleNew(): void {
    this.show = this.show === 'new' ? 'all' : 'new';
  }

  /** Notes that what is new was looked at. */
  async lookAtNew(): Promise<void> {
    await this.workspace.change((backend, id) => backend.evidence.lookAtNew(id, []));
    if (this.show === 'new') this.show = 'all';
  }

  clearFilters(): void {
    this.written = '';
    this.chosenLevels = [];
    this.chosenSources = [];
    this.show = 'all';
    this.range = undefined;
    this.fold = false;
    this.unfolded = [];
    this.threads = false;
    this.source = undefined;
  }

  /** Looks at a chart that is kept. */
  openChart(id: string): void {
    this.board = new ChartBoard(this.workspace, { kept: id });
  }

  /** Looks at a chart by its recipe. */
  newChart(recipe: Chart): void {
    this.board = new ChartBoard(this.workspace, { draft: recipe });
  }

  /** Looks at a chart of what is shown: the columns of what monitoring exported, else how many entries. */
  async chartShown(): Promise<void> {
    const { written, chosenLevels: levels, chosenSources: sources, range } = this;
    if (written.trim() === '' && levels.length === 0) {
      const { backend, id } = this.workspace;
      const asItComes = await backend.charts.asItComes(id, sources);
      if (asItComes.series.length > 0) {
        this.newChart({ ...asItComes, ...(range ?? {}) });
        return;
      }
    }
    this.newChart(chartOf({ written, levels, sources, range }));
  }

  /** Looks at the entries again. */
  closeChart(): void {
    this.board = undefined;
  }

  /** Scrolls to the first row at or after a moment. */
  async goTo(at: string): Promise<void> {
    const place = await this.#placeOf(this.query, at);
    this.scroller.reveal(place, 'upper');
    this.selection.select(place);
  }

  /** Shows what another room points at: a source, or a line of it. */
  async showTarget(target: Target): Promise<void> {
    if (target.noun === 'range') {
      this.board = undefined;
      this.clearFilters();
      if (target.from !== undefined && target.to !== undefined) {
        this.range = { from: target.from, to: target.to };
        this.show = target.id === 'inbox' ? 'inbox' : 'all';
      }
      if (target.id === 'chart') await this.chartShown();
      return;
    }
    const { backend, id } = this.workspace;
    const evidence = this.workspace.evidence(target.id);
    if (!evidence) return;
    if (evidence.kind === 'chart') {
      this.openChart(evidence.id);
      return;
    }
    this.board = undefined;
    this.clearFilters();
    const line = target.line ?? (evidence.kind === 'screenshot' ? 0 : undefined);
    if (line === undefined) {
      this.chosenSources = [target.id];
      this.source = target.id;
      return;
    }
    const { entry } = await backend.evidence.entryDetail(id, target.id, line);
    if (entry.at === null) this.chosenSources = [target.id];
    await this.load();
    const place = await this.#find(entry);
    this.scroller.reveal(place, 'upper');
    this.selection.select(place);
  }

  /** The lines that the selection stands for, folded ones included. */
  async citations(): Promise<Citation[]> {
    if (this.selection.isEmpty) return [];
    const { backend, id } = this.workspace;
    return (await backend.evidence.cite(id, this.query, this.selection.first, this.selection.size)).citations;
  }

  /** How many entries are selected: rows stand for more of them where they are folded. */
  get selectedCount(): number {
    return this.cited?.entries ?? this.selection.size;
  }

  /** Whether more is selected than one event may cite. */
  get isTooMuch(): boolean {
    return this.citeError?.code === 'invalid';
  }

  /** Lets an event that there is cite the selection as well. */
  async addTo(event: TimelineEvent): Promise<void> {
    await this.cite(event, await this.citations());
  }

  /** Lets an event that there is cite something as well. */
  async cite(event: TimelineEvent, added: readonly Citation[]): Promise<void> {
    const citations = mergeCitations(event.citations ?? [], added);
    await this.workspace.change((backend, id) => backend.timeline.updateEvent(id, { ...event, citations }));
  }

  /** Saves what people say about a source; what is undefined is forgotten. */
  async describe(evidence: Evidence, changed: Partial<Record<keyof Evidence, unknown>>): Promise<void> {
    await this.workspace.change((backend, id) => backend.evidence.update(id, merged(evidence, changed)));
  }

  /** How a source would be read if it were described so. */
  preview(evidence: Evidence, changed: Partial<Record<keyof Evidence, unknown>>): Promise<Reading> {
    const { backend, id } = this.workspace;
    return backend.evidence.preview(id, merged(evidence, changed));
  }

  /** Saves what time a picture shows; a picture that is selected stays so, wherever it goes to. */
  async setShownAt(evidence: Evidence, shownAt: Instant | undefined, zone = evidence.zone): Promise<void> {
    const { selected } = this;
    if (!selected.some((entry) => entry.evidence === evidence.id)) {
      await this.describe(evidence, { shownAt, zone });
      return;
    }
    this.#moving = selected;
    try {
      await this.describe(evidence, { shownAt, zone });
      await this.load();
      await this.#follow({ evidence: evidence.id, line: 0 });
    } finally {
      this.#moving = undefined;
    }
  }

  /** The entries before and after a moment, whatever is being filtered: at most `count` of each. */
  async around(at: string, count: number): Promise<Entry[]> {
    const { backend, id } = this.workspace;
    const query: EntryQuery = { text: '', levels: [], sources: [], show: 'all' };
    const place = await backend.evidence.place(id, query, at);
    const from = Math.max(0, place - count);
    return (await backend.evidence.window(id, query, from, place - from + count)).entries;
  }

  /** Reads a time that a person typed for a picture, in the zone of its clock unless they name one. */
  parseTime(text: string, evidence: Evidence, zone = this.workspace.zone): Promise<Instant> {
    const { backend, id, firstRecorded } = this.workspace;
    const near = evidence.shownAt?.at ?? this.histogram?.from ?? firstRecorded ?? evidence.reference;
    const read = (words: string) => backend.timeline.parseInstant(id, words, near);
    if (zone === this.workspace.zone || namesZone.test(text.trim())) return read(text);
    return read(`${text} ${zone}`).catch(() => read(text));
  }

  /** Asks how the filter is understood, to mark what it finds. What is wrong with it the rows say. */
  async #understand(turn: number): Promise<void> {
    const { written } = this;
    const { backend, id } = this.workspace;
    const understood =
      written.trim() === ''
        ? undefined
        : await backend.evidence.readFilter(id, written).catch(() => undefined);
    if (turn === this.#turn) this.understood = understood;
  }

  async #loadHistogram(turn: number, query: EntryQuery): Promise<void> {
    if (this.bars === 0) return;
    try {
      const { backend, id } = this.workspace;
      const histogram = await backend.evidence.histogram(id, query, this.bars);
      if (turn !== this.#turn) return;
      this.histogram = histogram;
      if (query.levels.length === 0) this.counts = countLevels(histogram);
      else if (query.filter === '') {
        // A source may have come while a level was chosen. A filter is not searched for twice.
        const all = await backend.evidence.histogram(id, { ...query, levels: [] }, this.bars);
        if (turn === this.#turn) this.counts = countLevels(all);
      }
    } catch {
      // The rows say what is wrong with the query; a histogram without them means nothing.
      if (turn === this.#turn) this.histogram = undefined;
    }
  }

  /** The moment that is being read, where it is not simply the beginning: the first match of a filter is not. */
  #topMoment(): string | undefined {
    const { row } = this.scroller.place;
    const place = this.selection.cursor ?? (row > 0 || !this.isFiltered ? row : undefined);
    return place === undefined ? undefined : (this.pages.at(place)?.at ?? undefined);
  }

  async #loadCited(turn: number): Promise<void> {
    this.cited = undefined;
    this.citeError = undefined;
    if (this.selection.isEmpty) return;
    const { backend, id } = this.workspace;
    try {
      const cited = await backend.evidence.cite(id, this.query, this.selection.first, this.selection.size);
      if (turn === this.#detailTurn) this.cited = cited;
    } catch (thrown) {
      if (turn === this.#detailTurn) this.citeError = toBackendError(thrown);
    }
  }

  #isInView(row: number): boolean {
    const { first, last } = this.scroller.shown;
    return row > first && row < last;
  }

  /** The first row at or after a moment; the first of all while a long search has not come so far. */
  async #placeOf(query: EntryQuery, at: string): Promise<number> {
    try {
      return Math.max(0, await this.workspace.backend.evidence.place(this.workspace.id, query, at));
    } catch {
      return 0;
    }
  }

  /** Keeps the same entries selected where the rows have another order. */
  async #hold(held: readonly Entry[]): Promise<void> {
    const { first, last } = this.selection;
    const shown = await this.pages.range(first, Math.min(last, first + held.length - 1));
    const same = (one: Entry, place: number) =>
      one.evidence === shown[place]?.evidence && one.line === shown[place].line;
    if (held.every(same)) return;
    const [only] = held;
    if (only && first === last) await this.#follow(only);
    else this.selection.clear();
  }

  /** Selects an entry again after its row went elsewhere. */
  async #follow({ evidence, line }: EntryRef): Promise<void> {
    const detail = await this.workspace.backend.evidence
      .entryDetail(this.workspace.id, evidence, line)
      .catch(() => undefined);
    const place = detail ? await this.#find(detail.entry) : 0;
    const [found] = await this.pages.range(place, place);
    if (found?.evidence !== evidence || found.line !== line) {
      this.selection.clear(); // it is gone, or a filter hides it
      return;
    }
    this.selection.select(place);
    this.scroller.reveal(place, 'upper');
  }

  /** The place of an entry among the rows of the query. */
  async #find(entry: Entry): Promise<number> {
    const step = 200;
    const start = entry.at === null ? 0 : await this.#placeOf(this.query, entry.at);
    for (let from = start; from < Math.min(this.pages.total, start + 25 * step); from += step) {
      const entries = await this.pages.range(from, from + step - 1);
      const found = entries.find((one) => one.evidence === entry.evidence && one.line === entry.line);
      if (found) return found.index;
    }
    return start;
  }
}

/** "10:06 UTC", "10:06Z", "10:06 +01:00", "10:06 Europe/Berlin", "10:06 Berlin", and not "10:06 PM". */
const namesZone = /(?:\b(?:UTC|GMT)|\dZ|[+−-]\d\d:?\d\d|\/\w+|\d\s+(?![AP]M$)[A-Z]\w+)$/;

/** What is said of evidence with some of it changed; undefined takes a part away. */
function merged(evidence: Evidence, changed: Partial<Record<keyof Evidence, unknown>>): Evidence {
  return Object.fromEntries(
    Object.entries({ ...evidence, ...changed }).filter(([, value]) => value !== undefined),
  ) as unknown as Evidence;
}

function countLevels(histogram: Histogram): { errors: number; warnings: number } {
  return histogram.buckets.reduce(
    (sum, bucket) => ({ errors: sum.errors + bucket.errors, warnings: sum.warnings + bucket.warnings }),
    { errors: 0, warnings: 0 },
  );
}
