import { toBackendError, type BackendError } from '../backend/error';

export type AutosaveState =
  | { name: 'clean' }
  | { name: 'editing' }
  | { name: 'saving' }
  /** The text is kept and nothing is lost until the window closes. */
  | { name: 'failed'; error: BackendError };

/** How long a pause ends a stretch of typing, and how old an unsaved change may get, in milliseconds. */
export interface Pace {
  pause: number;
  atMost: number;
}

const usual: Pace = { pause: 300, atMost: 1000 };

/**
 * Saves one text as it is typed: after a pause, at the latest after `atMost`, and
 * at once when flushed. One save is under way at a time; what is typed meanwhile
 * is saved next. An answer never changes the text: the writer's words win.
 *
 *     clean ─edit─► editing ─pause─► saving ─► clean
 *                      ▲                │
 *                      └─────edit───────┤
 *                                       └─► failed ─retry, edit─► …
 */
export class Autosave<Answer> {
  state: AutosaveState = $state.raw({ name: 'clean' });

  readonly #save: (text: string) => Promise<Answer>;
  readonly #pace: Pace;
  /** Typed, and not yet on its way. */
  #text: string | undefined;
  /** On its way. */
  #sent: string | undefined;
  #oldestEdit = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #underWay: Promise<void> | undefined;

  constructor(save: (text: string) => Promise<Answer>, pace: Pace = usual) {
    this.#save = save;
    this.#pace = pace;
  }

  /** Whether there is anything that the library does not have yet. */
  get isDirty(): boolean {
    return this.state.name !== 'clean';
  }

  /** The newest text that the library has not confirmed: for showing it, and for copying it to safety. */
  get unsaved(): string | undefined {
    return this.#text ?? this.#sent;
  }

  edit(text: string): void {
    this.#oldestEdit = this.#text === undefined ? Date.now() : this.#oldestEdit;
    this.#text = text;
    if (!this.#underWay) this.#schedule();
  }

  /** Saves now what is not saved; resolves when that is done or has failed. */
  async flush(): Promise<void> {
    await this.#underWay;
    clearTimeout(this.#timer);
    // Where two flush at once, one of them starts the save and both wait for it.
    await (this.#text === undefined ? this.#underWay : this.#start());
  }

  /** Tries again after a failure. */
  retry(): Promise<void> {
    return this.flush();
  }

  #schedule() {
    this.state = { name: 'editing' };
    clearTimeout(this.#timer);
    const age = Date.now() - this.#oldestEdit;
    this.#timer = setTimeout(
      () => void this.#start(),
      Math.max(0, Math.min(this.#pace.pause, this.#pace.atMost - age)),
    );
  }

  #start(): Promise<void> {
    this.#underWay ??= this.#run().finally(() => {
      this.#underWay = undefined;
      if (this.#text !== undefined && this.state.name !== 'failed') this.#schedule();
    });
    return this.#underWay;
  }

  async #run() {
    const text = this.#text;
    if (text === undefined) return;
    this.#text = undefined;
    this.#sent = text;
    this.state = { name: 'saving' };
    try {
      await this.#save(text);
      this.state = { name: 'clean' };
    } catch (thrown) {
      // What was typed since is newer than what failed.
      this.#text ??= text;
      this.#oldestEdit = Date.now();
      this.state = { name: 'failed', error: toBackendError(thrown) };
    } finally {
      this.#sent = undefined;
    }
  }
}
