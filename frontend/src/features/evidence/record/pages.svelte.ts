import { SvelteMap } from 'svelte/reactivity';
import { toBackendError, type BackendError } from '../../../backend/error';
import type { Entry, EntryQuery, EntryWindow, SearchState } from '../../../backend/types';

type Load = (query: EntryQuery, from: number, count: number) => Promise<EntryWindow>;

interface Options {
  /** Entries to a page. */
  size?: number;
  /** Pages that are kept; the one that was not wanted for longest goes first. */
  keep?: number;
}

const atOnce = 2;

/**
 * The merged record, page by page. Only pages that are wanted are asked for, two
 * at a time; what was wanted and has been scrolled past is not. After another
 * query the old rows stand until the first new page is here, so that nothing
 * flickers while somebody types. A long search is followed while it goes on: the
 * rows that it has found are there to be read, and grow in number.
 */
export class EntryPages {
  total = $state(0);
  /** Whether any answer has come yet. */
  ready = $state(false);
  /** Whether a new query waits for its first answer. */
  turning = $state(false);
  error: BackendError | undefined = $state.raw();
  /** How far the search for the rows has come. */
  progress: { searched: number; of: number; state: SearchState } = $state.raw({
    searched: 0,
    of: 0,
    state: 'done',
  });

  readonly #load: Load;
  readonly #size: number;
  readonly #keep: number;
  readonly #pages = new SvelteMap<number, Entry[]>();
  #underWay: number[] = [];
  #query: EntryQuery | undefined;
  #turn = 0;
  #wanted: number[] = [];

  constructor(load: Load, { size = 200, keep = 50 }: Options = {}) {
    this.#load = load;
    this.#size = size;
    this.#keep = keep;
  }

  /** The entry at a place, once its page is here. */
  at(place: number): Entry | undefined {
    return this.#pages.get(Math.floor(place / this.#size))?.[place % this.#size];
  }

  /** Turns to a query, or asks the same one again; `near` is the place to begin with. */
  async turn(query: EntryQuery, near = 0): Promise<void> {
    const turn = ++this.#turn;
    this.#query = query;
    this.#underWay = [];
    this.turning = true;
    try {
      let page = Math.floor(near / this.#size);
      let answer = await this.#ask(query, page);
      while (turn === this.#turn && answer.state === 'running' && answer.total === 0) {
        this.#note(answer);
        answer = await this.#ask(query, page);
      }
      if (answer.entries.length === 0 && answer.total > 0) {
        page = Math.floor((answer.total - 1) / this.#size);
        answer = await this.#ask(query, page);
      }
      if (turn !== this.#turn) return;
      this.#pages.clear();
      this.#pages.set(page, answer.entries);
      this.#note(answer);
      this.ready = true;
      this.error = undefined;
      this.turning = false;
      this.#pump();
      if (answer.state === 'running') void this.#follow(query, turn);
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.error = toBackendError(thrown);
      this.turning = false;
    }
  }

  /** Says which places are in view, both included. */
  want(first: number, last: number): void {
    const from = Math.max(0, Math.floor(first / this.#size));
    const to = Math.max(from, Math.floor(last / this.#size));
    this.#wanted = Array.from({ length: to - from + 1 }, (_, index) => from + index);
    if (!this.turning) this.#pump();
  }

  /** The entries from `first` to `last`, asked for where they are not here. */
  async range(first: number, last: number): Promise<Entry[]> {
    const query = this.#query;
    if (!query) return [];
    const entries: Entry[] = [];
    for (let page = Math.floor(first / this.#size); page * this.#size <= last; page += 1) {
      entries.push(...(this.#pages.get(page) ?? (await this.#ask(query, page)).entries));
    }
    return entries.filter((entry) => entry.index >= first && entry.index <= last);
  }

  /** Asks for what a search has found beyond what is known, until it has come to its end. */
  async #follow(query: EntryQuery, turn: number): Promise<void> {
    try {
      let state: SearchState = 'running';
      while (state === 'running' && turn === this.#turn) {
        const answer = await this.#load(query, this.total, 1);
        if (turn !== this.#turn) return;
        state = answer.state;
        this.#note(answer);
        this.#pump();
      }
    } catch (thrown) {
      if (turn === this.#turn) this.error = toBackendError(thrown);
    }
  }

  #note({ total, searched, of, state }: EntryWindow): void {
    this.total = total;
    this.progress = { searched, of, state };
  }

  /** Whether a page is not here, or was asked for before all of its rows were found. */
  #isMissing(page: number): boolean {
    const held = this.#pages.get(page);
    return !held || held.length < Math.min(this.#size, this.total - page * this.#size);
  }

  #ask(query: EntryQuery, page: number): Promise<EntryWindow> {
    return this.#load(query, page * this.#size, this.#size);
  }

  #pump(): void {
    for (const page of this.#wanted) {
      if (this.#underWay.length >= atOnce) return;
      if (page * this.#size < this.total && this.#isMissing(page) && !this.#underWay.includes(page))
        void this.#fetch(page);
    }
  }

  async #fetch(page: number): Promise<void> {
    const [query, turn] = [this.#query, this.#turn];
    if (!query) return;
    this.#underWay.push(page);
    try {
      const answer = await this.#ask(query, page);
      if (turn !== this.#turn) return;
      this.#pages.set(page, answer.entries);
      this.#note(answer);
      this.#forget();
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.error = toBackendError(thrown);
      this.#wanted = [];
    } finally {
      if (turn === this.#turn) {
        this.#underWay = this.#underWay.filter((other) => other !== page);
        if (!this.turning) this.#pump();
      }
    }
  }

  #forget(): void {
    const spare = [...this.#pages.keys()].filter((page) => !this.#wanted.includes(page));
    for (const page of spare.slice(0, Math.max(0, this.#pages.size - this.#keep))) this.#pages.delete(page);
  }
}
