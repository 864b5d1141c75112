/** What was read of a paste: WebKitGTK fetches the text anew for each that asks, and holds the page meanwhile. */
const read = new WeakMap<ClipboardEvent, string>();

/** The plain text that a paste brings, "" where it has none. */
export function textIn(event: ClipboardEvent): string {
  let text = read.get(event);
  if (text === undefined) {
    text = event.clipboardData?.getData('text/plain') ?? '';
    read.set(event, text);
  }
  return text;
}
