import type { Citation, Evidence, Region } from '../../../backend/types';
import type { WorkspaceState } from '../../../workspace/workspace.svelte';
import { markBetween, moved, resized, type Handle, type MarkKind, type Point, type Size } from './marks';

export type Tool = 'select' | 'hand' | MarkKind;

/** The largest zoom, and by how much one step zooms. */
const mostZoom = 16;
const leastZoom = 0.02;
const zoomStep = 1.25;
/** How much of the pane stays free around a picture that is shown whole, in pixels. */
const margin = 24;
/** A key that is pressed again within this time, in milliseconds, goes on with the same change. */
const nudgePause = 500;

/**
 * A picture on the table: how far it is zoomed, what is marked on it and which mark
 * is chosen. Marks are saved as they are drawn; each drawn, moved or removed mark is
 * one change to undo.
 */
export class PictureBoard {
  tool: Tool = $state('select');
  /** The chosen mark, by its place among the regions. */
  chosen: number | undefined = $state();
  /** The pane that the picture is shown in. */
  pane: Size = $state.raw({ width: 0, height: 0 });
  /** The picture as it is, in pixels. */
  size: Size = $state.raw({ width: 1, height: 1 });

  /** Where the picture's corner lies in the pane and how large a pixel of it is; undefined shows all of it. */
  #view: { x: number; y: number; scale: number } | undefined = $state.raw();
  /** The regions while a mark is being pulled. */
  #tried: Region[] | undefined = $state.raw();
  /** The regions as they were changed, until the library has them. */
  #draft: Region[] | undefined = $state.raw();
  #turn = 0;
  #nudging: ReturnType<typeof setTimeout> | undefined;

  readonly #workspace: WorkspaceState;
  readonly #id: string;
  readonly #onfail: (thrown: unknown) => void;

  readonly evidence: Evidence | undefined = $derived.by(() => this.#workspace.evidence(this.#id));
  readonly regions: readonly Region[] = $derived.by(
    () => this.#tried ?? this.#draft ?? this.evidence?.regions ?? [],
  );
  readonly mark: Region | undefined = $derived.by(() =>
    this.chosen === undefined ? undefined : this.regions[this.chosen],
  );
  readonly #whole = $derived.by(() => {
    const free = (side: number) => Math.max(1, side - 2 * margin);
    const scale = Math.min(
      1,
      free(this.pane.width) / this.size.width,
      free(this.pane.height) / this.size.height,
    );
    return { scale, ...this.#settled({ x: 0, y: 0, scale }) };
  });
  readonly view = $derived.by(() => {
    if (!this.#view) return this.#whole;
    return { scale: this.#view.scale, ...this.#settled(this.#view) };
  });

  constructor(workspace: WorkspaceState, id: string, onfail: (thrown: unknown) => void) {
    this.#workspace = workspace;
    this.#id = id;
    this.#onfail = onfail;
  }

  get isWhole(): boolean {
    return this.#view === undefined;
  }

  fit(): void {
    this.#view = undefined;
  }

  /** Zooms so that what lies under a place of the pane, its middle by default, stays there. */
  zoomTo(scale: number, at: Point = { x: this.pane.width / 2, y: this.pane.height / 2 }): void {
    const next = Math.min(mostZoom, Math.max(leastZoom, scale));
    const { x, y, scale: before } = this.view;
    const grow = next / before;
    this.#view = { scale: next, x: at.x - (at.x - x) * grow, y: at.y - (at.y - y) * grow };
  }

  zoomBy(steps: number, at?: Point): void {
    this.zoomTo(this.view.scale * zoomStep ** steps, at);
  }

  panBy(x: number, y: number): void {
    const { view } = this;
    const next = { x: view.x + x, y: view.y + y, scale: view.scale };
    this.#view = { ...next, ...this.#settled(next) };
  }

  /** The place of the picture under a place of the pane. */
  pointAt({ x, y }: Point): Point {
    const { view, size } = this;
    return { x: (x - view.x) / view.scale / size.width, y: (y - view.y) / view.scale / size.height };
  }

  choose(index: number | undefined): void {
    this.chosen = index;
  }

  /** Shows the regions otherwise, without saving them: while a mark is being pulled. */
  try(regions: Region[] | undefined): void {
    this.#tried = regions;
  }

  /** Saves the regions as they are to be. */
  async save(regions: Region[]): Promise<void> {
    clearTimeout(this.#nudging);
    this.#nudging = undefined;
    this.#tried = undefined;
    this.#draft = regions;
    const turn = ++this.#turn;
    try {
      await this.#workspace.change((backend, id) => backend.evidence.annotate(id, this.#id, regions));
    } catch (thrown) {
      this.#onfail(thrown);
    }
    if (turn === this.#turn && this.#nudging === undefined) this.#draft = undefined;
  }

  /** Adds a mark and chooses it. */
  async add(region: Region): Promise<void> {
    const regions = [...this.regions, region];
    this.chosen = regions.length - 1;
    this.tool = 'select';
    await this.save(regions);
  }

  /** Adds a mark in the middle of what is in view, for those who draw by keys. */
  async addInView(kind: MarkKind): Promise<void> {
    const { pane } = this;
    const from = this.pointAt({ x: pane.width * 0.4, y: pane.height * 0.42 });
    const to = this.pointAt({ x: pane.width * 0.6, y: pane.height * 0.58 });
    await this.add(markBetween(kind, from, to));
  }

  with(index: number, region: Region): Region[] {
    return this.regions.map((one, place) => (place === index ? region : one));
  }

  async remove(index: number): Promise<void> {
    this.chosen = undefined;
    await this.save(this.regions.filter((_, place) => place !== index));
  }

  async label(index: number, label: string): Promise<void> {
    const before = this.regions[index];
    const words = label.trim().replace(/\s+/g, ' ');
    if (!before || words === (before.label ?? '')) return;
    const { label: _, ...bare } = before;
    await this.save(this.with(index, words ? { ...bare, label: words } : bare));
  }

  /** Moves the chosen mark by pixels of the pane; presses that follow each other are one change. */
  nudge(by: Point): void {
    this.#change((region) => moved(region, this.#parts(by)));
  }

  /** Pulls the end or the lower right corner of the chosen mark. */
  stretch(by: Point): void {
    const parts = this.#parts(by);
    this.#change((region) => {
      const handle: Handle = region.kind === 'arrow' ? 'to' : 'se';
      const corner = { x: region.x + region.width + parts.x, y: region.y + region.height + parts.y };
      if (handle === 'se') {
        // By keys it stops at nothing rather than turning around.
        const least = this.#parts({ x: 4, y: 4 });
        corner.x = Math.max(corner.x, region.x + least.x);
        corner.y = Math.max(corner.y, region.y + least.y);
      }
      return resized(region, handle, corner);
    });
  }

  /** Saves what keys have moved and is not saved yet. */
  async flush(): Promise<void> {
    if (this.#nudging !== undefined && this.#draft) await this.save(this.#draft);
  }

  async undo(): Promise<void> {
    await this.flush();
    await this.#workspace.undo();
  }

  async redo(): Promise<void> {
    await this.flush();
    await this.#workspace.redo();
  }

  /** What an event made here cites: the chosen place, else the whole picture. */
  get citation(): Citation {
    return { evidence: this.#id, ...(this.mark?.kind === 'cite' ? { region: this.mark } : {}) };
  }

  #change(change: (region: Region) => Region): void {
    if (this.chosen === undefined || !this.mark) return;
    const regions = this.with(this.chosen, change(this.mark));
    this.#draft = regions;
    clearTimeout(this.#nudging);
    this.#nudging = setTimeout(() => void this.save(regions), nudgePause);
  }

  #parts({ x, y }: Point): Point {
    const { view, size } = this;
    return { x: x / view.scale / size.width, y: y / view.scale / size.height };
  }

  /** A picture smaller than the pane stands in its middle; a larger one never leaves it. */
  #settled({ x, y, scale }: { x: number; y: number; scale: number }): Point {
    const settle = (at: number, length: number, room: number) => {
      const free = room - length;
      return free >= 2 * margin ? free / 2 : Math.min(margin, Math.max(free - margin, at));
    };
    return {
      x: settle(x, this.size.width * scale, this.pane.width),
      y: settle(y, this.size.height * scale, this.pane.height),
    };
  }
}
