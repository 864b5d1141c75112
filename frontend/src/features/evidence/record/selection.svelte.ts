/** A run of rows in a long list: from where it began to the row that has the focus. */
export class Selection {
  #anchor: number | undefined = $state();
  #cursor: number | undefined = $state();

  /** The row that moves with the arrow keys. */
  get cursor(): number | undefined {
    return this.#cursor;
  }

  get isEmpty(): boolean {
    return this.#cursor === undefined;
  }

  /** First selected row; meaningless while empty. */
  get first(): number {
    return Math.min(this.#anchor ?? 0, this.#cursor ?? 0);
  }

  /** Last selected row, included. */
  get last(): number {
    return Math.max(this.#anchor ?? 0, this.#cursor ?? 0);
  }

  get size(): number {
    return this.isEmpty ? 0 : this.last - this.first + 1;
  }

  has(row: number): boolean {
    return !this.isEmpty && row >= this.first && row <= this.last;
  }

  select(row: number): void {
    this.#anchor = row;
    this.#cursor = row;
  }

  /** Selects everything from where the selection began to a row. */
  extendTo(row: number): void {
    this.#anchor ??= row;
    this.#cursor = row;
  }

  /** Moves by rows within a list of `total`, and selects on the way where `extend` is set. */
  move(by: number, total: number, extend: boolean): void {
    if (total === 0) return;
    const from = this.#cursor ?? (by > 0 ? -1 : 0);
    const to = Math.min(Math.max(0, from + by), total - 1);
    if (extend) this.extendTo(to);
    else this.select(to);
  }

  clear(): void {
    this.#anchor = undefined;
    this.#cursor = undefined;
  }
}
