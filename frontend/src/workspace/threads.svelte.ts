import type { Finding, Verdict } from '../backend/types';
import type { WorkspaceState } from './workspace.svelte';

/** The places where the investigation stops at a human error, and what became of each. */
export class Threads {
  all: Finding[] = $state.raw([]);
  readonly open: Finding[] = $derived(this.all.filter(({ verdict }) => !verdict));
  readonly #workspace: WorkspaceState;

  constructor(workspace: WorkspaceState) {
    this.#workspace = workspace;
    $effect(() => {
      void workspace.revision.id;
      void this.#load();
    });
  }

  async #load(): Promise<void> {
    const { backend, id, revision } = this.#workspace;
    const threads = await backend.document.threads(id).catch(() => undefined); // those of before stay
    if (threads && revision.id === this.#workspace.revision.id) this.all = threads;
  }

  /** How many of a thing are open. */
  openOf(noun: string, id: string): number {
    return this.open.filter((thread) => thread.noun === noun && thread.id === id).length;
  }
}

/** What a verdict on a finding is about. */
export function verdictOn({ rule, noun, id, quote = '' }: Finding, more: Partial<Verdict> = {}): Verdict {
  return { id: '', rule, noun, of: id, quote, ...more };
}
