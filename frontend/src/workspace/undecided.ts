/** What begins the mark of a conflict in a section's text, as Go writes it. */
const mark = /^> \*\*Conflict \d+\.\*\*/gm;

/** How many places of a text were changed on both sides and wait for a decision. */
export function undecidedIn(body: string): number {
  return body.match(mark)?.length ?? 0;
}
