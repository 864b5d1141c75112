import { createContext } from 'svelte';
import type { Backend } from '../backend/backend';
import type { Place, Settings, Vocabulary } from '../backend/types';
import { learnFormats } from './formats';
import { learnSourceInks } from './sourceColours';

/** The person's settings and the words that the backend knows, loaded before the first view. */
export class Preferences {
  settings: Settings = $state.raw({
    author: '',
    theme: 'system',
    zone: 'UTC',
    languages: [],
    words: [],
    focus: false,
    typewriter: false,
    dueDays: 7,
    shareDays: 1,
    soakDays: 2,
    lag: 10,
    wording: {},
  });
  readonly vocabulary: Vocabulary;
  /** Where the person was when the app was closed. */
  readonly lastPlace: Place;
  readonly #backend: Backend;
  #saved = Promise.resolve();

  constructor(backend: Backend, settings: Settings, vocabulary: Vocabulary, lastPlace: Place) {
    this.#backend = backend;
    this.settings = settings;
    this.vocabulary = vocabulary;
    this.lastPlace = lastPlace;
    learnFormats(vocabulary.formats);
    learnSourceInks(vocabulary.sourceInks);
  }

  /** Keeps where the person is for the next time. It is only for comfort: where it cannot be kept, nothing is said. */
  keepPlace(place: Place): void {
    this.#backend.settings.keepPlace(place).catch(() => undefined);
  }

  /** The machine's own dictionary of a language. */
  dictionary(language: string): Promise<{ affixes: string; words: string }> {
    return this.#backend.settings.dictionary(language);
  }

  /** Changes some of the settings, and uses them once they are kept. A change waits for the one before it. */
  change(made: (now: Settings) => Partial<Settings>): Promise<void> {
    const saved = this.#saved.then(async () => {
      const settings = { ...this.settings, ...made(this.settings) };
      await this.#backend.settings.save(settings);
      this.settings = settings;
    });
    this.#saved = saved.catch(() => undefined);
    return saved;
  }
}

export const [getPreferences, setPreferences] = createContext<Preferences>();
