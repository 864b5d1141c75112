import type { ChangeSet, Step } from '../../backend/changes';
import { toBackendError, type BackendError } from '../../backend/error';
import type { Revision } from '../../backend/types';
import type { WorkspaceState } from '../../workspace/workspace.svelte';
import type { Restoring } from './restore';
import { groupRevisions, revisionName, usualPair } from './revisions';

/** The room of revisions: which there are, which two are compared, and the step that is looked at. */
export class HistoryRoom {
  revisions: Revision[] = $state.raw([]);
  /** Ids of the two that are compared; the older one first. */
  from = $state('');
  to = $state('');
  changes: ChangeSet | undefined = $state.raw();
  /** The revisions that `changes` belongs to: it lags behind the choice while an answer is on the way. */
  shown: { from: Revision; to: Revision } | undefined = $state.raw();
  error: BackendError | undefined = $state.raw();
  loading = $state(true);
  onlyChanges = $state(true);
  /** Place in the steps. */
  at = $state(0);

  readonly workspace: WorkspaceState;
  readonly days = $derived.by(() => groupRevisions(this.revisions, this.workspace.zone));
  readonly steps: readonly Step[] = $derived.by(() => this.changes?.steps ?? []);
  readonly step: Step | undefined = $derived(this.steps[this.at]);

  #turn = 0;
  #chosen = false;

  constructor(workspace: WorkspaceState) {
    this.workspace = workspace;
  }

  get head(): Revision | undefined {
    return this.revisions[0];
  }

  find(id: string): Revision | undefined {
    return this.revisions.find((revision) => revision.id === id);
  }

  nameOf(revision: Revision): string {
    return revisionName(revision, revision.id === this.head?.id);
  }

  /** Lists the revisions again; until somebody has chosen, the usual two are compared. */
  async load(): Promise<void> {
    const { backend, id } = this.workspace;
    try {
      const wasHead = this.head?.id;
      this.revisions = await backend.history.revisions(id);
      if (this.#chosen && this.to === wasHead) this.to = this.head?.id ?? '';
      if (!this.#chosen || !this.find(this.from) || !this.find(this.to)) {
        const pair = usualPair(this.revisions);
        this.from = pair?.from.id ?? '';
        this.to = pair?.to.id ?? '';
      }
      this.error = undefined;
    } catch (thrown) {
      this.error = toBackendError(thrown);
      this.loading = false;
      return;
    }
    await this.compare();
  }

  /** Compares the chosen two. The last comparison stays until the answer is here. */
  async compare(): Promise<void> {
    const turn = ++this.#turn;
    const [from, to] = [this.find(this.from), this.find(this.to)];
    if (!from || !to) {
      this.changes = undefined;
      this.shown = undefined;
      this.loading = false;
      return;
    }
    this.loading = true;
    const { backend, id } = this.workspace;
    try {
      const changes = await backend.history.compare(id, from.id, to.id === this.head?.id ? '' : to.id);
      if (turn !== this.#turn) return;
      const stayed = changes.steps.findIndex((step) => step.key === this.step?.key);
      this.changes = changes;
      this.shown = { from, to };
      this.at = Math.max(0, stayed);
      this.error = undefined;
    } catch (thrown) {
      if (turn === this.#turn) this.error = toBackendError(thrown);
    } finally {
      if (turn === this.#turn) this.loading = false;
    }
  }

  /** Chooses one end of the comparison; the other one moves out of the way where they would cross. */
  choose(end: 'from' | 'to', revision: Revision): void {
    this.#chosen = true;
    const place = this.revisions.indexOf(revision);
    const other = this.find(end === 'from' ? this.to : this.from);
    if (end === 'from') {
      this.from = revision.id;
      if (!other || other.seq <= revision.seq) this.to = (this.revisions[place - 1] ?? revision).id;
    } else {
      this.to = revision.id;
      if (!other || other.seq >= revision.seq) this.from = (this.revisions[place + 1] ?? revision).id;
    }
  }

  /** Shows what a revision changed: it is compared with the one before it. */
  showOne(revision: Revision): void {
    this.#chosen = true;
    const before = this.revisions[this.revisions.indexOf(revision) + 1];
    this.to = revision.id;
    this.from = (before ?? revision).id;
  }

  /** Goes to the next step, or to an earlier one where negative; stops at both ends. */
  move(by: number): void {
    this.at = Math.min(Math.max(0, this.at + by), Math.max(0, this.steps.length - 1));
  }

  goTo(key: string): void {
    const place = this.steps.findIndex((step) => step.key === key);
    if (place >= 0) this.at = place;
  }

  /** Brings back a whole revision. */
  async restore(revision: Revision): Promise<void> {
    await this.workspace.change((backend, id) => backend.history.restore(id, revision.id));
  }

  /** Brings back what one step changed. */
  async restorePart(from: Revision, { part, remove }: Restoring): Promise<void> {
    await this.workspace.change((backend, id) => {
      switch (remove?.noun) {
        case 'event':
          return backend.timeline.removeEvent(id, remove.id);
        case 'section':
          return backend.document.removeSection(id, remove.id);
        case 'action-item':
          return backend.actions.removeItem(id, remove.id);
        case undefined:
          return backend.history.restorePart(id, from.id, part ?? '');
      }
    });
  }
}
