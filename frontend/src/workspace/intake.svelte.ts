import { createContext } from 'svelte';
import type { Glimpse } from '../backend/types';
import type { WorkspaceState } from './workspace.svelte';

/**
 * What is on its way to be evidence: how far it has been read and, of a large text,
 * its first rows. All of it is gone when the bringing ends, however it ends.
 */
export class Intake {
  /** What it is called; "" for a paste, undefined while nothing comes. */
  name: string | undefined = $state();
  /** In bytes; the total is 0 while nobody knows it. */
  told: { done: number; total: number } | undefined = $state.raw();
  isStopping = $state(false);

  readonly #workspace: WorkspaceState;
  #running = $state(0);
  #glimpse: Glimpse | undefined = $state.raw();

  constructor(workspace: WorkspaceState) {
    this.#workspace = workspace;
  }

  get isBusy(): boolean {
    return this.#running > 0;
  }

  /** The first rows, until the record has them. */
  readonly glimpse: Glimpse | undefined = $derived.by(() =>
    this.#glimpse && !this.#workspace.evidence(this.#glimpse.evidence.id) ? this.#glimpse : undefined,
  );

  /** How much of it is read, from 0 to 1; undefined while nobody knows. */
  readonly share: number | undefined = $derived.by(() =>
    this.told && this.told.total > 0 ? Math.min(1, this.told.done / this.told.total) : undefined,
  );

  /** Hears what Go tells of its reading; returns a function that stops. */
  listen(): () => void {
    const { backend, id } = this.#workspace;
    return backend.onNotice((notice) => {
      if (notice.kind !== 'progress' || notice.retrospective !== id || !this.isBusy) return;
      const { name, done, total, glimpse } = notice;
      if (glimpse || name !== this.name) this.#glimpse = glimpse;
      this.name = name;
      this.told = { done, total };
    });
  }

  /** Does what may bring evidence in; the name is that of the first, where it is known beforehand. */
  async during<T>(act: () => Promise<T>, name?: string): Promise<T> {
    this.#running += 1;
    this.name = name;
    try {
      return await act();
    } finally {
      this.#running -= 1;
      if (this.#running === 0) this.#forget();
    }
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    try {
      await this.#workspace.backend.evidence.cancel(this.#workspace.id);
    } catch {
      this.isStopping = false;
    }
  }

  #forget() {
    this.name = undefined;
    this.told = undefined;
    this.#glimpse = undefined;
    this.isStopping = false;
  }
}

export const [getIntake, setIntake] = createContext<Intake>();
