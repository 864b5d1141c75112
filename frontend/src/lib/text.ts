/** "48,120": a count for people. */
export function figures(n: number): string {
  return n.toLocaleString('en-GB');
}

/** "1 event", "2 events"; an irregular plural is given. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${figures(n)} ${n === 1 ? one : many}`;
}

/** "line 612", "lines 612 – 1,613". */
export function lineSpan(from: number, to = from): string {
  return to > from ? `lines ${figures(from)} – ${figures(to)}` : `line ${figures(from)}`;
}

/** "84 MB", "1.8 MB", "512 bytes". */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return count(bytes, 'byte');
  const units = ['kB', 'MB', 'GB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 10 ? value.toFixed(1) : String(Math.round(value))} ${units[unit] ?? ''}`;
}

/** The words as one that no line is broken in. */
export function unbroken(words: string): string {
  return words.replaceAll(' ', '\u00a0');
}

/** The first letter as a capital. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "a, b and c". */
export function list(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
