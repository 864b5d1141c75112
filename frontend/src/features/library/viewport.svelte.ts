/** Rows above and below the view that exist already. */
const spare = 12;

/** Which rows of one height are in view, inside of something that scrolls with more above them. */
export class Viewport {
  first = $state(0);
  /** At first as many as the window has room for: those beside the view wait until it stands. */
  last = $state(0);
  readonly #height: number;

  /** @param height Of a row, in pixels. */
  constructor(height: number) {
    this.#height = height;
    this.last = Math.ceil(window.innerHeight / height);
  }

  /** Looks where the rows are, as an attachment of the element that holds them. */
  watch = (rows: HTMLElement): (() => void) => {
    const scroller = scrollerOf(rows);
    const look = () => {
      const top = scroller.getBoundingClientRect().top - rows.getBoundingClientRect().top;
      this.first = Math.max(0, Math.floor(top / this.#height) - spare);
      this.last = Math.max(0, Math.ceil((top + scroller.clientHeight) / this.#height)) + spare;
    };
    const observer = new ResizeObserver(() => requestAnimationFrame(look));
    observer.observe(scroller);
    scroller.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      scroller.removeEventListener('scroll', look);
    };
  };

  /** Scrolls until a row is in view, below `above` pixels that something covers. */
  reveal(rows: HTMLElement, row: number, above: number): void {
    const scroller = scrollerOf(rows);
    const offset =
      rows.getBoundingClientRect().top - scroller.getBoundingClientRect().top + row * this.#height;
    if (offset < above) scroller.scrollTop += offset - above;
    else if (offset + this.#height > scroller.clientHeight)
      scroller.scrollTop += offset + this.#height - scroller.clientHeight;
  }
}

function scrollerOf(element: HTMLElement): HTMLElement {
  for (let at = element.parentElement; at; at = at.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  }
  return document.documentElement;
}
