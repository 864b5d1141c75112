import britishAffixes from '../../../node_modules/dictionary-en-gb/index.aff?url';
import britishWords from '../../../node_modules/dictionary-en-gb/index.dic?url';
import americanAffixes from '../../../node_modules/dictionary-en/index.aff?url';
import americanWords from '../../../node_modules/dictionary-en/index.dic?url';
import type { Answer, Dictionary, Question } from './worker';

/** The languages whose dictionaries come with the app. */
export const bundled: Readonly<Record<string, { affixes: string; words: string }>> = {
  'en-GB': { affixes: britishAffixes, words: britishWords },
  'en-US': { affixes: americanAffixes, words: americanWords },
};

/** So many workers may end before no other is begun. */
const mostEnds = 3;

const text = async (url: string) => (await fetch(url)).text();

/** Asks the worker, which is begun when something is first checked and has the dictionaries that are chosen. */
export class Speller {
  readonly #read: (language: string) => Promise<Dictionary>;
  #worker: Worker | undefined;
  #languages = '';
  #opened: Promise<unknown> = Promise.resolve();
  #asked = 0;
  /** How many workers ended by themselves. */
  #ended = 0;
  readonly #waiting = new Map<number, (answer: Answer) => void>();

  /** `read` gives the dictionaries that do not come with the app. */
  constructor(read: (language: string) => Promise<Dictionary>) {
    this.#read = read;
  }

  /** Which of the words no dictionary of these languages knows. */
  async check(languages: readonly string[], words: readonly string[]): Promise<readonly string[]> {
    if (languages.length === 0 || words.length === 0) return [];
    await this.#open(languages);
    return this.#ask({ number: 0, check: [...words] });
  }

  async suggest(languages: readonly string[], word: string): Promise<readonly string[]> {
    await this.#open(languages);
    return this.#ask({ number: 0, suggest: word });
  }

  #open(languages: readonly string[]): Promise<unknown> {
    const wanted = languages.join(' ');
    if (wanted === this.#languages) return this.#opened;
    this.#languages = wanted;
    this.#opened = Promise.all(
      // One that is gone by now leaves the others.
      languages.map((language) => this.#dictionary(language).catch(() => undefined)),
    ).then((read) => this.#ask({ number: 0, open: read.filter((one) => one !== undefined) }));
    return this.#opened;
  }

  async #dictionary(language: string): Promise<Dictionary> {
    const own = bundled[language];
    if (!own) return this.#read(language);
    const [affixes, words] = await Promise.all([text(own.affixes), text(own.words)]);
    return { affixes, words };
  }

  #begin(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      this.#waiting.get(data.number)?.(data);
      this.#waiting.delete(data.number);
    };
    // What it was asked stays unchecked. The next question begins another; a dictionary that is too much for
    // each of them is given up, and all else goes on.
    worker.onerror = () => {
      worker.terminate();
      this.#ended += 1;
      this.#worker = undefined;
      this.#languages = '';
      for (const [number, answered] of this.#waiting) answered({ number, words: [] });
      this.#waiting.clear();
    };
    return worker;
  }

  #ask(question: Question): Promise<readonly string[]> {
    if (this.#ended > mostEnds) return Promise.resolve([]);
    const worker = (this.#worker ??= this.#begin());
    const number = (this.#asked += 1);
    const answered = new Promise<readonly string[]>((resolve) => {
      this.#waiting.set(number, (answer) => {
        resolve('words' in answer ? answer.words : []);
      });
    });
    worker.postMessage({ ...question, number });
    return answered;
  }
}
