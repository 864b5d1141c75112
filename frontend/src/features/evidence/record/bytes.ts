/** Shows what does not print by what it is: ␀, ␛, ␍. Tabs and the ends of lines stay. */
export function visible(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, (letter) =>
    letter === '\u007f' ? '␡' : String.fromCodePoint(0x2400 + (letter.codePointAt(0) ?? 0)),
  );
}

/** Reads the base64 in which Go hands bytes over. */
export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/** One line of a dump: where its first byte stands, the bytes in hex, and what prints of them. */
export interface HexLine {
  offset: string;
  hex: string;
  text: string;
}

/** Sixteen bytes a line, counted from where they begin in their source. */
export function hexLines(bytes: Uint8Array, offset: number): HexLine[] {
  const lines: HexLine[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const some = [...bytes.subarray(at, at + 16)];
    lines.push({
      offset: (offset + at).toString(16).padStart(8, '0'),
      hex: some.map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
      text: some.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCodePoint(byte) : '·')).join(''),
    });
  }
  return lines;
}
