import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { markdown, markdownKeymap, markdownLanguage } from '@codemirror/lang-markdown';
import { EditorState } from '@codemirror/state';
import { EditorView, drawSelection, dropCursor, keymap, placeholder } from '@codemirror/view';
import { catchPictures, tellsNothing } from '../ui/pastedPictures';
import { adoptStyles } from './adopt';
import { embeds, type RenderEmbed } from './embeds';
import { toggleMark } from './format';
import { theme } from './theme';

export interface EditorOptions {
  parent: HTMLElement;
  text: string;
  /** Where the caret stands at first. */
  caret: number;
  label: string;
  placeholder: string;
  /** Told the whole text after each change that a person made. */
  onedit: (text: string) => void;
  /** The person is done, or moves on by an arrow key past the first or last line. */
  onleave: (to: 'here' | 'before' | 'after') => void;
  /** Files that were pasted or dropped into the text. */
  onfiles: (files: File[]) => void;
  /** Lines that stand for something else, and how that is drawn below them. */
  embed: { pattern: RegExp; render: RenderEmbed };
}

export interface Editor {
  readonly text: string;
  focus: () => void;
  /** Takes in a text that came from elsewhere, by Undo or Restore; no `onedit` follows. */
  replace: (text: string) => void;
  /** Puts lines of their own below the caret's line. */
  insertBlock: (text: string) => void;
  destroy: () => void;
}

adoptStyles();

/** A Markdown editor that looks like the page it edits. */
export function createEditor(options: EditorOptions): Editor {
  let quiet = false;

  const leaveAt = (to: 'before' | 'after') => (view: EditorView) => {
    const { main } = view.state.selection;
    if (!main.empty) return false;
    const forward = to === 'after';
    const next = view.moveVertically(main, forward);
    const stays = next.head === main.head || next.head === (forward ? view.state.doc.length : 0);
    const atEdge = main.head === (forward ? view.state.doc.length : 0);
    if (!stays || !atEdge) return false;
    options.onleave(to);
    return true;
  };

  const files = (list: FileList | undefined): File[] => [...(list ?? [])];

  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      doc: options.text,
      selection: { anchor: Math.max(0, Math.min(options.caret, options.text.length)) },
      extensions: [
        keymap.of([
          {
            key: 'Escape',
            run: () => {
              options.onleave('here');
              return true;
            },
          },
          {
            key: 'Mod-Enter',
            run: () => {
              options.onleave('here');
              return true;
            },
          },
          { key: 'ArrowUp', run: leaveAt('before') },
          { key: 'ArrowDown', run: leaveAt('after') },
          { key: 'Mod-b', run: toggleMark('**') },
          { key: 'Mod-i', run: toggleMark('*') },
          { key: 'Mod-e', run: toggleMark('`') },
        ]),
        history(),
        drawSelection(),
        dropCursor(),
        EditorView.lineWrapping,
        markdown({ base: markdownLanguage, completeHTMLTags: false, pasteURLAsLink: true }),
        keymap.of([...markdownKeymap, ...historyKeymap, ...defaultKeymap]),
        placeholder(options.placeholder),
        embeds(options.embed.pattern, options.embed.render),
        theme,
        EditorView.contentAttributes.of({ 'aria-label': options.label, spellcheck: 'true' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !quiet) options.onedit(update.state.doc.toString());
        }),
        EditorView.domEventHandlers({
          paste: (event) => {
            const found = files(event.clipboardData?.files);
            if (found.length === 0) return false;
            event.preventDefault();
            options.onfiles(found);
            return true;
          },
          drop: (event) => {
            const found = files(event.dataTransfer?.files);
            if (found.length === 0) return false;
            event.preventDefault();
            event.stopPropagation();
            options.onfiles(found);
            return true;
          },
        }),
      ],
    }),
  });

  // Ahead of CodeMirror, which stops a paste that tells nothing of what it brings.
  const readUntold = (event: ClipboardEvent) => {
    if (!tellsNothing(event)) return;
    event.stopPropagation();
    void catchPictures(options.parent).then((pictures) => {
      if (pictures.length > 0)
        options.onfiles(pictures.map((one) => new File([one], '', { type: one.type })));
    });
  };
  options.parent.addEventListener('paste', readUntold, { capture: true });

  return {
    get text() {
      return view.state.doc.toString();
    },
    focus: () => {
      view.focus();
    },
    replace: (text) => {
      if (text === view.state.doc.toString()) return;
      quiet = true;
      const anchor = Math.min(view.state.selection.main.head, text.length);
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor } });
      quiet = false;
    },
    insertBlock: (text) => {
      const line = view.state.doc.lineAt(view.state.selection.main.head);
      const before = line.text.trim() === '' ? '' : '\n\n';
      // A block is one only with an empty line behind it.
      const isParted = /^\n[ \t]*\n/.test(view.state.sliceDoc(line.to, line.to + 80));
      const insert = `${before}${text}\n${isParted ? '' : '\n'}`;
      view.dispatch({
        changes: { from: line.to, insert },
        selection: { anchor: line.to + insert.length },
        scrollIntoView: true,
        userEvent: 'input.embed',
      });
      view.focus();
    },
    destroy: () => {
      options.parent.removeEventListener('paste', readUntold, { capture: true });
      view.destroy();
    },
  };
}
