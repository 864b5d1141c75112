/**
 * Finds in a source text the place that a person pointed at in its rendering:
 * `before` and `after` are the rendered words around that place. What rendering
 * takes away (marks, link targets) may make them differ from the source, so the
 * longest run of words that is found decides. Of words that stand in several places
 * those count that are as many in `lead`, all that is rendered up to the place; with
 * none it is the end.
 */
export function placeInSource(source: string, before: string, after: string, lead: string): number {
  for (let length = Math.min(before.length, 40); length >= 3; length -= 1) {
    const at = only(source, before.slice(-length));
    if (at !== undefined) return at + length;
  }
  for (let length = Math.min(after.length, 40); length >= 3; length -= 1) {
    const at = only(source, after.slice(0, length));
    if (at !== undefined) return at;
  }
  const [last, next] = [before.slice(-40), after.slice(0, 40)];
  if (last.length >= 3) {
    const at = places(source, last)[places(lead, last).length - 1];
    if (at !== undefined) return at + last.length;
  }
  return (next.length >= 3 ? places(source, next)[places(lead, next).length] : undefined) ?? source.length;
}

/** Where the words stand, if they stand in one place only. */
function only(source: string, words: string): number | undefined {
  const at = source.indexOf(words);
  return at >= 0 && source.indexOf(words, at + 1) < 0 ? at : undefined;
}

/** All places where the words begin. */
function places(text: string, words: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) found.push(at);
  return found;
}
