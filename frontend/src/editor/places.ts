import type { Stretch } from './found';

/**
 * Places of the stored text as the editor counts, for which each line end is one
 * character. The text is gone through once, however many places are asked for.
 */
export function placesIn(text: string): (stretch: Stretch) => Stretch {
  /** Where the pairs of characters end that end a line: each brings what follows one nearer. */
  const pairs = Array.from(text.matchAll(/\r\n/g), ({ index }) => index + 2);
  const place = (at: number) => {
    const within = Math.min(Math.max(0, at), text.length);
    let [low, high] = [0, pairs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[middle] ?? 0) <= within) low = middle + 1;
      else high = middle;
    }
    return within - low;
  };
  return ({ from, to }) => ({ from: place(from), to: place(to) });
}
