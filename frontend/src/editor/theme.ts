import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The text stands as it will be read; the marks on the caret's line are there, but quiet. */
const highlight = HighlightStyle.define([
  { tag: tags.heading, fontFamily: 'var(--font-ui)', fontWeight: '600' },
  { tag: tags.strong, fontWeight: '650' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: tags.monospace, fontFamily: 'var(--font-mono)', fontSize: '0.78em' },
  { tag: tags.link, color: 'var(--accent-ink)' },
  { tag: [tags.url, tags.processingInstruction, tags.meta, tags.labelName], color: 'var(--ink-3)' },
  { tag: tags.quote, color: 'var(--ink-2)' },
]);

const quietButton = {
  minHeight: '24px',
  padding: '0 7px',
  border: '0',
  borderRadius: '4px',
  background: 'transparent',
  color: 'var(--ink)',
  fontFamily: 'var(--font-ui)',
  fontSize: 'var(--size-2)',
  cursor: 'pointer',
};

/** WebKit reads the kind and the colour of a line under words only each by itself. */
const wavy = (colour: string) => ({
  textDecorationLine: 'underline',
  textDecorationStyle: 'wavy',
  textDecorationColor: colour,
  textDecorationThickness: '1px',
  textDecorationSkipInk: 'none',
});

const depths = Object.fromEntries(
  [1, 2, 3, 4, 5, 6].map((depth) => [
    `.cm-item-${String(depth)}`,
    { paddingLeft: `${String(1.25 * depth)}em`, textIndent: `${String(-1.25 * depth)}em` },
  ]),
);

const look = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-text)',
    fontSize: 'var(--size-5)',
    lineHeight: '1.6',
    overflow: 'visible',
  },
  // As wide as the page, whatever stands in it.
  '.cm-content': { minWidth: '0', padding: '0', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
  '.cm-placeholder': { color: 'var(--ink-3)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 26%, transparent)',
  },

  // A blank at the end of a line takes no room, as on the page, or other words would begin the next.
  '.cm-lineWrapping': { whiteSpace: 'pre-wrap' },
  // Between two blocks stands a line without words. It is as high as the page keeps them apart, where
  // WebKit would take off a part of a pixel from each.
  '.cm-gap': { height: '0.75em', lineHeight: '0.75em' },
  '.cm-gap-heading': { height: '1.4em', lineHeight: '1.4em' },
  // WebKit would wrap a comma by itself behind a mark that is hidden: a picture in the line lets it.
  '.cm-widgetBuffer': { position: 'absolute' },
  '.cm-heading': { fontFamily: 'var(--font-ui)', fontWeight: '600', lineHeight: '1.25' },
  '.cm-quote': { paddingLeft: '1em', borderLeft: '2px solid var(--line-strong)', color: 'var(--ink-2)' },
  '.cm-codeline': {
    padding: '0 var(--space-4)',
    backgroundColor: 'var(--sunken)',
    fontFamily: 'var(--font-mono)',
    fontSize: 'var(--size-2)',
    lineHeight: '1.6',
    minHeight: '1.6em',
  },
  '.cm-codeline span': { fontSize: 'inherit' },
  // The fences are what the page leaves free above and below.
  '.cm-fence': { height: 'var(--space-3)', minHeight: '0', lineHeight: 'var(--space-3)' },
  '.cm-codestart': { paddingTop: 'var(--space-3)' },
  '.cm-codeend': { paddingBottom: 'var(--space-3)' },
  // Of lines at the end, where nobody writes, the page shows nothing.
  '.cm-end': { height: '0', overflow: 'hidden' },
  '.cm-tableline': { fontFamily: 'var(--font-mono)', fontSize: 'var(--size-2)' },
  '.cm-code': { padding: '1px 5px', borderRadius: '4px', backgroundColor: 'var(--sunken)' },
  '.cm-link': {
    color: 'var(--accent-ink)',
    textDecoration: 'underline',
    textDecorationThickness: '1px',
    textUnderlineOffset: '3px',
  },
  '.cm-unseen, .cm-tag': { color: 'var(--ink-3)' },
  '&.cm-faded.cm-focused .cm-line:not(.cm-near)': { color: 'var(--ink-3)', opacity: '0.75' },
  '.cm-misspelt': { ...wavy('var(--error)'), textUnderlineOffset: '3px' },
  '.cm-remark': { ...wavy('var(--warn)'), textUnderlineOffset: '4px' },
  '.cm-remarked': {
    width: '320px',
    maxWidth: '80vw',
    padding: 'var(--space-3) var(--space-4)',
    fontFamily: 'var(--font-ui)',
    fontSize: 'var(--size-3)',
    lineHeight: '1.45',
  },
  '.cm-tooltip.cm-remarked': {
    borderColor: 'var(--warn)',
    backgroundColor: 'var(--warn-wash)',
  },
  '.cm-spelling': { display: 'grid', minWidth: '190px', padding: '4px' },
  '.cm-spelling button:focus': {
    outline: 'none',
    backgroundColor: 'var(--accent-wash)',
    color: 'var(--accent-ink)',
  },
  '.cm-spelling button:disabled': { color: 'var(--ink-3)', cursor: 'default' },
  '.cm-spelling .cm-keep': { color: 'var(--ink-2)' },
  '.cm-found': { backgroundColor: 'var(--warn-wash)', borderRadius: '2px' },
  '.cm-alert': {
    color: 'var(--ink)',
    fontFamily: 'var(--font-ui)',
    fontSize: 'var(--size-3)',
    fontWeight: '600',
  },
  '.cm-note': {
    padding: '0 1px',
    color: 'var(--accent-ink)',
    fontSize: '0.72em',
    lineHeight: '0',
    verticalAlign: 'super',
  },
  '.cm-footnote': {
    paddingLeft: '1.25em',
    color: 'var(--ink-2)',
    fontFamily: 'var(--font-ui)',
    fontSize: 'var(--size-3)',
  },
  '.cm-footnote .cm-listmark': { marginLeft: '-1.25em' },
  '.cm-term': { fontWeight: '600' },
  '.cm-meaning': { paddingLeft: '1.25em' },
  '.cm-meaning .cm-listmark': { marginLeft: '-1.25em' },
  '.cm-rule': {
    display: 'inline-block',
    width: '100%',
    height: '1px',
    verticalAlign: 'middle',
    backgroundColor: 'var(--line-strong)',
  },
  ...depths,
  '.cm-item-next': { paddingTop: '0.25em' },
  '.cm-bullet, .cm-listmark': {
    display: 'inline-block',
    width: '1.25em',
    textIndent: '0',
    // Where blanks collapse, WebKit writes one that does not: "1." and such a blank begin no item.
    whiteSpace: 'pre',
  },
  '.cm-bullet': { width: '0.78em', fontSize: '1.6em', lineHeight: '0', verticalAlign: '-0.1em' },
  '.cm-listmark': { color: 'var(--ink-2)' },
  '.cm-indent': { display: 'inline-block', width: '1.25em', overflow: 'hidden', height: '1em' },
  '.cm-item-1 .cm-indent': { width: '0' },
  '.cm-item-3 .cm-indent': { width: '2.5em' },
  '.cm-item-4 .cm-indent': { width: '3.75em' },
  '.cm-item-5 .cm-indent': { width: '5em' },
  '.cm-item-6 .cm-indent': { width: '6.25em' },
  '.cm-checkbox': {
    width: '15px',
    height: '15px',
    margin: '0 0.4em 0 0',
    verticalAlign: '-1px',
    accentColor: 'var(--accent)',
  },

  // It is a page, not a text that is written: blanks between its elements are none.
  '.cm-embed': { whiteSpace: 'normal', wordBreak: 'normal', overflowWrap: 'break-word' },
  // Of no height itself: what is drawn in it out of sight must not make the page longer.
  '.cm-ahead': {
    position: 'absolute',
    insetBlockStart: '0',
    height: '0',
    overflow: 'hidden',
    visibility: 'hidden',
  },
  // What keeps it off its mark is part of its height.
  '.cm-embed .doc-live': { display: 'flow-root' },
  // Of the line that names it only what leads to its source, at the end of the line of its mark.
  '.cm-embed .doc-live-head': {
    position: 'absolute',
    top: '-1.6em',
    right: '0',
    lineHeight: '1.6',
  },
  '.cm-embed .doc-live-head a': { fontSize: '0' },
  '.cm-embed .doc-live-head a::after': { position: 'static', fontSize: 'var(--size-2)' },
  '.cm-embed .doc-live-count': { display: 'none' },
  // The caption of evidence is written in the line below it; what a live block shows has its own.
  '.cm-embed figure:not(.doc-live *) > figcaption': { display: 'none' },
  '.cm-caption': {
    padding: '7px var(--space-4) 8px',
    color: 'var(--ink-2)',
    fontFamily: 'var(--font-ui)',
    fontSize: 'var(--size-2)',
  },
  '.cm-caption span': { color: 'inherit' },
  '.cm-caption .cm-link': { textDecoration: 'none' },
  '.cm-live': {
    position: 'relative',
    color: 'var(--accent-ink)',
    fontFamily: 'var(--font-ui)',
    fontSize: 'var(--size-2)',
    fontWeight: '600',
  },
  '.cm-live::before': {
    position: 'absolute',
    insetBlock: '2px',
    left: '-16px',
    width: '2px',
    backgroundColor: 'var(--accent)',
    content: '""',
  },

  '.cm-grid': { position: 'relative', cursor: 'default' },
  // Its words stand where they are read; the frame of an open cell goes around them.
  '.cm-grid table': {
    width: 'calc(100% + 18px)',
    margin: '0 -9px',
    borderCollapse: 'collapse',
    fontFamily: 'var(--font-ui)',
    fontSize: 'var(--size-3)',
    fontVariantNumeric: 'tabular-nums',
    lineHeight: '1.6',
  },
  '.cm-grid table:has(th:nth-child(9))': { display: 'block', overflowX: 'auto' },
  '.cm-grid :is(th, td)': {
    minWidth: '5em',
    // Of a row, whose cells may all be empty.
    height: '33px',
    padding: '6px 9px',
    borderBottom: '1px solid var(--line)',
    textAlign: 'start',
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
    cursor: 'text',
  },
  '.cm-grid th': {
    borderTop: '1px solid var(--line)',
    color: 'var(--ink-2)',
    fontSize: 'var(--size-2)',
    fontWeight: '400',
  },
  '.cm-grid :is(th, td).cm-centre': { textAlign: 'center' },
  '.cm-grid :is(th, td).cm-right': { textAlign: 'right' },
  '.cm-grid :is(th, td).cm-open': {
    position: 'relative',
    outline: '2px solid var(--accent)',
    outlineOffset: '-1px',
    borderRadius: '2px',
  },
  // The words of an open cell, unseen: they make it as wide and as high as when it is read.
  '.cm-sizer': { display: 'block', whiteSpace: 'pre-wrap', visibility: 'hidden' },
  '.cm-grid textarea': {
    position: 'absolute',
    inset: '0',
    width: '100%',
    height: '100%',
    minHeight: '0',
    padding: 'inherit',
    border: '0',
    outline: 'none',
    resize: 'none',
    overflow: 'hidden',
    background: 'transparent',
    color: 'inherit',
    font: 'inherit',
    lineHeight: 'inherit',
    textAlign: 'inherit',
  },
  '.cm-acts': {
    position: 'absolute',
    top: '-26px',
    right: '0',
    zIndex: '5',
    display: 'flex',
    padding: '2px',
    border: '1px solid var(--line)',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--surface)',
    boxShadow: 'var(--shadow)',
  },
  '.cm-acts-below': { top: 'auto', bottom: '-32px' },
  '.cm-acts button, .cm-toolbar button, .cm-spelling button': quietButton,
  '.cm-spelling button': { minHeight: '28px', fontSize: 'var(--size-3)', textAlign: 'start' },
  '.cm-acts button:hover, .cm-toolbar button:hover, .cm-spelling button:enabled:hover': {
    backgroundColor: 'var(--accent-wash)',
    color: 'var(--accent-ink)',
  },

  '.cm-tooltip': {
    border: '1px solid var(--line)',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    boxShadow: 'var(--shadow-high)',
    zIndex: '20',
  },
  '.cm-toolbar': { display: 'flex', padding: '2px' },
  '.cm-act-bold': { fontWeight: '700 !important' },
  '.cm-act-italic': { fontStyle: 'italic' },
  '.cm-act-struck-through': { textDecoration: 'line-through' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    minWidth: '320px',
    maxHeight: '320px',
    padding: '4px',
    fontFamily: 'var(--font-ui)',
    fontSize: 'var(--size-3)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    gap: 'var(--space-4)',
    alignItems: 'center',
    justifyContent: 'space-between',
    minHeight: '28px',
    padding: '0 8px',
    borderRadius: '4px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent-wash)',
    color: 'var(--accent-ink)',
  },
  '.cm-completionDetail': {
    marginLeft: '0',
    color: 'var(--ink-2)',
    fontSize: 'var(--size-2)',
    fontStyle: 'normal',
  },
});

export const theme = [look, syntaxHighlighting(highlight)];
