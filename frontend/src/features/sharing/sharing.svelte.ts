import { toBackendError, type BackendError } from '../../backend/error';
import type { ExportResult, ExportTarget, Finding, Review, Revision } from '../../backend/types';
import type { Room, Target } from '../../workspace/navigation.svelte';
import type { WorkspaceState } from '../../workspace/workspace.svelte';

const places: Partial<Record<string, Room>> = {
  event: 'timeline',
  section: 'document',
  factor: 'actions',
  'action-item': 'actions',
  evidence: 'evidence',
};

/** Where what a finding is about is put right. */
export function placeOf(finding: Finding): { room: Room; target?: Target } {
  const room = places[finding.noun] ?? 'document';
  const { noun, id } = finding;
  if (id === '' || !(noun === 'event' || noun === 'section' || noun === 'action-item' || noun === 'evidence'))
    return { room };
  return { room, target: { noun, id } };
}

/** What of the document leaves, and for whom, as the backend calls them. */
export type Length = 'whole' | 'short';
export type Edition = 'team' | 'company' | 'public';

const groupDocument = 'The document';

/** The room of exports: the targets, the one that is chosen, and its exact result. */
export class SharingRoom {
  targets: ExportTarget[] = $state.raw([]);
  /** Name of the chosen target. */
  chosen = $state('');
  /** The form in which a page beside the document is wanted. */
  form = $state('markdown');
  /** Of the document: the short story alone, and for whom. */
  length: Length = $state('whole');
  edition: Edition = $state('team');
  result: ExportResult | undefined = $state.raw();
  error: BackendError | undefined = $state.raw();
  loading = $state(true);
  /** What to look at before it leaves, and what was looked for. */
  review: Review | undefined = $state.raw();
  /** Checkpoints of what was shared, the newest first. */
  shared: Revision[] = $state.raw([]);

  readonly workspace: WorkspaceState;
  readonly target: ExportTarget | undefined = $derived.by(() =>
    this.targets.find((one) => one.name === this.chosen),
  );

  /** What the backend calls the chosen target, in the chosen form. */
  readonly address: string = $derived.by(() => {
    if (this.target?.forms?.length) return `${this.chosen}:${this.form}`;
    if (!this.isDocument) return this.chosen;
    const variant = [this.length, this.edition].filter((word) => word !== 'whole' && word !== 'team');
    return [this.chosen, ...variant].join(':');
  });
  /** Whether it is the document that leaves: it alone has variants. */
  readonly isDocument: boolean = $derived(this.target?.group === groupDocument);
  /** What Copy puts on the clipboard. */
  readonly copies: string = $derived.by(() => {
    const form = this.target?.forms?.length
      ? this.targets.find((one) => one.name === this.form)
      : this.target;
    return form?.copies ?? '';
  });

  #turn = 0;

  constructor(workspace: WorkspaceState) {
    this.workspace = workspace;
  }

  /** Lists the targets, and what was shared so far. */
  async load(): Promise<void> {
    const { backend, id } = this.workspace;
    try {
      const [targets, revisions] = await Promise.all([
        backend.sharing.targets(id),
        backend.history.revisions(id),
      ]);
      this.targets = targets;
      this.shared = revisions.filter((revision) => revision.kind === 'shared');
      if (!this.target) this.chosen = targets[0]?.name ?? '';
    } catch (thrown) {
      this.error = toBackendError(thrown);
      this.loading = false;
    }
  }

  /** Looks the newest state through. */
  async look(): Promise<void> {
    const { backend, id, revision } = this.workspace;
    const review = await backend.sharing.review(id);
    if (revision.id === this.workspace.revision.id) this.review = review;
  }

  /** Renders the chosen target. The last result stays until the next one is here. */
  async render(): Promise<void> {
    const turn = ++this.#turn;
    if (this.chosen === '') return;
    this.loading = true;
    try {
      await this.workspace.flush();
      const result = await this.workspace.backend.sharing.render(this.workspace.id, this.address);
      if (turn !== this.#turn) return;
      this.result = result;
      this.error = undefined;
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.result = undefined;
      this.error = toBackendError(thrown);
    } finally {
      if (turn === this.#turn) this.loading = false;
    }
  }

  /** Chooses the target so many places further down the list. */
  move(by: number): void {
    const place = this.targets.findIndex((one) => one.name === this.chosen) + by;
    const next = this.targets[Math.min(Math.max(0, place), this.targets.length - 1)];
    if (next) this.chosen = next.name;
  }

  /** The result of the chosen target, where it is already here. */
  get ready(): ExportResult | undefined {
    return this.result?.target === this.address ? this.result : undefined;
  }

  /** Lets the person choose a place; resolves to the path, or "" when they cancel. */
  async save(): Promise<string> {
    await this.workspace.flush();
    return this.workspace.backend.sharing.save(this.workspace.id, this.address);
  }

  /** Keeps that the agenda left, and the state that it left with. */
  async sent(): Promise<void> {
    if (this.chosen === 'agenda')
      await this.workspace.change((backend, id) => backend.debrief.sendAgenda(id));
  }

  /** Writes the one file for a colleague; resolves as `save` does. */
  async saveBundle(): Promise<string> {
    await this.workspace.flush();
    return this.workspace.backend.sharing.saveBundle(this.workspace.id);
  }

  /** Calls a name something else outside of the team. */
  async call(name: string, instead: string): Promise<void> {
    await this.workspace.change((backend, id) => backend.sharing.call(id, name, instead));
  }

  /** Keeps a checkpoint of what was shared. */
  async markShared(place: string): Promise<void> {
    await this.workspace.change((backend, id) => backend.sharing.markShared(id, place));
  }
}
