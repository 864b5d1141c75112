import { toBackendError, type BackendError } from '../../backend/error';
import type { Conflict, Decision, ImportBase, Imported, ImportOptions, Page } from '../../backend/types';
import type { WorkspaceState } from '../../workspace/workspace.svelte';

/** What waits for a decision in a retrospective, and which dialog is about it. */
export class MergingState {
  conflicts: Conflict[] = $state.raw([]);
  /** Place in the conflicts. */
  at = $state(0);
  dialog: 'page' | 'conflicts' | undefined = $state();

  readonly workspace: WorkspaceState;
  readonly conflict: Conflict | undefined = $derived(this.conflicts[this.at]);

  #turn = 0;

  constructor(workspace: WorkspaceState) {
    this.workspace = workspace;
  }

  /** Lists the open conflicts again. */
  async load(): Promise<void> {
    const turn = ++this.#turn;
    const { backend, id } = this.workspace;
    const open = await backend.merging.conflicts(id);
    if (turn !== this.#turn) return;
    this.conflicts = open;
    this.at = Math.min(this.at, Math.max(0, open.length - 1));
  }

  move(by: number): void {
    this.at = Math.min(Math.max(0, this.at + by), Math.max(0, this.conflicts.length - 1));
  }

  async settle(conflict: Conflict, decision: Decision): Promise<void> {
    await this.workspace.change((backend, id) => backend.merging.settle(id, conflict.number, decision));
    await this.load();
  }
}

/** An edited page on its way in: which one, what it is compared with and what it would change. */
export class BringBack {
  page: Page | undefined = $state.raw();
  bases: ImportBase[] = $state.raw([]);
  options: ImportOptions = $state.raw({ append: false });
  result: Imported | undefined = $state.raw();
  error: BackendError | undefined = $state.raw();
  busy = $state(false);

  readonly workspace: WorkspaceState;
  /** Whether the page has nothing in common with the retrospective. */
  readonly isStrange: boolean = $derived(this.page !== undefined && this.error?.code === 'conflict');
  readonly isEmpty: boolean = $derived(
    this.result !== undefined && this.result.changes.steps.length + this.result.conflicts.length === 0,
  );

  constructor(workspace: WorkspaceState) {
    this.workspace = workspace;
  }

  /** Lists the exports that a page may have been edited from. */
  async load(): Promise<void> {
    await this.#try(async () => {
      this.bases = await this.workspace.backend.merging.bases(this.workspace.id);
    });
  }

  async take(data: Blob | string, name: string): Promise<void> {
    await this.#show(() => this.workspace.backend.merging.take(data, name));
  }

  async choose(): Promise<void> {
    await this.#show(() => this.workspace.backend.merging.choose());
  }

  /** Compares the page with another export, or takes all of it as new. */
  async compareWith(options: ImportOptions): Promise<void> {
    this.options = options;
    await this.#try(() => this.#preview());
  }

  /** Goes back to where a page is chosen. */
  again(): void {
    this.page = undefined;
    this.result = undefined;
    this.error = undefined;
    this.options = { append: false };
  }

  /** Takes the page in as one revision. Resolves to what became of it. */
  async apply(): Promise<Imported> {
    const { page, options } = this;
    let imported: Imported | undefined;
    await this.workspace.change(async (backend, id) => {
      imported = await backend.merging.import(id, page?.handle ?? '', options);
      return imported.edited ?? null;
    });
    if (!imported) throw new Error('nothing was taken in');
    return imported;
  }

  async #show(get: () => Promise<Page>): Promise<void> {
    await this.#try(async () => {
      const page = await get();
      if (page.handle === '') return;
      this.again();
      this.page = page;
      await this.#preview();
    });
  }

  async #preview(): Promise<void> {
    const { backend, id } = this.workspace;
    await this.workspace.flush();
    this.result = await backend.merging.preview(id, this.page?.handle ?? '', this.options);
  }

  async #try(act: () => Promise<void>): Promise<void> {
    this.busy = true;
    try {
      await act();
      this.error = undefined;
    } catch (thrown) {
      this.result = undefined;
      this.error = toBackendError(thrown);
    } finally {
      this.busy = false;
    }
  }
}
