import type { Text } from '@codemirror/state';

const known = new WeakMap<Text, string>();

/** A text in one piece: several ask for it at every key, and a long one is put together but once. */
export function textOf(doc: Text): string {
  const before = known.get(doc);
  if (before !== undefined) return before;
  const text = doc.toString();
  known.set(doc, text);
  return text;
}
