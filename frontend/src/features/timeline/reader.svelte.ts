import { toBackendError } from '../../backend/error';
import type { TimeReading } from '../../backend/types';
import type { Draft } from './draft';

/** How a time is understood while it is typed, best first. */
export class Reader {
  readings: TimeReading[] = $state.raw([]);
  /** Why it cannot be understood. */
  unread = $state('');
  #turn = 0;
  readonly #ask: (text: string) => Promise<TimeReading[]>;

  constructor(ask: (text: string) => Promise<TimeReading[]>) {
    this.#ask = ask;
  }

  /** Reads what is typed; nothing is said of nothing. The answer to what stood there before is dropped. */
  async read(text: string): Promise<void> {
    const turn = ++this.#turn;
    let readings: TimeReading[] = [];
    let unread = '';
    try {
      if (text.trim() !== '') readings = await this.#ask(text.trim());
    } catch (thrown) {
      unread = toBackendError(thrown).message;
    }
    if (turn !== this.#turn) return;
    this.readings = readings;
    this.unread = unread;
  }

  /** The arrows up and down go from one reading to the next. */
  choose(event: KeyboardEvent, draft: Draft): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const { length } = this.readings;
    if (step === 0 || length < 2) return;
    event.preventDefault();
    draft.reading = (draft.reading + step + length) % length;
  }
}
