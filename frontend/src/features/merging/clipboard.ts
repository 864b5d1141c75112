/** What a clipboard carries of a page. */
export interface Carried {
  html: string;
  text: string;
}

/**
 * Chooses between the two forms of a page on the clipboard. Editors of source put
 * coloured HTML beside it: where the plain text is Markdown with headings, or a
 * wiki's markup itself, that is the page. The name tells the reader which it is.
 */
export function pageOn({ html, text }: Carried): { data: string; name: string } | undefined {
  if (text.trim() === '' && html.trim() === '') return undefined;
  if (/<(?:ac|ri):/.test(text)) return { data: text, name: 'pasted.xml' };
  if (/^\s*</.test(text)) return { data: text, name: 'pasted.html' };
  const isSource = /^#{1,6}\s+\S/m.test(text) || /^---\r?\n/.test(text);
  if (html.trim() !== '' && !isSource) return { data: html, name: 'pasted.html' };
  return { data: text, name: 'pasted.md' };
}
