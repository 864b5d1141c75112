import { toBackendError } from '../backend/error';
import { holdTyping } from './typedAhead';

/** What is wrong with what was typed. */
export interface Problem {
  /** The field that it is about; empty where it is about the whole. */
  field: string;
  message: string;
}

/** Saves values. Resolves to what is wrong with them, or to nothing; it may also reject. */
type Write<Values> = ((values: Values) => Promise<Problem | undefined>) | ((values: Values) => Promise<void>);

/**
 * One filling-in of a form, from the moment it is opened until it is saved or
 * given up. Views bind to its values and hand nothing back when they go away, so
 * a view that is taken down, or made anew while it saves, changes nothing.
 * It is saved once at most: after that, and after it was closed, `save` does nothing.
 */
export class Form<Values extends object> {
  values: Values = $state() as Values;
  /** Why the last attempt was refused. */
  problem: Problem | undefined = $state.raw();
  #saving: Promise<boolean> | undefined = $state.raw();
  #closed = false;
  readonly #opened: string;
  readonly #write: Write<Values>;

  constructor(values: Values, write: Write<Values>) {
    this.values = values;
    this.#opened = JSON.stringify(values);
    this.#write = write;
  }

  get saving(): boolean {
    return this.#saving !== undefined;
  }

  /** Whether its values are other than those it was opened with. */
  get touched(): boolean {
    return JSON.stringify($state.snapshot(this.values)) !== this.#opened;
  }

  /** Gives it up: whatever is asked of it later, nothing is saved any more. */
  close(): void {
    this.#closed = true;
  }

  /** Saves, or joins the saving that is under way. Resolves to whether it is saved. */
  save(): Promise<boolean> {
    if (this.#closed) return Promise.resolve(false);
    this.#saving ??= holdTyping(this.#run()).finally(() => (this.#saving = undefined));
    return this.#saving;
  }

  async #run(): Promise<boolean> {
    this.problem = undefined;
    try {
      this.problem = (await this.#write($state.snapshot(this.values) as Values)) as Problem | undefined;
    } catch (thrown) {
      this.problem = { field: '', message: toBackendError(thrown).said };
    }
    if (this.problem) return false;
    this.#closed = true;
    return true;
  }
}
