import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The text stands as it will be read; its marks are there, but quiet. */
const highlight = HighlightStyle.define([
  { tag: tags.heading, fontFamily: 'var(--font-ui)', fontWeight: '600' },
  { tag: tags.strong, fontWeight: '650' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: tags.monospace, fontFamily: 'var(--font-mono)', fontSize: '0.8em' },
  { tag: tags.link, color: 'var(--accent-ink)' },
  { tag: [tags.url, tags.processingInstruction, tags.meta, tags.labelName], color: 'var(--ink-3)' },
  { tag: tags.quote, color: 'var(--ink-2)' },
]);

const look = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-text)',
    fontSize: 'var(--size-5)',
    lineHeight: '1.6',
    overflow: 'visible',
  },
  '.cm-content': { padding: '0', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
  '.cm-placeholder': { color: 'var(--ink-3)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 26%, transparent)',
  },
  '.cm-embed': { padding: '6px 0 10px' },
});

export const theme = [look, syntaxHighlighting(highlight)];
