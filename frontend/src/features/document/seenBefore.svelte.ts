import type { Alike } from '../../backend/types';
import type { Toasts } from '../../ui/toasts.svelte';
import { attempt } from '../../workspace/attempt';
import type { WorkspaceState } from '../../workspace/workspace.svelte';

/** The retrospectives of the library that speak of the same as this one, and are not in its table yet. */
export class SeenBefore {
  alike: Alike[] = $state.raw([]);
  readonly #workspace: WorkspaceState;
  readonly #toasts: Toasts;

  constructor(workspace: WorkspaceState, toasts: Toasts) {
    this.#workspace = workspace;
    this.#toasts = toasts;
  }

  /** Without an answer rows are written all the same. */
  async look(): Promise<void> {
    const { backend, id } = this.#workspace;
    await backend.document.seenBefore(id).then(
      (found) => (this.alike = found),
      () => undefined,
    );
  }

  async add(one: Alike): Promise<void> {
    const done = await attempt(this.#toasts, 'The row was not added', () =>
      this.#workspace.change((backend, id) => backend.document.addSeenBefore(id, one.retrospective), {
        retry: false,
      }),
    );
    if (done) this.alike = this.alike.filter((other) => other !== one);
  }
}
