/** Where the top of the view stands: in a row, so many pixels below its upper edge. */
export interface Place {
  row: number;
  offset: number;
}

/** Browsers cut elements off at 17 to 33 million pixels; a scrollbar needs far less to be exact enough. */
const maxExtent = 8_000_000;
/** Pixels above and below the view in which rows exist already, so that their height is known in time. */
const margin = 600;

/**
 * Scrolling through any number of rows of unequal height. Only the rows around
 * the view exist. The view hangs on a row and not on a distance from the top, so
 * a wrong guess about rows far away never moves what is being read; the scrollbar
 * shows the share of the rows that lie above, however many there are.
 *
 * It knows pixels and rows, and nothing of the page.
 */
export class Scroller {
  total = $state(0);
  /** Height of the view in pixels. */
  view = $state(0);

  readonly #guess: number;
  #place: Place = $state.raw({ row: 0, offset: 0 });
  /** Sparse, by row. */
  #heights: number[] = [];
  /** Of those that were measured: their sum, and how many they are. */
  #known = { height: 0, rows: 0 };
  /** Another object after each measurement, so that what depends on heights is worked out anew. */
  #measured: object = $state.raw({});

  /** @param guess A row's height in pixels before it was measured. */
  constructor(guess: number) {
    this.#guess = guess;
  }

  /** Where the view stands, inside the list. */
  get place(): Place {
    const { row, offset } = this.#place;
    const end = this.#end;
    return row > end.row || (row === end.row && offset > end.offset) ? end : { row, offset };
  }

  /** The rows that have to exist: first and last, both included; none has a last below its first. */
  get rows(): { first: number; last: number } {
    const { row, offset } = this.place;
    let first = row;
    for (let room = margin; first > 0 && room > 0; first -= 1) room -= this.#heightOf(first - 1);
    let last = row;
    let room = this.view + margin + offset - this.#heightOf(row);
    while (last < this.total - 1 && room > 0) {
      last += 1;
      room -= this.#heightOf(last);
    }
    return { first, last: Math.min(last, this.total - 1) };
  }

  /** The rows of which at least a pixel is in view, both included. */
  get shown(): { first: number; last: number } {
    const { row, offset } = this.place;
    let last = row;
    for (let below = this.#heightOf(row) - offset; below < this.view && last < this.total - 1; last += 1) {
      below += this.#heightOf(last + 1);
    }
    return { first: row, last: Math.min(last, this.total - 1) };
  }

  /** How far above the view the first of `rows` begins, in pixels. */
  get lead(): number {
    const { row, offset } = this.place;
    let lead = offset;
    for (let above = this.rows.first; above < row; above += 1) lead += this.#heightOf(above);
    return lead;
  }

  /** The height of the scrolled content that the scrollbar is told. */
  get extent(): number {
    void this.#measured;
    const { height, rows } = this.#known;
    const all = height + Math.max(0, this.total - rows) * this.#guess;
    return Math.max(this.view, Math.min(maxExtent, all));
  }

  /** Where the scrollbar belongs, in pixels of the extent. */
  get position(): number {
    const end = this.#share(this.#end);
    return end === 0 ? 0 : (this.#share(this.place) / end) * (this.extent - this.view);
  }

  /** Whether everything fits into the view. */
  get fits(): boolean {
    const end = this.#end;
    return end.row === 0 && end.offset === 0;
  }

  /** Goes down by pixels, or up where negative. */
  moveBy(pixels: number): void {
    this.#place = this.#from(this.place, pixels);
  }

  /** Goes to a share of the list: 0 is its beginning, 1 its end. */
  jumpTo(share: number): void {
    const end = this.#end;
    const to = Math.min(1, Math.max(0, share)) * this.#share(end);
    const row = Math.min(Math.floor(to), Math.max(0, this.total - 1));
    this.#place = share >= 1 ? end : { row, offset: (to - row) * this.#heightOf(row) };
  }

  /** Brings a row into view: by the shortest way, or to the upper third. */
  reveal(row: number, where: 'nearest' | 'upper' = 'nearest'): void {
    const target = Math.min(Math.max(0, row), Math.max(0, this.total - 1));
    const { row: top, offset } = this.place;
    const above = target < top || (target === top && offset > 0);
    if (where === 'upper') {
      this.#place = this.#from({ row: target, offset: 0 }, -Math.floor(this.view / 3));
    } else if (above || this.#heightOf(target) >= this.view) {
      this.#place = { row: target, offset: 0 };
    } else if (this.#bottomOf(target) > this.view) {
      this.#place = this.#from({ row: target, offset: this.#heightOf(target) }, -this.view);
    }
  }

  /** Takes in the true height of a row. */
  measure(row: number, height: number): void {
    if (height <= 0 || this.#heights[row] === height) return;
    const before = this.#heights[row];
    this.#known.height += height - (before ?? 0);
    if (before === undefined) this.#known.rows += 1;
    this.#heights[row] = height;
    this.#measured = {};
  }

  /** Goes on hanging on what stood at the top and is another row now. */
  follow(row: number): void {
    if (row !== this.#place.row) this.#place = { row, offset: this.#place.offset };
  }

  /** Forgets all heights: after another width, or other rows. */
  forget(): void {
    this.#heights = [];
    this.#known = { height: 0, rows: 0 };
    this.#measured = {};
  }

  /** The place so many pixels below another. */
  #from(place: Place, pixels: number): Place {
    let { row, offset } = place;
    offset += pixels;
    while (offset < 0 && row > 0) {
      row -= 1;
      offset += this.#heightOf(row);
    }
    while (row < this.total - 1 && offset >= this.#heightOf(row)) {
      offset -= this.#heightOf(row);
      row += 1;
    }
    return { row, offset: Math.max(0, offset) };
  }

  #heightOf(row: number): number {
    void this.#measured;
    return this.#heights[row] ?? this.#guess;
  }

  /** Distance from the view's upper edge to the lower edge of a row below it; stops counting outside. */
  #bottomOf(row: number): number {
    const { row: top, offset } = this.place;
    let bottom = -offset;
    for (let at = top; at <= row && bottom <= this.view; at += 1) bottom += this.#heightOf(at);
    return bottom;
  }

  /** The place at which the last row touches the lower edge of the view. */
  get #end(): Place {
    let row = this.total;
    let room = this.view;
    while (row > 0 && room > 0) {
      row -= 1;
      room -= this.#heightOf(row);
    }
    return { row, offset: room < 0 ? -room : 0 };
  }

  /** A place as a number of rows. */
  #share({ row, offset }: Place): number {
    return row + Math.min(1, offset / this.#heightOf(row));
  }
}
