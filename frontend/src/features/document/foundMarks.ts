import type { FoundWords, WordsQuery } from '../../backend/types';

/** The name under which found words are coloured, see document.css. */
const name = 'found';

/** More different texts than that are not marked: only an expression finds so many. */
const most = 200;

/** What to mark in rendered text; nothing where nothing was found. */
export function patternOf(found: FoundWords | undefined, query: WordsQuery): RegExp | undefined {
  if (!found || found.total + found.live === 0) return undefined;
  const texts = query.regexp
    ? [...new Set(found.places.map(({ text }) => text))].slice(0, most)
    : [query.text];
  if (texts.length === 0) return undefined;
  const any = texts
    .sort((a, b) => b.length - a.length)
    .map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .join('|');
  const whole = query.whole ? [String.raw`(?<![\p{L}\p{N}])`, String.raw`(?![\p{L}\p{N}])`] : ['', ''];
  return new RegExp(`${whole[0]}(?:${any})${whole[1]}`, query.case || query.regexp ? 'gu' : 'giu');
}

/** Colours words in the rendered text of the page, without touching it; the editor colours its own. */
export function markFound(page: Element, pattern: RegExp | undefined): void {
  if (typeof Highlight === 'undefined') return;
  CSS.highlights.delete(name);
  if (!pattern) return;
  const marks = new Highlight();
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement?.closest('.cm-editor, .acts')) continue;
    for (const match of (node.nodeValue ?? '').matchAll(pattern)) {
      const range = new Range();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      // What is folded away is not drawn, and from there WebKit would colour all of the page.
      if (range.getClientRects().length > 0) marks.add(range);
    }
  }
  CSS.highlights.set(name, marks);
}

/** Colours what is looked for wherever the page shows it, also in what is drawn later. Returns what ends it. */
export function keepMarked(page: Element, pattern: RegExp): () => void {
  let frame = 0;
  const mark = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      // Below a dialog nothing can be selected, and WebKit would colour the dialog and stop painting it.
      markFound(page, document.querySelector('dialog[open]') ? undefined : pattern);
    });
  };
  mark();
  const watch = new MutationObserver(mark);
  watch.observe(document.body, {
    childList: true,
    characterData: true,
    subtree: true,
    attributeFilter: ['open'],
  });
  return () => {
    cancelAnimationFrame(frame);
    watch.disconnect();
    markFound(page, undefined);
  };
}
