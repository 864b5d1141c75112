import { createContext } from 'svelte';
import type { Backend } from '../backend/backend';
import type { Settings, Vocabulary } from '../backend/types';
import { learnFormats } from './formats';

/** The person's settings and the words that the backend knows, loaded before the first view. */
export class Preferences {
  settings: Settings = $state.raw({ author: '', theme: 'system', zone: 'UTC' });
  readonly vocabulary: Vocabulary;
  readonly #backend: Backend;

  constructor(backend: Backend, settings: Settings, vocabulary: Vocabulary) {
    this.#backend = backend;
    this.settings = settings;
    this.vocabulary = vocabulary;
    learnFormats(vocabulary.formats);
  }

  /** Saves the settings and uses them once they are kept. */
  async save(settings: Settings): Promise<void> {
    await this.#backend.settings.save(settings);
    this.settings = settings;
  }
}

export const [getPreferences, setPreferences] = createContext<Preferences>();
