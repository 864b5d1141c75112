import type { Evidence, Vocabulary } from '../backend/types';

let inks: Vocabulary['sourceInks'] = [];

/** Learns once, at the start, which colours tell sources apart: the drawing of the timeline has them too. */
export function learnSourceInks(known: Vocabulary['sourceInks']): void {
  inks = known;
}

/** How many colours there are to tell sources apart. */
export const sourceColours = () => inks.length;

/** The colour of a source's bar. It only helps the eye: the label says the same. */
export function sourceColour({ colour = 0 }: Pick<Evidence, 'colour'>): string {
  return `var(--${inks[colour % inks.length] ?? 'ink-3'})`;
}
