/** How a title fits what is typed, in small letters: it begins with it, one of its words does, it holds it, or not at all. */
function fitOf(title: string, typed: string): 0 | 1 | 2 | 3 {
  const words = title.toLowerCase();
  if (words.startsWith(typed)) return 0;
  let fit: 2 | 3 = 3;
  for (let at = words.indexOf(typed); at >= 0; at = words.indexOf(typed, at + 1)) {
    if (!/[\p{L}\p{N}]/u.test(words.charAt(at - 1))) return 1;
    fit = 2;
  }
  return fit;
}

/** Orders what was found by how well its title fits what is typed; what fits alike stays in its order. */
export function bestFirst<T>(found: readonly T[], titleOf: (one: T) => string, typed: string): T[] {
  const looked = typed.trim().toLowerCase();
  if (looked === '') return [...found];
  return found
    .map((one) => ({ one, fit: fitOf(titleOf(one), looked) }))
    .sort((a, b) => a.fit - b.fit)
    .map(({ one }) => one);
}
