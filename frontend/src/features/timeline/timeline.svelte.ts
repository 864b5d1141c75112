import { toBackendError } from '../../backend/error';
import type { Histogram, Instant, TimelineEvent } from '../../backend/types';
import { formatMoment } from '../../lib/time';
import { extentOf, gapsOf, panned, zoomed, type Extent, type Gap } from '../../workspace/extent';
import type { WorkspaceState } from '../../workspace/workspace.svelte';

/** What a person types of an event; times as text until they are read. */
export interface Draft {
  /** Empty for an event that is not there yet. */
  id: string;
  at: string;
  end: string;
  knownAt: string;
  kind: string;
  title: string;
  body: string;
  role: string;
  name: string;
  interpretation: boolean;
}

/** Why a field of a draft cannot be saved. */
export interface Problem {
  field: 'at' | 'end' | 'knownAt' | 'title' | 'all';
  message: string;
}

/** The timeline's events, which of them are shown, chosen or being edited, and how the drawing is zoomed. */
export class TimelineState {
  selected: string | undefined = $state();
  /** Shows only what was known at this moment. */
  asKnownAt: number | undefined = $state();
  draft: Draft | undefined = $state.raw();
  histogram: Histogram | undefined = $state.raw();
  #zoom: Extent | undefined = $state.raw();
  readonly #workspace: WorkspaceState;

  constructor(workspace: WorkspaceState) {
    this.#workspace = workspace;
  }

  /** By time, as the backend orders them, without what was not yet known. */
  readonly events: TimelineEvent[] = $derived.by(() => {
    const { events } = this.#workspace.content;
    const limit = this.asKnownAt;
    return limit === undefined
      ? events
      : events.filter((event) => Date.parse((event.knownAt ?? event.at).at) <= limit);
  });

  readonly gaps: Gap[] = $derived(gapsOf(this.events));

  /** The stretch of all events, the hidden ones too, so that nothing jumps. */
  readonly whole: Extent | undefined = $derived.by(() => extentOf(this.#workspace.content.events));

  get extent(): Extent | undefined {
    return this.#zoom ?? this.whole;
  }

  get isZoomed(): boolean {
    return this.#zoom !== undefined;
  }

  get selectedEvent(): TimelineEvent | undefined {
    return this.#workspace.content.events.find((event) => event.id === this.selected);
  }

  zoom(factor: number, around?: number): void {
    if (this.extent) this.#zoom = zoomed(this.extent, factor, around);
  }

  pan(share: number): void {
    if (this.extent) this.#zoom = panned(this.extent, share);
  }

  resetZoom(): void {
    this.#zoom = undefined;
  }

  /** Moves the choice up or down the list. */
  step(by: number): void {
    if (this.events.length === 0) return;
    const now = this.events.findIndex((event) => event.id === this.selected);
    const to = now < 0 ? (by > 0 ? 0 : this.events.length - 1) : now + by;
    this.selected = this.events[Math.max(0, Math.min(to, this.events.length - 1))]?.id;
  }

  /** Opens an empty draft beside the chosen event, or at the end. */
  begin(kind = 'observation'): void {
    const near = this.selectedEvent ?? this.events.at(-1);
    this.draft = {
      id: '',
      at: near ? formatMoment({ at: near.at.at, precision: 'minute' }, this.#workspace.zone) : '',
      end: '',
      knownAt: '',
      kind,
      title: '',
      body: '',
      role: '',
      name: '',
      interpretation: false,
    };
  }

  edit(event: TimelineEvent): void {
    const words = (instant: Instant | undefined) =>
      instant ? formatMoment(instant, this.#workspace.zone) : '';
    this.selected = event.id;
    this.draft = {
      id: event.id,
      at: words(event.at),
      end: words(event.end),
      knownAt: words(event.knownAt),
      kind: event.kind,
      title: event.title,
      body: event.body ?? '',
      role: event.actor?.role ?? '',
      name: event.actor?.name ?? '',
      interpretation: event.interpretation ?? false,
    };
  }

  /** Keeps what was typed of the open draft; one that was saved or abandoned stays closed. */
  keep(draft: Draft): void {
    if (this.draft?.id === draft.id) this.draft = draft;
  }

  abandon(): void {
    this.draft = undefined;
  }

  /** Saves a draft. Resolves to what is wrong with it, or to nothing once it is saved. */
  async save(draft: Draft): Promise<Problem | undefined> {
    if (draft.title.trim() === '') return { field: 'title', message: 'An event needs a title' };
    const before = this.#workspace.content.events.find((event) => event.id === draft.id);
    const times: Partial<Record<'at' | 'end' | 'knownAt', Instant>> = {};
    for (const field of ['at', 'end', 'knownAt'] as const) {
      try {
        const instant = await this.#read(draft[field], before?.[field], times.at?.at ?? this.#near(before));
        if (instant) times[field] = instant;
      } catch (thrown) {
        return { field, message: toBackendError(thrown).message };
      }
    }
    if (!times.at) return { field: 'at', message: 'An event needs a time' };
    try {
      await this.#write(eventOf(draft, { ...times, at: times.at }, before));
    } catch (thrown) {
      return { field: 'all', message: toBackendError(thrown).message };
    }
    this.draft = undefined;
    return undefined;
  }

  async update(event: TimelineEvent): Promise<void> {
    await this.#workspace.change((backend, id) => backend.timeline.updateEvent(id, event));
  }

  /** Removes an event and chooses its neighbour. */
  async remove(event: TimelineEvent): Promise<void> {
    const at = this.events.findIndex((one) => one.id === event.id);
    await this.#workspace.change((backend, id) => backend.timeline.removeEvent(id, event.id));
    this.selected = this.events[Math.min(at, this.events.length - 1)]?.id;
  }

  /** Marks the one event from which the debrief digs, or takes the mark away; Go takes it from any other. */
  async toggleDiveIn(event: TimelineEvent): Promise<void> {
    await this.update({ ...event, diveIn: !event.diveIn });
  }

  /** Counts what the evidence recorded over the drawn stretch. */
  async loadHistogram(buckets: number): Promise<void> {
    const { extent } = this;
    if (!extent || this.#workspace.content.evidence.length === 0) {
      this.histogram = undefined;
      return;
    }
    const query = {
      text: '',
      levels: [],
      sources: [],
      show: 'all' as const,
      from: new Date(extent.from).toISOString(),
      to: new Date(extent.to).toISOString(),
    };
    this.histogram = await this.#workspace.backend.evidence.histogram(this.#workspace.id, query, buckets);
  }

  /** Reads a typed time. One that was not touched stays as exact as it was. */
  async #read(text: string, before: Instant | undefined, near: string): Promise<Instant | undefined> {
    if (text.trim() === '') return undefined;
    if (before && text === formatMoment(before, this.#workspace.zone)) return before;
    return this.#workspace.backend.timeline.parseInstant(this.#workspace.id, text, near);
  }

  #near(before: TimelineEvent | undefined): string {
    const known = before ?? this.selectedEvent ?? this.events.at(-1);
    return known?.at.at ?? this.#workspace.revision.at;
  }

  async #write(event: TimelineEvent): Promise<void> {
    if (event.id !== '') {
      await this.update(event);
      return;
    }
    const added = await this.#workspace.change((backend, id) => backend.timeline.addEvent(id, event));
    this.selected = added.event;
  }
}

function eventOf(
  draft: Draft,
  times: { at: Instant; end?: Instant; knownAt?: Instant },
  before: TimelineEvent | undefined,
): TimelineEvent {
  const actor = {
    ...(draft.role.trim() === '' ? {} : { role: draft.role.trim() }),
    ...(draft.name.trim() === '' ? {} : { name: draft.name.trim() }),
  };
  return {
    id: draft.id,
    ...times,
    kind: draft.kind,
    title: draft.title.trim(),
    ...(draft.body.trim() === '' ? {} : { body: draft.body }),
    ...(draft.interpretation ? { interpretation: true } : {}),
    ...(Object.keys(actor).length === 0 ? {} : { actor }),
    ...(before?.citations ? { citations: before.citations } : {}),
    ...(before?.diveIn ? { diveIn: true } : {}),
  };
}
