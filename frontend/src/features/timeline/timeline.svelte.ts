import { toBackendError } from '../../backend/error';
import type {
  DrawingView,
  EventKind,
  Feeling,
  Frame,
  Gap,
  Histogram,
  Instant,
  Measure,
  TimelineEvent,
  TimeReading,
} from '../../backend/types';
import { sentence } from '../../lib/text';
import { endsOf, formatMoment } from '../../lib/time';
import { Form, type Problem } from '../../forms/form.svelte';
import { panned, within, zoomed, type Extent } from '../../drawing/extent';
import { momentAt } from '../../drawing/ticks';
import type { Moment } from '../../drawing/hands';
import { Scroller } from '../../ui/scroller.svelte';
import type { Held } from '../../drawing/held';
import type { WorkspaceState } from '../../workspace/workspace.svelte';
import { eventOf, felt, rowParts, type Draft, type InPlace, type Writing } from './draft';
import { largestPart, mainOf, middle, mostLeftOut, placeOf, roundings, roundStep } from './stretches';

/** What the lanes stand for: systems, people and customers where it is empty. */
export type By = '' | 'kind' | 'source' | 'person';

/** What the list is narrowed to; empty for everything. */
export interface Filter {
  kind: string;
  person: string;
  source: string;
}

/** So many citations of an event in the hand are asked for their times. */
const mostCited = 20;

const nothing: Filter = { kind: '', person: '', source: '' };

/** The timeline's events, which of them are shown, chosen or being edited, and how the drawing is zoomed. */
export class TimelineState {
  selected: string | undefined = $state();
  /** All events before they changed last. */
  #before: readonly TimelineEvent[] = [];
  /** Those that were selected and are no more. */
  #gone: string[] = [];
  /** Shows only what was known at this moment. */
  asKnownAt: number | undefined = $state();
  /** The one form that is open. It stays when the room is left, with all that was typed. */
  writing: Writing | undefined = $state.raw();
  histogram: Histogram | undefined = $state.raw();
  /** The silent stretches between the events that are shown. */
  gaps: Gap[] = $state.raw([]);
  /** What charts showed before, during and after customer impact. */
  measures: Measure[] = $state.raw([]);
  #measuresTurn = 0;
  /** How much the evidence recorded in the range; nothing while that is being counted. */
  recorded: { entries: number; cited: number } | undefined = $state.raw();
  #rangeTurn = 0;
  /** The kinds that every retrospective knows. */
  usualKinds: readonly EventKind[] = $state.raw([]);
  /** What the lanes of the drawing stand for. */
  by: By = $state('');
  #range: Extent | undefined = $state.raw();
  /** Events that are chosen beside the selected one. */
  marked: ReadonlySet<string> = $state.raw(new Set());
  /** From where more are chosen with Shift. */
  #anchor: string | undefined;
  /** Shows only events of these in the list; empty for all. */
  filter: Filter = $state({ ...nothing });
  /** What is drawn: of more than is seen, so that a hand that pans does not wait. */
  frame: Frame | undefined = $state.raw();
  /** What is in the hand, or still being put elsewhere. */
  held: Held | undefined = $state.raw();
  #frameTurn = 0;
  /** How tall the lanes were at most since all of them were shown: what stands below does not move under a hand that zooms. */
  tall = $state(0);
  #tallBy: By | undefined;
  /** What was asked to be drawn last, and when it is there. */
  #drawn: { what: string; there: Promise<void> } | undefined;
  #gapsTurn = 0;
  #histogramTurn = 0;
  #zoom: Extent | undefined = $state.raw();
  #hasLooked = false;
  /** What the list is narrowed to: it follows the drawing once the hand that moves it rests. */
  #narrowed: Extent | undefined = $state.raw();
  #resting: ReturnType<typeof setTimeout> | undefined;
  #movedAt = Number.NEGATIVE_INFINITY;
  /**
   * Milliseconds without a move after which the hand rests. Where a busy computer
   * takes long from one to the next, what follows the hand must not come between.
   */
  patience = 90;
  /** What was seen when a hand put an event elsewhere: nothing is to move under the hand that goes on. */
  #steady: Extent | undefined = $state.raw();
  readonly #workspace: WorkspaceState;

  constructor(workspace: WorkspaceState) {
    this.#workspace = workspace;
    workspace.beforeClosing('timeline', async () => {
      await this.leave();
      return this.writing?.form.problem?.message;
    });
  }

  /** Events below which the lines stand that they cite. */
  unfolded: ReadonlySet<string> = $state.raw(new Set());
  /** How far the list is scrolled. */
  readonly scroller = new Scroller(39);

  /** By time, as the backend orders them, without what was not yet known. */
  readonly events: TimelineEvent[] = $derived.by(() => {
    const { events } = this.#workspace.content;
    const limit = this.asKnownAt;
    return limit === undefined
      ? events
      : events.filter((event) => Date.parse((event.knownAt ?? event.at).at) <= limit);
  });

  /** Whether an event was not over at the moment whose knowledge is shown: its end was not known then. */
  goesOn(event: TimelineEvent): boolean {
    return this.asKnownAt !== undefined && this.#workspace.endOf(event) > this.asKnownAt;
  }

  /** What an event can be: the usual kinds, and those that this retrospective has made. */
  readonly kinds: EventKind[] = $derived.by(() => [
    ...new Set([...this.usualKinds, ...this.#workspace.content.events.map((event) => event.kind)]),
  ]);

  /** The stretch of all events that are drawn, with a margin. */
  readonly whole: Extent | undefined = $derived.by(() => {
    const { frame } = this;
    if (!frame || this.#workspace.content.events.length === 0) return undefined;
    const margin = (frame.last - frame.first) / 25 || 600_000;
    return within({ from: frame.first - margin, to: frame.last + margin });
  });

  /** What the slider of what was known when goes over, at round times, and by how much. */
  readonly knowledge: (Extent & { step: number }) | undefined = $derived.by(() => {
    const { whole } = this;
    if (!whole) return undefined;
    const step = roundStep((whole.to - whole.from) / 100);
    const from = Math.floor(whole.from / step) * step;
    return { from, to: from + Math.ceil((whole.to - from) / step) * step, step };
  });

  /** What is seen of the time while nobody zooms: all of it, or what was seen as long as all is in that. */
  readonly #unzoomed: Extent | undefined = $derived.by(() => {
    const { frame } = this;
    const steady = this.#steady;
    return steady && frame && frame.first >= steady.from && frame.last <= steady.to ? steady : this.whole;
  });

  /** Those that the list shows: in the stretch that is drawn, and of what is asked for. */
  readonly listed: TimelineEvent[] = $derived.by(() => {
    const { events, isFiltered } = this;
    const zoom = this.#narrowed;
    if (!zoom && !isFiltered) return events;
    const { kept } = this;
    const stretches = zoom && this.#stretches;
    return events.filter(({ id }, index) => {
      const stretch = stretches?.[index];
      const isSeen = !zoom || !stretch || (stretch.to >= zoom.from && stretch.from <= zoom.to);
      return isSeen && (!kept || kept.has(id));
    });
  });

  /** Those that the filter asks for, wherever they are; nothing while it asks for none. */
  readonly kept: ReadonlySet<string> | undefined = $derived.by(() => {
    if (!this.isFiltered) return undefined;
    const { kind, person, source } = this.filter;
    const asked = this.events.filter(
      (event) =>
        (kind === '' || event.kind === kind) &&
        (person === '' || event.actor?.name === person || event.actor?.role === person) &&
        (source === '' || event.citations?.some(({ evidence }) => evidence === source) === true),
    );
    return new Set(asked.map(({ id }) => id));
  });

  /** From when until when each of the events was, read once: a hand that zooms asks for all of them at each step. */
  readonly #stretches: Extent[] = $derived.by(() =>
    this.events.map((event) => {
      const told = this.#workspace.now.told[event.id];
      return {
        from: Date.parse(told?.from ?? event.at.at),
        to: Math.min(
          Math.max(Date.parse(told?.to ?? event.at.at), this.#workspace.endOf(event)),
          Math.max(Date.parse(event.at.at), this.asKnownAt ?? Infinity),
        ),
      };
    }),
  );

  /** How many events were over before what is seen of the time, and how many began after it. */
  readonly outOfView: { before: number; after: number } = $derived.by(() => {
    const zoom = this.#zoom;
    if (!zoom) return { before: 0, after: 0 };
    const { begins, ends } = this.#inOrder;
    return { before: placeOf(ends, zoom.from), after: begins.length - placeOf(begins, zoom.to) };
  });

  /** When events begin and when they are over, each by time: a hand that pans asks at each step. */
  readonly #inOrder = $derived.by(() => ({
    begins: Float64Array.from(this.#stretches, ({ from }) => from).sort(),
    ends: Float64Array.from(this.#stretches, ({ to }) => to).sort(),
  }));

  /** Makes what is seen reach over all events on one side of it. */
  bringIn(side: 'before' | 'after'): void {
    const { extent, whole } = this;
    if (!extent || !whole) return;
    this.#look(side === 'before' ? { ...extent, from: whole.from } : { ...extent, to: whole.to });
  }

  /** The chosen events, the selected one among them, in the order of time. */
  readonly chosen: TimelineEvent[] = $derived.by(() => {
    const { events, selected, marked } = this;
    if (marked.size > 0) return events.filter(({ id }) => id === selected || marked.has(id));
    const one = events.find(({ id }) => id === selected);
    return one ? [one] : [];
  });

  get extent(): Extent | undefined {
    return this.#zoom ?? this.#unzoomed;
  }

  /** How many events there are in the range. */
  readonly inRange: number = $derived.by(() => {
    const { range } = this;
    return range ? this.#stretches.filter(({ from, to }) => to >= range.from && from <= range.to).length : 0;
  });

  /** How many silent stretches reach into the range. */
  readonly gapsInRange: number = $derived.by(() => {
    const { range } = this;
    const reaches = ({ from, to }: Gap) =>
      range && Date.parse(from) < range.to && Date.parse(to) > range.from;
    return this.gaps.filter(reaches).length;
  });

  /** What is drawn where that is not all of it: what a hand zoomed to, or what stays while events are put elsewhere. */
  get drawnStretch(): Extent | undefined {
    return this.#zoom ?? (this.#steady === this.#unzoomed ? this.#steady : undefined);
  }

  get isZoomed(): boolean {
    return this.#zoom !== undefined;
  }

  get selectedEvent(): TimelineEvent | undefined {
    return this.#workspace.content.events.find((event) => event.id === this.selected);
  }

  zoom(factor: number, around?: number): void {
    if (this.extent) this.#look(zoomed(this.extent, factor, around), 'moving');
  }

  pan(share: number): void {
    if (this.extent) this.#look(panned(this.extent, share), 'moving');
  }

  resetZoom(): void {
    this.#look(undefined);
  }

  #look(at: Extent | undefined, how: 'moving' | 'there' = 'there'): void {
    const zoom = at && within(at);
    this.#hasLooked = true;
    this.#zoom = zoom;
    this.#steady = undefined;
    clearTimeout(this.#resting);
    const rest = () => (this.#narrowed = zoom);
    if (how === 'there') {
      rest();
      return;
    }
    const now = performance.now();
    const since = now - this.#movedAt;
    this.#movedAt = now;
    this.patience = since > 1000 ? 90 : Math.min(500, Math.max(90, 2 * since));
    this.#resting = setTimeout(rest, this.patience);
  }

  /** Shows a stretch with a margin, and no more of it than can be told apart. */
  fit({ from, to }: Extent): void {
    const margin = (to - from) * 0.06 || 30_000;
    this.#look({ from: from - margin, to: to + margin });
  }

  /** What F shows: the range, else the chosen events. */
  get fitting(): Extent | undefined {
    if (this.range) return this.range;
    const { chosen } = this;
    if (chosen.length === 0) return undefined;
    const from = Math.min(...chosen.map((event) => Date.parse(event.at.at)));
    return { from, to: Math.max(...chosen.map((event) => this.#workspace.endOf(event))) };
  }

  /**
   * Looks for the first time at what most of it is, where the few events far from it would
   * leave that no room: they are told of at the ends of the axis, and stay in the list.
   * Nothing is looked at closer where what is chosen would not be seen.
   */
  lookFirst(): void {
    if (this.#hasLooked) return;
    this.#hasLooked = true;
    const { events } = this;
    const most = Math.min(mostLeftOut, Math.floor(events.length * largestPart));
    const at = (index: number) => Date.parse(events[index]?.at.at ?? '');
    // Mostly a few at the ends are enough to know that none is far: all are not read for that.
    const last = events.length - 1;
    if (most === 0 || (at(last - most) - at(most)) * 3 > at(last) - at(0)) return;
    const main = mainOf(this.#stretches, most);
    if (!main) return;
    const { selectedEvent } = this;
    if (!selectedEvent) {
      this.selected = events.find((_, index) => (this.#stretches[index]?.from ?? 0) >= main.from)?.id;
    } else {
      const chosen = Date.parse(selectedEvent.at.at);
      if (chosen < main.from || chosen > main.to) return;
    }
    const margin = (main.to - main.from) / 25;
    this.#zoom = within({ from: main.from - margin, to: main.to + margin });
  }

  /** Brings a time into view where it is not. */
  show(at: number): void {
    const zoom = this.#zoom;
    if (!zoom || (at >= zoom.from && at <= zoom.to)) return;
    const half = (zoom.to - zoom.from) / 2;
    this.#look({ from: at - half, to: at + half });
  }

  /** Moves the choice up or down the list, or makes it longer that way. */
  step(by: number, how: 'alone' | 'range' = 'alone'): void {
    const to = this.#beside(this.listed, by)?.id;
    if (how === 'range' && to !== undefined) this.selectTo(to);
    else if (to !== undefined) this.select(to);
  }

  /** Goes from event to event whatever the list shows, and takes the drawing along. */
  walk(by: number): void {
    const event = this.#beside(this.events, by);
    if (!event) return;
    this.select(event.id);
    this.show(Date.parse(event.at.at));
  }

  /** The event so many places from the selected one, and no further than the ends. */
  #beside(events: readonly TimelineEvent[], by: number): TimelineEvent | undefined {
    const now = events.findIndex((event) => event.id === this.selected);
    const to = now < 0 ? (by > 0 ? 0 : events.length - 1) : now + by;
    return events[Math.max(0, Math.min(to, events.length - 1))];
  }

  /** The stretch that was drawn over the ground. Either it is held, or several events are. */
  get range(): Extent | undefined {
    return this.#range;
  }

  set range(range: Extent | undefined) {
    this.#range = range;
    if (range) this.select(this.selected);
  }

  /** Chooses one event, or adds it to those that are chosen, or takes it from them. */
  select(id: string | undefined, adds = false): void {
    this.#anchor = undefined;
    if (!adds || id === undefined || this.selected === undefined) {
      this.selected = id;
      this.marked = new Set();
      return;
    }
    const marked = new Set([...this.marked, this.selected]);
    if (marked.has(id)) marked.delete(id);
    else marked.add(id);
    this.selected = marked.has(id) ? id : [...marked].at(-1);
    this.marked = marked;
    this.range = undefined;
  }

  /** Shows below events which lines they cite, or hides them where all are shown. */
  toggleLines(ids: readonly string[] = this.chosen.map(({ id }) => id)): void {
    const unfolded = new Set(this.unfolded);
    const hides = ids.every((id) => unfolded.has(id));
    for (const id of ids) {
      if (hides) unfolded.delete(id);
      else unfolded.add(id);
    }
    this.unfolded = unfolded;
  }

  /** Chooses all that the list shows from the one that was selected first to another, which is the selected one then. */
  selectTo(id: string): void {
    const { listed } = this;
    const anchor = this.#anchor ?? this.selected;
    const a = listed.findIndex((event) => event.id === anchor);
    const b = listed.findIndex((event) => event.id === id);
    if (a < 0 || b < 0) {
      this.select(id);
      return;
    }
    this.#anchor = anchor;
    this.selected = id;
    this.marked = new Set(listed.slice(Math.min(a, b), Math.max(a, b) + 1).map((event) => event.id));
    this.range = undefined;
  }

  /** Lets go of what is held: the range first, then the many, then the filter. Resolves to whether there was anything. */
  letGo(): boolean {
    if (this.range) this.range = undefined;
    else if (this.marked.size > 0) this.select(this.selected);
    else if (this.isFiltered) this.filter = { ...nothing };
    else return false;
    return true;
  }

  get isFiltered(): boolean {
    const { kind, person, source } = this.filter;
    return kind !== '' || person !== '' || source !== '';
  }

  /**
   * Lays out what is drawn, of three times the width that is seen, unless that was asked
   * for last. The answer to an older question is dropped.
   */
  loadFrame(width: number): Promise<void> {
    const zoom = this.drawnStretch;
    const wide = zoom && within({ from: zoom.from * 2 - zoom.to, to: zoom.to * 2 - zoom.from });
    const view = {
      ...this.#view(wide),
      ...(zoom ? { seenFrom: momentAt(zoom.from), seenTo: momentAt(zoom.to) } : {}),
      width: zoom ? width * 3 : width,
    };
    const what = JSON.stringify([this.#workspace.revision.id, view]);
    if (this.#drawn?.what !== what) this.#drawn = { what, there: this.#lay(view) };
    return this.#drawn.there;
  }

  async #lay(view: DrawingView): Promise<void> {
    const turn = ++this.#frameTurn;
    try {
      const frame = await this.#workspace.backend.timeline.drawing(this.#workspace.id, view);
      if (turn !== this.#frameTurn) return;
      this.tall = Math.max(frame.height, view.from !== undefined && view.by === this.#tallBy ? this.tall : 0);
      this.#tallBy = view.by;
      this.frame = frame;
    } catch (thrown) {
      // It may be asked for again.
      if (turn === this.#frameTurn) this.#drawn = undefined;
      throw thrown;
    }
  }

  /** Writes a drawing of all events, or of what is shown, to a file. Resolves to its path, "" where none was chosen. */
  savePicture(dark: boolean, stretch: 'all' | 'shown' = 'all'): Promise<string> {
    const view = this.#view(stretch === 'shown' ? this.#zoom : undefined);
    return this.#workspace.backend.timeline.save(this.#workspace.id, { ...view, dark });
  }

  #view(stretch: Extent | undefined): DrawingView {
    return {
      by: this.by,
      zone: this.#workspace.zone,
      ...(this.asKnownAt === undefined ? {} : { knownAt: momentAt(this.asKnownAt) }),
      ...(stretch ? { from: momentAt(stretch.from), to: momentAt(stretch.to) } : {}),
    };
  }

  /** What is part of an event, by whatever way. */
  partsOf(id: string): ReadonlySet<string> {
    const inside = new Map<string, string[]>();
    for (const { id: part, within } of this.#workspace.content.events)
      if (within) inside.set(within, [...(inside.get(within) ?? []), part]);
    const parts = new Set<string>();
    const open = [id];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const part of inside.get(at) ?? []) {
        if (part === id || parts.has(part)) continue;
        parts.add(part);
        open.push(part);
      }
    }
    return parts;
  }

  /** Takes an event into the hand, or lets go of it: the one in the hand is the chosen one. */
  hold(held: Held | undefined): void {
    if (held && this.held?.id !== held.id && this.selected !== held.id) this.select(held.id);
    this.held = held;
  }

  /** When what an event cites was recorded, and where that stands. */
  async cited(id: string): Promise<Moment[]> {
    const { backend, id: retrospective, content } = this.#workspace;
    const citations = content.events.find((event) => event.id === id)?.citations ?? [];
    const found = citations.slice(0, mostCited).map(async (citation): Promise<Moment[]> => {
      const evidence = this.#workspace.evidence(citation.evidence);
      if (!evidence) return [];
      const { label, shownAt } = evidence;
      if (!citation.fromLine) return shownAt ? [{ at: shownAt.at, says: label }] : [];
      const { entries } = await backend.evidence.around(retrospective, citation, 0);
      return entries.flatMap(({ at, line }) => (at ? [{ at, says: `${label}, line ${String(line)}` }] : []));
    });
    return (await Promise.all(found)).flat();
  }

  async move({ id, edge, from, to, snap, parts }: Held): Promise<void> {
    // One that holds others is drawn from where the first of them begins.
    const own = Date.parse(this.#workspace.content.events.find((event) => event.id === id)?.at.at ?? '');
    const at = parts?.size ? momentAt(own + to - from) : (snap?.at ?? momentAt(to));
    if (!this.#zoom) this.#steady = this.extent;
    await this.#workspace.change((backend, retrospective) =>
      backend.timeline.moveEvent(retrospective, id, edge, at),
    );
  }

  /** The event before or after the selected one where both have the same time, and nothing else says which is first. */
  twin(by: 1 | -1): TimelineEvent | undefined {
    const { selectedEvent: event } = this;
    const { events } = this.#workspace.content;
    const other = event && events[events.indexOf(event) + by];
    if (!other || other.at.at !== event.at.at) return undefined;
    return other.within === event.within && other.end?.at === event.end?.at ? other : undefined;
  }

  /** Lets the selected event change places with its twin. */
  async swap(by: 1 | -1): Promise<void> {
    const { selected } = this;
    if (selected === undefined) return;
    await this.#workspace.change((backend, id) => backend.timeline.swapEvent(id, selected, by), {
      retry: false,
    });
  }

  #ids(): string[] {
    return this.chosen.map(({ id }) => id);
  }

  /** Moves the chosen events by a length of time as it was typed. Resolves to what it was, in milliseconds. */
  async shiftChosen(by: string): Promise<number> {
    const before = new Map(this.chosen.map(({ id, at }) => [id, Date.parse(at.at)]));
    await this.#workspace.change((backend, id) => backend.timeline.shiftEvents(id, [...before.keys()], by), {
      retry: false,
    });
    // What is known by its date moves by whole days only.
    const moves = this.chosen.map(({ id, at }) => Date.parse(at.at) - (before.get(id) ?? 0));
    return moves.reduce((most, move) => (Math.abs(move) > Math.abs(most) ? move : most), 0);
  }

  async changeKinds(kind: string): Promise<void> {
    const ids = this.#ids();
    await this.#workspace.change((backend, id) => backend.timeline.changeKinds(id, ids, kind));
  }

  async mergeChosen(): Promise<void> {
    const ids = this.#ids();
    const { event } = await this.#workspace.change((backend, id) => backend.timeline.mergeEvents(id, ids));
    this.select(event);
  }

  async removeChosen(): Promise<void> {
    const ids = this.#ids();
    const at = this.events.findIndex((one) => one.id === ids[0]);
    await this.#workspace.change((backend, id) => backend.timeline.removeEvents(id, ids));
    this.select(this.events[Math.min(at, this.events.length - 1)]?.id);
  }

  /** Opens an empty form for a time that was pointed at. */
  async beginAt(at: number): Promise<boolean> {
    return this.#beginNear(at, { at: this.#pointed(at) });
  }

  /** Opens an empty form below what had happened by then, for times that a hand pointed at. */
  async #beginNear(at: number, times: { at: string; end?: string }): Promise<boolean> {
    if (!(await this.leave())) return false;
    const before = this.events.findLast((event) => Date.parse(event.at.at) <= at);
    this.select(before?.id);
    if (!(await this.#beginBelow('observation', false))) return false;
    if (this.writing) Object.assign(this.writing.form.values, times);
    return true;
  }

  /** A moment that a hand pointed at, as it would be typed. */
  #pointed(at: number): string {
    const precision = at % 60_000 === 0 ? 'minute' : at % 1000 === 0 ? 'second' : 'millisecond';
    return formatMoment({ at: momentAt(at), precision }, this.#workspace.zone);
  }

  /**
   * Opens an empty form: for the range that is held, else below the chosen event, or at
   * the end. Resolves to whether it is open: a form that cannot be saved yet keeps its
   * place and its words.
   */
  async begin(kind?: string): Promise<boolean> {
    const { range } = this;
    if (!range) return this.#beginBelow(kind);
    const { from, to } = range;
    return this.#beginNear(from, { at: this.#pointed(from), end: this.#pointed(to) });
  }

  /** A neighbour that was chosen is joined in what it is part of; one that was found is not. */
  async #beginBelow(kind = 'observation', joins = true): Promise<boolean> {
    if (!(await this.leave())) return false;
    const near = this.selectedEvent ?? this.events.at(-1);
    const { firstRecorded } = this.#workspace;
    this.#open('', near?.id, {
      at: near ? this.#following(near) : firstRecorded === undefined ? '' : this.#minute(firstRecorded),
      reading: 0,
      end: '',
      knownAt: '',
      kind,
      newKind: '',
      title: '',
      body: '',
      role: '',
      name: '',
      interpretation: false,
      within: joins ? this.#called(near?.within) : '',
      feelings: '',
    });
    return true;
  }

  /** Opens an empty form between the chosen event and the next, with a round time between theirs. */
  async insert(): Promise<boolean> {
    const at = this.events.findIndex(({ id }) => id === this.selected);
    const [before, next] = at < 0 ? [] : [this.events[at], this.events[at + 1]];
    if (!(await this.#beginBelow())) return false;
    if (!before || !next || !this.writing) return true;
    const between = middle(Date.parse(before.at.at), Date.parse(next.at.at));
    this.writing.form.values.at = formatMoment(between, this.#workspace.zone);
    return true;
  }

  /** Opens an event to be edited, all of it or one part where it stands, under the same condition as `begin`. */
  async edit({ id }: TimelineEvent, only?: InPlace): Promise<boolean> {
    const open = this.writing;
    if (open?.id === id && open.only?.part === only?.part && open.only?.place === only?.place) return true;
    if (!(await this.leave())) return false;
    // What was just saved may be of this event.
    const event = this.#workspace.content.events.find((one) => one.id === id);
    if (!event) return false;
    this.selected = id;
    this.#open(id, undefined, this.#draftOf(event), only);
    return true;
  }

  /** Saves the part that is edited in a row and opens the next one, or the one before. */
  async editNext(by: 1 | -1): Promise<boolean> {
    const { writing } = this;
    const event = this.#workspace.content.events.find(({ id }) => id === writing?.id);
    const part = rowParts[rowParts.indexOf(writing?.only?.part ?? 'title') + by];
    if (!event || !part) return this.save();
    return this.edit(event, { part, place: 'row' });
  }

  #draftOf(event: TimelineEvent): Draft {
    const words = (instant: Instant | undefined) => (instant ? this.#typed(instant) : '');
    return {
      at: words(event.at),
      reading: 0,
      end: words(event.end),
      knownAt: words(event.knownAt),
      kind: event.kind,
      newKind: '',
      title: event.title,
      body: event.body ?? '',
      role: event.actor?.role ?? '',
      name: event.actor?.name ?? '',
      interpretation: event.interpretation ?? false,
      within: this.#called(event.within),
      feelings: (event.feelings ?? []).map(felt).join('; '),
    };
  }

  #open(id: string, below: string | undefined, draft: Draft, only?: InPlace): void {
    const write = (typed: Draft) => this.#save(writing, typed);
    const writing: Writing = { id, below, only, form: new Form(draft, write) };
    this.writing = writing;
  }

  /** Saves the open form, closes it and chooses its event. Resolves to whether it is closed. */
  async save(): Promise<boolean> {
    const { writing } = this;
    if (!writing) return false;
    if (!(await this.leave())) return false;
    this.selected = writing.saved ?? this.selected;
    const event = this.selectedEvent;
    if (event) this.#bringIn(event, writing.id === '');
    return true;
  }

  /** Chooses an event that somebody comes to from elsewhere, and shows it whatever was shown before. */
  arrive(id: string | undefined): void {
    this.range = undefined;
    this.select(id);
    const event = this.selectedEvent;
    if (event) this.#bringIn(event, true);
  }

  /** What was written is seen, wherever it came to stand; and what is new, whatever the list was narrowed to. */
  #bringIn(event: TimelineEvent, isNew: boolean): void {
    this.show(Date.parse(event.at.at));
    if (!isNew || this.listed.includes(event)) return;
    this.filter = { ...nothing };
    if (!this.events.includes(event)) this.asKnownAt = undefined;
  }

  /**
   * A person goes on elsewhere and means what is written: it is saved, unless nothing
   * was typed; what cannot be saved stays as it is. Resolves to whether no form is open any more.
   */
  async leave(): Promise<boolean> {
    const { writing } = this;
    if (!writing) return true;
    if (!writing.form.touched) writing.form.close();
    else if (!(await writing.form.save())) return this.writing === undefined;
    if (this.writing === writing) this.writing = undefined;
    return true;
  }

  /** Closes the form; nothing of it is saved. One that is being saved closes by itself. */
  abandon(): void {
    if (this.writing?.form.saving) return;
    this.writing?.form.close();
    this.writing = undefined;
  }

  /** Writes what was typed. Resolves to what is wrong with it, or to nothing. */
  async #save(writing: Writing, draft: Draft): Promise<Problem | undefined> {
    if (draft.title.trim() === '') return { field: 'title', message: 'An event needs a title' };
    const kind = this.#kind(draft);
    if (kind === undefined) {
      return {
        field: 'kind',
        message: draft.kind.trim()
          ? `“${draft.kind.trim()}” is not a kind yet: choose it from the list to make it one`
          : 'An event needs a kind',
      };
    }
    const before = this.#workspace.content.events.find((event) => event.id === writing.id);
    const times: Partial<Record<'at' | 'end' | 'knownAt', Instant>> = {};
    let span: Instant | undefined;
    for (const field of ['at', 'end', 'knownAt'] as const) {
      try {
        const text = draft[field];
        const known = before?.[field];
        if (text.trim() === '') continue;
        if (known && text === this.#typed(known)) {
          times[field] = known;
          continue;
        }
        const readings = await this.readTime(text, writing.id, times.at?.at);
        const reading = readings[field === 'at' ? draft.reading : 0] ?? readings[0];
        if (!reading) continue;
        times[field] = reading.at;
        if (field === 'at' && reading.end) span = reading.end;
      } catch (thrown) {
        return { field, message: sentence(toBackendError(thrown).said) };
      }
    }
    if (!times.at) return { field: 'at', message: 'An event needs a time' };
    if (span) times.end ??= span;
    const holder = this.holders(writing.id).find(({ name }) => name === draft.within.trim());
    if (draft.within.trim() !== '' && !holder)
      return {
        field: 'within',
        message: `No event is called “${draft.within.trim()}”: choose one from the list`,
      };
    let feelings: Feeling[] = [];
    try {
      if (draft.feelings.trim() !== '')
        feelings = await this.#workspace.backend.timeline.readFeelings(draft.feelings);
    } catch (thrown) {
      return { field: 'feelings', message: sentence(toBackendError(thrown).said) };
    }
    const event = {
      ...eventOf(writing.id, { ...draft, kind }, { ...times, at: times.at }, before),
      ...(holder ? { within: holder.id } : {}),
      ...(feelings.length > 0 ? { feelings } : {}),
    };
    try {
      if (writing.id === '') {
        const added = await this.#workspace.change((backend, id) => backend.timeline.addEvent(id, event), {
          retry: false,
        });
        writing.saved = added.event;
      } else {
        await this.#workspace.change((backend, id) => backend.timeline.updateEvent(id, event), {
          retry: false,
        });
        writing.saved = event.id;
      }
    } catch (thrown) {
      const isEnd = times.end && Date.parse(times.end.at) < Date.parse(times.at.at);
      const { code, said } = toBackendError(thrown);
      if (isEnd && code === 'invalid') return { field: 'end', message: sentence(said) };
      throw thrown;
    }
    return undefined;
  }

  /** The events that another one may be part of, by names that tell them apart; not those that are part of it. */
  holders(of: string): { id: string; name: string }[] {
    const { events } = this.#workspace.content;
    const byID = new Map(events.map((event) => [event.id, event]));
    const isPart = (event: TimelineEvent) => {
      const seen = new Set<string>();
      for (
        let at: TimelineEvent | undefined = event;
        at && !seen.has(at.id);
        at = byID.get(at.within ?? '')
      ) {
        if (at.id === of) return true;
        seen.add(at.id);
      }
      return false;
    };
    const titled = new Map<string, number>();
    for (const { title } of events) titled.set(title, (titled.get(title) ?? 0) + 1);
    const named = new Map<string, number>();
    const nameOf = ({ title, at }: TimelineEvent) => {
      if (titled.get(title) === 1) return title;
      const name = `${title} · ${formatMoment(at, this.#workspace.zone)}`;
      const times = (named.get(name) ?? 0) + 1;
      named.set(name, times);
      return times === 1 ? name : `${name} · ${String(times)}`;
    };
    // Each is named before any is left out: what one is called does not hang on who asks.
    return events
      .map((event) => ({ id: event.id, name: nameOf(event), event }))
      .filter(({ event }) => of === '' || !isPart(event))
      .map(({ id, name }) => ({ id, name }));
  }

  /** What an event is offered as. */
  #called(id: string | undefined): string {
    return id === undefined ? '' : (this.holders('').find((holder) => holder.id === id)?.name ?? '');
  }

  async moveInto(holder: string): Promise<void> {
    const ids = this.#ids();
    await this.#workspace.change((backend, id) => backend.timeline.moveInto(id, ids, holder), {
      retry: false,
    });
  }

  /** The kind that was typed, spelled as it is known; nothing where nobody knows it. */
  #kind(draft: Draft): EventKind | undefined {
    const typed = draft.kind.trim();
    const known = this.kinds.find((kind) => kind.toLowerCase() === typed.toLowerCase());
    return known ?? (typed !== '' && typed === draft.newKind ? typed : undefined);
  }

  async update(event: TimelineEvent): Promise<void> {
    await this.#workspace.change((backend, id) => backend.timeline.updateEvent(id, event));
  }

  /** Removes an event and chooses its neighbour. */
  async remove(event: TimelineEvent): Promise<void> {
    const at = this.events.findIndex((one) => one.id === event.id);
    await this.#workspace.change((backend, id) => backend.timeline.removeEvent(id, event.id));
    if (this.writing?.id === event.id) this.abandon();
    this.selected = this.events[Math.min(at, this.events.length - 1)]?.id;
  }

  /**
   * Something that was chosen goes with an undo: its neighbour is chosen then, and it again
   * when it comes back. Returns whether it chose another.
   */
  keepChosen(): boolean {
    const { events } = this.#workspace.content;
    const before = this.#before;
    this.#before = events;
    const back = this.#gone.findLast((id) => events.some((event) => event.id === id));
    if (back !== undefined) {
      this.#gone = this.#gone.filter((id) => id !== back);
      this.select(back);
      const { selectedEvent } = this;
      if (selectedEvent) this.show(Date.parse(selectedEvent.at.at));
      return true;
    }
    const { selected } = this;
    if (selected === undefined || events.some(({ id }) => id === selected)) return false;
    this.#gone.push(selected);
    const at = before.findIndex(({ id }) => id === selected);
    this.select(events[Math.max(0, Math.min(at, events.length - 1))]?.id);
    return true;
  }

  /** Marks the one event from which the debrief digs, or takes the mark away; Go takes it from any other. */
  async toggleDiveIn(event: TimelineEvent): Promise<void> {
    await this.update({ ...event, diveIn: !event.diveIn });
  }

  /** Asks where the timeline is silent. The answer to an older question is dropped. */
  async loadGaps(): Promise<void> {
    const turn = ++this.#gapsTurn;
    const knownAt = this.asKnownAt === undefined ? '' : new Date(this.asKnownAt).toISOString();
    const gaps = await this.#workspace.backend.timeline.gaps(this.#workspace.id, knownAt);
    if (turn === this.#gapsTurn) this.gaps = gaps;
  }

  /** Counts what the evidence recorded in the range, and how much of it is cited. The answer to an older question is dropped. */
  async loadRange(): Promise<void> {
    const turn = ++this.#rangeTurn;
    const { range } = this;
    this.recorded = undefined;
    if (!range || this.#workspace.content.evidence.length === 0) return;
    const counted = async (show: 'all' | 'inbox') => {
      const { evidence } = this.#workspace.backend;
      const { buckets } = await evidence.histogram(this.#workspace.id, { ...recordedIn(range), show }, 1);
      return buckets.reduce((sum, { total }) => sum + total, 0);
    };
    const [entries, uncited] = await Promise.all([counted('all'), counted('inbox')]);
    if (turn === this.#rangeTurn) this.recorded = { entries, cited: entries - uncited };
  }

  /** Asks what charts showed around customer impact. The answer to an older question is dropped. */
  async loadMeasures(): Promise<void> {
    const turn = ++this.#measuresTurn;
    const measures = await this.#workspace.backend.timeline.measures(this.#workspace.id);
    if (turn === this.#measuresTurn) this.measures = measures;
  }

  /** Counts what the evidence recorded over the drawn stretch. The answer to an older question is dropped. */
  async loadHistogram(buckets: number): Promise<void> {
    const turn = ++this.#histogramTurn;
    const { extent } = this;
    if (!extent || this.#workspace.content.evidence.length === 0) {
      this.histogram = undefined;
      return;
    }
    const query = { ...recordedIn(extent), show: 'inbox' as const };
    const histogram = await this.#workspace.backend.evidence.histogram(this.#workspace.id, query, buckets);
    if (turn === this.#histogramTurn) this.histogram = histogram;
  }

  /** How a typed time can be understood, best first; `near` gives a time of day its date. */
  readTime(text: string, event: string, near?: string): Promise<TimeReading[]> {
    const before = this.#workspace.content.events.find(({ id }) => id === event);
    return this.#workspace.backend.timeline.readTime(
      this.#workspace.id,
      text,
      near ?? this.#near(before),
      event,
      this.writing?.below ?? '',
    );
  }

  /** What stands in a field for a time: how a person said it, else its figures. */
  #typed(instant: Instant): string {
    if (instant.words !== undefined) return instant.words;
    const { zone } = this.#workspace;
    const ends = endsOf(instant);
    if (!ends) return formatMoment(instant, zone);
    return `between ${ends.map((end) => formatMoment(end, zone)).join(' and ')}`;
  }

  #near(before: TimelineEvent | undefined): string {
    const known = before ?? this.selectedEvent ?? this.events.at(-1);
    return known?.at.at ?? this.#workspace.firstRecorded ?? this.#workspace.revision.at;
  }

  /** The roundest time at which what is written below an event stands there: at or after it, and not after the next. */
  #following({ id, at: { at, precision, zone } }: TimelineEvent): string {
    if (precision === 'day') return formatMoment({ at, precision, zone }, this.#workspace.zone);
    const { events } = this.#workspace.content;
    const next = events[events.findIndex((event) => event.id === id) + 1];
    const from = Date.parse(at);
    const until = next ? Math.max(from, Date.parse(next.at.at)) : Infinity;
    for (const [unit, precision] of roundings) {
      const round = Math.ceil(from / unit) * unit;
      if (round <= until) return formatMoment({ at: momentAt(round), precision }, this.#workspace.zone);
    }
    return formatMoment({ at, precision: 'nanosecond' }, this.#workspace.zone);
  }

  #minute(at: string): string {
    return formatMoment({ at, precision: 'minute' }, this.#workspace.zone);
  }

  /** How a time may be typed: with its day, which is taken for one without. */
  get example(): string {
    return this.#minute(this.#near(undefined));
  }
}

/** Asks for all that the evidence recorded in a stretch. */
function recordedIn({ from, to }: Extent) {
  return { text: '', levels: [], sources: [], from: momentAt(from), to: momentAt(to) };
}
