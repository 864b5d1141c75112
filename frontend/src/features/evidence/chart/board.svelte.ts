import { toBackendError, type BackendError } from '../../../backend/error';
import type { Chart, ChartRow, DrawnAgain, DrawnChart, NumberField, Series } from '../../../backend/types';
import type { WorkspaceState } from '../../../workspace/workspace.svelte';
import { recipeWith } from './recipe';

/** How long the page waits before it asks for more of a chart, in milliseconds. */
const patience = 120;

/**
 * A chart that is looked at: one that is kept as evidence, whose every change is saved,
 * or one that is only tried.
 */
export class ChartBoard {
  /** The evidence, where it is kept. */
  kept: string | undefined = $state();
  drawn: DrawnChart | undefined = $state.raw();
  error: BackendError | undefined = $state.raw();
  isRunning = $state(false);
  /** Why it shows something else than when its recipe was changed last; nothing where it does not. */
  again: DrawnAgain | undefined = $state.raw();
  /** How wide it is drawn, in pixels. */
  width = $state(0);
  /** The bucket that is pointed at, and those from which to which a person drew. */
  cursor: number | undefined = $state();
  range: { from: number; to: number } | undefined = $state.raw();
  /** The numbers that there are in the sources. */
  fields: NumberField[] = $state.raw([]);
  readonly workspace: WorkspaceState;
  #draft: Chart = $state.raw({ series: [] });
  #turn = 0;
  #fieldsTurn = 0;

  constructor(workspace: WorkspaceState, chart: { kept: string } | { draft: Chart }) {
    this.workspace = workspace;
    if ('kept' in chart) this.kept = chart.kept;
    else this.#draft = chart.draft;
  }

  readonly evidence = $derived.by(() =>
    this.kept === undefined ? undefined : this.workspace.evidence(this.kept),
  );
  readonly recipe: Chart = $derived.by(() => this.evidence?.chart ?? this.#draft);
  readonly title = $derived.by(() => this.evidence?.label ?? this.drawn?.title ?? 'New chart');
  readonly rows: readonly ChartRow[] = $derived.by(() => this.drawn?.table.rows ?? []);
  /** The sources of the retrospective, and how they are read. */
  readonly #sources = $derived.by(() =>
    this.workspace.content.evidence.map(({ id, hash, zone, skew, reference, format, label }) => [
      id,
      hash,
      zone,
      skew,
      reference,
      format,
      label,
    ]),
  );
  /** Changes whenever the numbers may have that there are. */
  readonly fieldsKey = $derived.by(() => JSON.stringify([this.#used(), this.#sources]));
  /** Changes whenever the drawing may have. */
  readonly key = $derived.by(() => {
    const { events, zones } = this.workspace.content;
    const marks = events.map(({ at, end, kind, title }) => [at.at, end?.at, kind, title]);
    return JSON.stringify([this.recipe, Math.round(this.width / 20), zones, this.#sources, marks]);
  });
  /** The rows of the range, the first and the last. */
  readonly chosen = $derived.by(() => {
    if (!this.range) return undefined;
    const first = this.rows[Math.min(this.range.from, this.range.to)];
    const last = this.rows[Math.max(this.range.from, this.range.to)];
    return first && last ? { first, last } : undefined;
  });

  /** Draws the chart, and goes on while more of it becomes known. */
  async draw(): Promise<void> {
    const turn = ++this.#turn;
    const { backend, id } = this.workspace;
    const view = { width: Math.max(420, this.width) };
    for (;;) {
      try {
        const drawn = await backend.charts.draw(id, this.recipe, view);
        if (turn !== this.#turn) return;
        if (drawn.svg !== '') this.drawn = drawn;
        this.error = undefined;
        this.isRunning = drawn.state === 'running';
      } catch (thrown) {
        if (turn !== this.#turn) return;
        this.error = toBackendError(thrown);
        this.isRunning = false;
      }
      if (!this.isRunning) {
        await this.#compare(turn);
        return;
      }
      await new Promise((done) => setTimeout(done, patience));
      if (turn !== this.#turn) return;
    }
  }

  /** Asks how a chart that is kept differs from what it was. */
  async #compare(turn: number): Promise<void> {
    const { backend, id } = this.workspace;
    // The chart itself says what is wrong.
    const again =
      this.kept === undefined
        ? undefined
        : await backend.charts.drawnAgain(id, this.kept).catch(() => undefined);
    if (turn === this.#turn) this.again = again?.change.because.length ? again : undefined;
  }

  /** Lets go of a chart that nobody looks at any more. */
  async stop(): Promise<void> {
    this.#turn += 1;
    if (this.isRunning) await this.workspace.backend.charts.stop();
    this.isRunning = false;
  }

  /** The sources that its series are made of; none for all. */
  #used(): string[] {
    return [...new Set(this.recipe.series.flatMap((series) => series.sources ?? []))];
  }

  /** Asks which numbers there are. */
  async loadFields(): Promise<void> {
    const turn = ++this.#fieldsTurn;
    const { backend, id } = this.workspace;
    // The chart itself says what is wrong.
    const fields = await backend.charts.fields(id, this.#used()).catch(() => []);
    if (turn === this.#fieldsTurn) this.fields = fields;
  }

  /** Changes the recipe; of a kept chart that is saved. */
  async change(part: Partial<Record<keyof Chart, unknown>>): Promise<void> {
    const recipe = recipeWith(this.recipe, part);
    const { evidence } = this;
    this.range = undefined;
    if (!evidence) {
      this.#draft = recipe;
      return;
    }
    await this.workspace.change((backend, id) => backend.evidence.update(id, { ...evidence, chart: recipe }));
  }

  changeSeries(index: number, series: Series): Promise<void> {
    return this.change({ series: this.recipe.series.with(index, series) });
  }

  addSeries(): Promise<void> {
    const last = this.recipe.series.at(-1);
    const series: Series = { stat: 'count', ...(last?.sources ? { sources: last.sources } : {}) };
    return this.change({ series: [...this.recipe.series, series] });
  }

  removeSeries(index: number): Promise<void> {
    return this.change({ series: this.recipe.series.toSpliced(index, 1) });
  }

  /** Keeps the chart as evidence. */
  async keep(): Promise<string> {
    if (this.kept !== undefined) return this.kept;
    const { chart } = await this.workspace.change((backend, id) => backend.charts.add(id, '', this.#draft));
    this.kept = chart;
    return chart;
  }

  /** Moves the cursor by buckets; `extend` draws a range behind it. */
  move(by: number, extend: boolean): void {
    const last = this.rows.length - 1;
    const from = this.cursor ?? (by > 0 ? -1 : last + 1);
    const to = Math.min(last, Math.max(0, from + by));
    if (extend) this.range = { from: this.range?.from ?? Math.max(0, from), to };
    else this.range = undefined;
    this.cursor = to;
  }

  /** The bucket at a share of the width of the drawing. */
  bucketAt(share: number): number | undefined {
    const { drawn } = this;
    if (!drawn || this.rows.length === 0) return undefined;
    const { left, right, width } = drawn.plot;
    const place = (share * width - left) / (right - left);
    return Math.min(this.rows.length - 1, Math.max(0, Math.floor(place * this.rows.length)));
  }

  /** Where a bucket begins on the drawing, as a share of its width. */
  placeOf(bucket: number): number {
    const { drawn } = this;
    if (!drawn) return 0;
    const { left, right, width } = drawn.plot;
    return (left + ((right - left) * bucket) / Math.max(1, this.rows.length)) / width;
  }
}
