import type { Backend } from '../../backend/backend';
import type { Learning } from '../../backend/types';
import { Windowed } from './windowed.svelte';

/** What all retrospectives taught, as it is filtered. */
export class LearningState {
  words = $state('');
  kind = $state('');
  readonly list: Windowed<Learning>;
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.list = new Windowed((offset, limit) =>
      backend.library.learnings({
        words: this.words,
        ...(this.kind === '' ? {} : { kind: this.kind }),
        offset,
        limit,
      }),
    );
  }

  get isFiltered(): boolean {
    return this.words.trim() !== '' || this.kind !== '';
  }

  /** Writes those that are shown as a table; resolves to its path, or "" where the person cancels. */
  save(): Promise<string> {
    return this.#backend.library.saveLearnings({
      words: this.words,
      ...(this.kind === '' ? {} : { kind: this.kind }),
    });
  }

  /** Shows only those with all of the words, and of the kind. */
  async filter(words: string, kind = this.kind): Promise<void> {
    this.words = words;
    this.kind = kind;
    await this.list.load();
  }
}
