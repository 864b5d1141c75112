/** Whether two lists hold the very same things in the same order. */
export function areSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((thing, at) => thing === other[at]);
}
