import { createContext, untrack } from 'svelte';

/** Keys that are worth knowing where somebody is, and what they do. */
export interface Hint {
  keys: readonly string[];
  does: string;
}

/** What the status bar says of keys. A room says its own while it is shown. */
export class Hints {
  #told: readonly (readonly Hint[])[] = $state.raw([]);

  get now(): readonly Hint[] {
    return this.#told.at(-1) ?? [];
  }

  /** Returns a function that takes them back; made to be returned from an `$effect`. */
  say(hints: readonly Hint[]): () => void {
    this.#told = [...untrack(() => this.#told), hints];
    return () => {
      this.#told = untrack(() => this.#told).filter((one) => one !== hints);
    };
  }
}

export const [getHints, setHints] = createContext<Hints>();
