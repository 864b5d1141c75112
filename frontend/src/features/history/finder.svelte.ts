import { toBackendError } from '../../backend/error';
import type { Seen } from '../../backend/history';
import type { WorkspaceState } from '../../workspace/workspace.svelte';

/** Looks for when words were written and when they went. */
export class Finder {
  words = $state('');
  /** The newest first; nothing before anything was looked for. */
  found: Seen[] | undefined = $state.raw();
  /** The words that `found` belongs to. */
  asked = $state('');
  problem = $state('');
  busy = $state(false);

  readonly #workspace: WorkspaceState;
  #turn = 0;

  constructor(workspace: WorkspaceState) {
    this.#workspace = workspace;
  }

  async find(): Promise<void> {
    const turn = ++this.#turn;
    const words = this.words.trim();
    if (words === '') {
      this.clear();
      return;
    }
    this.busy = true;
    const { backend, id } = this.#workspace;
    try {
      const found = await backend.history.find(id, words);
      if (turn !== this.#turn) return;
      this.found = found;
      this.asked = words;
      this.problem = '';
    } catch (thrown) {
      if (turn === this.#turn) this.problem = toBackendError(thrown).message;
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }

  clear(): void {
    this.#turn += 1;
    this.words = '';
    this.found = undefined;
    this.problem = '';
    this.busy = false;
  }
}
