import { toBackendError } from '../../../backend/error';
import type { FindQuery, Found } from '../../../backend/types';
import { patternOf } from './filter';

/** What a finder works on. */
interface Rows {
  ask: (find: FindQuery) => Promise<Found>;
  /** Stops looking, and lets it go on where it was stopped. */
  stop: () => Promise<void>;
  resume: () => Promise<void>;
  /** The row to look from. */
  at: () => number;
  /** Shows a row that was found. */
  show: (row: number) => void;
}

/** So many stretches of the list are marked beside it; a screen is hardly higher. */
const stretches = 600;

/**
 * Goes from one row that holds a text to the next, apart from the filter: all rows
 * stay. Go looks for it; a long search is asked again and again until it has come to
 * its end, and what it knows is shown meanwhile.
 */
export class Finder {
  isOpen = $state(false);
  text = $state('');
  regexp = $state(false);
  case = $state(false);
  found: Found | undefined = $state.raw();
  /** Why the text cannot be looked for, or "". */
  problem = $state('');

  readonly #rows: Rows;
  #turn = 0;

  constructor(rows: Rows) {
    this.#rows = rows;
  }

  /** What to mark in the rows. */
  get pattern(): RegExp | undefined {
    if (!this.isOpen) return undefined;
    return patternOf({ text: this.text, regexp: this.regexp, case: this.case });
  }

  get isRunning(): boolean {
    return this.found?.state === 'running';
  }

  /** Looks for the text from the row that is being read. */
  async search(): Promise<void> {
    await this.#seek(this.#rows.at(), false, true);
  }

  /** Goes on to the next row that holds it, or back. */
  async step(by: 1 | -1): Promise<void> {
    const at = this.#rows.at();
    await this.#seek(by > 0 ? at + 1 : Math.max(-1, at - 1), by < 0, true);
  }

  /** Counts again among other rows, and stays where it is. */
  async refresh(): Promise<void> {
    if (this.isOpen) await this.#seek(this.#rows.at(), false, false);
  }

  /** Stops a long search; what it has found can be walked through. */
  async stop(): Promise<void> {
    this.#turn += 1;
    if (this.found) this.found = { ...this.found, state: 'stopped' };
    await this.#rows.stop();
  }

  /** Goes on where it was stopped. */
  async resume(): Promise<void> {
    await this.#rows.resume();
    await this.#seek(this.#rows.at(), false, false);
  }

  close(): void {
    this.isOpen = false;
    this.found = undefined;
    this.#turn += 1;
  }

  async #seek(from: number, backward: boolean, goes: boolean): Promise<void> {
    const turn = ++this.#turn;
    this.problem = '';
    if (this.text === '') {
      this.found = undefined;
      return;
    }
    let shown = !goes;
    try {
      for (let running = true; running;) {
        const { text, regexp, case: exact } = this;
        const found = await this.#rows.ask({ text, regexp, case: exact, from, backward, marks: stretches });
        if (turn !== this.#turn) return;
        this.found = found;
        running = found.state === 'running';
        if (!shown && found.row >= 0) {
          shown = true;
          this.#rows.show(found.row);
        }
      }
    } catch (thrown) {
      if (turn !== this.#turn) return;
      const { code, message } = toBackendError(thrown);
      this.found = undefined;
      if (code !== 'cancelled') this.problem = message;
    }
  }
}
