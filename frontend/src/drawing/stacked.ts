/** Things that stand too close to be told apart, and the place of one of them among these. */
export interface Heap<T> {
  events: readonly T[];
  place: number;
}

/** Gathers what stands on one lane less than `apart` pixels from its neighbour, by id. */
export function stacked<T extends { id: string }>(
  things: readonly T[],
  placeOf: (thing: T) => { lane: string; x: number },
  apart: number,
): Map<string, Heap<T>> {
  const heaps = new Map<string, Heap<T>>();
  const lanes = new Map<string, { events: T[]; x: number }>();
  for (const thing of [...things].sort((a, b) => placeOf(a).x - placeOf(b).x)) {
    const { lane, x } = placeOf(thing);
    const open = lanes.get(lane);
    const events = open && x - open.x < apart ? open.events : [];
    heaps.set(thing.id, { events, place: events.length });
    events.push(thing);
    lanes.set(lane, { events, x });
  }
  return heaps;
}
