import type { Rows } from '../../backend/types';

/** How many rows are asked for at once: more than a tall window shows. */
const page = 60;

/** A list of any length, of which only the parts that were looked at are here. */
export class Windowed<T> {
  total = $state(0);
  /** Another array after each part that came. Sparse, by place. */
  #rows: (T | undefined)[] = $state.raw([]);
  /** Which parts are here or under way. */
  #asked = new Set<number>();
  /** Counts the lists, so that a part of an earlier one is not taken into a later. */
  #list = 0;
  readonly #read: (offset: number, limit: number) => Promise<Rows<T>>;

  constructor(read: (offset: number, limit: number) => Promise<Rows<T>>) {
    this.#read = read;
  }

  at(place: number): T | undefined {
    return this.#rows[place];
  }

  /** Begins the list anew; what was shown stays until the first part is here. */
  async load(): Promise<void> {
    const list = ++this.#list;
    const { rows, total } = await this.#read(0, page);
    if (list !== this.#list) return;
    this.#asked = new Set([0]);
    this.#rows = rows;
    this.total = total;
  }

  /** Reads what is missing of these rows, the last not included. */
  async want(first: number, last: number): Promise<void> {
    const parts: number[] = [];
    for (let part = Math.floor(first / page); part * page < Math.min(last, this.total); part += 1) {
      if (!this.#asked.has(part)) parts.push(part);
    }
    await Promise.all(parts.map((part) => this.#readPart(part)));
  }

  async #readPart(part: number): Promise<void> {
    const list = this.#list;
    this.#asked.add(part);
    try {
      const { rows, total } = await this.#read(part * page, page);
      if (list !== this.#list) return;
      const all = this.#rows.slice();
      rows.forEach((row, index) => {
        all[part * page + index] = row;
      });
      this.#rows = all;
      this.total = total;
    } catch (thrown) {
      if (list === this.#list) this.#asked.delete(part);
      throw thrown;
    }
  }
}
