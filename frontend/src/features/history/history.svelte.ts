import { SvelteMap } from 'svelte/reactivity';
import type { ChangeSet, Step } from '../../backend/changes';
import { toBackendError, type BackendError } from '../../backend/error';
import type { Comparison, Listed, Outline, RevisionSummary, Seen } from '../../backend/history';
import type { ChartChange, Revision } from '../../backend/types';
import { remember, remembered } from '../../lib/remembered';
import type { WorkspaceState } from '../../workspace/workspace.svelte';
import type { Restoring } from './restore';
import { revisionName } from './revisions';
import { stepSaying } from './words';

/** One end of a comparison. */
interface End {
  /** "" for the one before the other end, until that is known. */
  id: string;
  /** Its place in the history; 0 is the newest. */
  index: number;
  /** Its place below a merge, see `Listed`. */
  within?: number;
}

/** How long a choice waits for the next before it is compared, in milliseconds. */
const settling = 60;

const views = ['inline', 'beside'] as const;

/** How many summaries are asked for at once: each takes some milliseconds the first time. */
const summariesAtOnce = 12;

/** The room of revisions: an outline of them, which two are compared, and the step that is looked at. */
export class HistoryRoom {
  outline: Outline | undefined = $state.raw();
  /** The two that are compared; the older one first. */
  from: End | undefined = $state.raw();
  to: End | undefined = $state.raw();
  /** It lags behind the choice while an answer is on the way. */
  comparison: Comparison | undefined = $state.raw();
  error: BackendError | undefined = $state.raw();
  loading = $state(true);
  onlyChanges = $state(remembered('history.context', ['changes', 'all']) === 'changes');
  view: (typeof views)[number] = $state(remembered('history.view', views));
  /** The chart that was asked for, until another comparison is chosen. */
  chart: string | undefined = $state();
  /** Place in the steps, and then in the charts that are drawn again. */
  at = $state(0);

  /** What revisions changed, as far as that was asked for. */
  readonly summaries = new SvelteMap<string, RevisionSummary>();
  readonly workspace: WorkspaceState;
  readonly changes: ChangeSet | undefined = $derived.by(() => this.comparison?.changes);
  readonly shown: { from: Revision; to: Revision } | undefined = $derived.by(
    () => this.comparison && { from: this.comparison.from.revision, to: this.comparison.to.revision },
  );
  readonly steps: readonly Step[] = $derived.by(() => this.changes?.steps ?? []);
  readonly step: Step | undefined = $derived(this.steps[this.at]);
  /** The charts that show something else though nobody edited them; they stand behind the steps. */
  drawnAgain: readonly ChartChange[] = $state.raw([]);
  readonly places: number = $derived(this.steps.length + this.drawnAgain.length);
  /** The one of them that is looked at. */
  readonly drawn: ChartChange | undefined = $derived(this.drawnAgain[this.at - this.steps.length]);

  #turn = 0;
  #chosen = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sought: string | undefined;
  #wanted = new Set<string>();
  #asking = false;

  constructor(workspace: WorkspaceState) {
    this.workspace = workspace;
  }

  get head(): Revision {
    return this.workspace.revision;
  }

  nameOf(revision: Revision): string {
    return revisionName(revision, revision.id === this.head.id);
  }

  toggleContext(): void {
    this.onlyChanges = !this.onlyChanges;
    remember('history.context', this.onlyChanges ? 'changes' : 'all');
  }

  toggleView(): void {
    this.view = this.view === 'inline' ? 'beside' : 'inline';
    remember('history.view', this.view);
  }

  /** Outlines the history again; until somebody has chosen, the usual two are compared. */
  async load(): Promise<void> {
    const { backend, id, zone } = this.workspace;
    try {
      const before = this.outline;
      const outline = await backend.history.outline(id, zone);
      this.outline = outline;
      if (!this.#chosen) {
        this.from = endOf(outline.from);
        this.to = endOf(outline.to);
      } else if (before && this.to?.id === before.checkpoints[0]?.revision.id) {
        this.to = this.#now(); // it follows the newest
      }
      this.error = undefined;
    } catch (thrown) {
      this.error = toBackendError(thrown);
      this.loading = false;
      return;
    }
    await this.compare();
  }

  /** Some revisions from an index on, the newest first. */
  page(index: number, count: number): Promise<Listed[]> {
    return this.workspace.backend.history.page(this.workspace.id, index, count);
  }

  /** Some of the revisions that the merge at an index took in, from a place on, the newest first. */
  mergedPage(index: number, from: number, count: number): Promise<Listed[]> {
    return this.workspace.backend.history.mergedPage(this.workspace.id, index, from, count);
  }

  /** Asks what a revision changed; the answer comes into `summaries`, together with others'. */
  wantSummary(revision: string): void {
    if (this.summaries.has(revision) || this.#wanted.has(revision)) return;
    this.#wanted.add(revision);
    if (!this.#asking) void this.#askForSummaries();
  }

  async #askForSummaries(): Promise<void> {
    this.#asking = true;
    // What comes into view together is asked for together.
    await new Promise((resolve) => setTimeout(resolve, 30));
    const { backend, id } = this.workspace;
    try {
      while (this.#wanted.size > 0) {
        // The last that came into view are those that are looked at.
        const some = [...this.#wanted].slice(-summariesAtOnce);
        for (const one of some) this.#wanted.delete(one);
        for (const summary of await backend.history.summarise(id, some)) {
          this.summaries.set(summary.revision, summary);
        }
      }
    } catch {
      // The list is complete without them, and the next that comes into view asks again.
      this.#wanted.clear();
    }
    this.#asking = false;
  }

  /** Compares the chosen two. The last comparison stays until the answer is here. */
  async compare(): Promise<void> {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    const { from, to } = this;
    if (!from || !to || from.id === to.id) {
      this.comparison = undefined;
      this.loading = false;
      return;
    }
    this.loading = true;
    const { backend, id } = this.workspace;
    try {
      const comparison = await backend.history.compare(id, from.id, to.id);
      if (turn !== this.#turn) return;
      this.at = Math.max(0, this.#arrival(comparison.changes, this.step?.key));
      this.drawnAgain = [];
      this.comparison = comparison;
      this.from = endOf(comparison.from);
      this.to = endOf(comparison.to);
      this.error = undefined;
    } catch (thrown) {
      if (turn === this.#turn) this.error = toBackendError(thrown);
    } finally {
      if (turn === this.#turn) this.loading = false;
    }
  }

  /** The step to look at first: where the words that were looked for stand, else the one that was looked at. */
  #arrival(changes: ChangeSet, before: string | undefined): number {
    const sought = this.#sought;
    this.#sought = undefined;
    return sought === undefined
      ? changes.steps.findIndex((step) => step.key === before)
      : stepSaying(changes, sought);
  }

  #choose(from: End, to: End): void {
    this.#chosen = true;
    this.from = from;
    this.to = to;
    this.loading = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.compare(), settling);
  }

  /** Chooses one end of the comparison; the other one moves out of the way where they would cross. */
  choose(end: 'from' | 'to', listed: Listed): void {
    this.chart = undefined;
    const chosen = endOf(listed);
    if (end === 'from') {
      this.#choose(chosen, this.to && isOlder(chosen, this.to) ? this.to : this.#now());
    } else {
      this.#choose(this.from && isOlder(this.from, chosen) ? this.from : beforeOf(listed), chosen);
    }
  }

  #now(): End {
    return { id: this.head.id, index: 0 };
  }

  compareWithNow(listed: Listed): void {
    this.#choose(endOf(listed), this.#now());
  }

  /** Shows what a revision changed: it is compared with the one before it. */
  showOne(listed: Listed): void {
    this.#choose(beforeOf(listed), endOf(listed));
  }

  /** The same for a revision that is known by its id alone. */
  showRevision(id: string): void {
    this.#choose({ id: '', index: Infinity }, { id, index: 0 });
  }

  /** Shows what changed since a revision that is known by its id alone. */
  showSince(id: string, chart?: string): void {
    this.chart = chart;
    this.#choose({ id, index: Infinity }, this.#now());
  }

  /** Shows the revision in which words appeared or vanished, at these words. */
  showSeen(seen: Seen, words: string): void {
    this.#sought = words;
    this.showOne(seen);
  }

  /** Goes to the next step, or to an earlier one where negative; stops at both ends. */
  move(by: number): void {
    this.at = Math.min(Math.max(0, this.at + by), Math.max(0, this.places - 1));
  }

  /** Takes the charts that are drawn again, and goes to the one that was asked for. */
  found(charts: readonly ChartChange[]): void {
    this.drawnAgain = charts;
    const asked = charts.findIndex(({ chart }) => chart === this.chart);
    if (asked >= 0) this.at = this.steps.length + asked;
  }

  goTo(key: string): void {
    const place = this.steps.findIndex((step) => step.key === key);
    if (place >= 0) this.at = place;
  }

  /** What restoring would change now. */
  preview(revision: Revision, part = ''): Promise<ChangeSet> {
    return this.workspace.backend.history.previewRestore(this.workspace.id, revision.id, part);
  }

  /** Brings back a whole revision. */
  async restore(revision: Revision): Promise<void> {
    await this.workspace.change((backend, id) => backend.history.restore(id, revision.id));
  }

  /** Brings back what one step changed. */
  async restorePart(from: Revision, { part }: Restoring): Promise<void> {
    await this.workspace.change((backend, id) => backend.history.restorePart(id, from.id, part));
  }
}

function endOf({ revision, index, within = 0 }: Listed): End {
  return { id: revision.id, index, within };
}

/** What a merge took in is older than the merge, and newer than what stands below it. */
function isOlder(one: End, other: End): boolean {
  return one.index > other.index || (one.index === other.index && (one.within ?? 0) > (other.within ?? 0));
}

/** The revision before one, or itself where it is the first. */
function beforeOf(listed: Listed): End {
  if (!listed.before) return endOf(listed);
  const { index, within } = listed;
  return within ? { id: listed.before, index, within: within + 1 } : { id: listed.before, index: index + 1 };
}
