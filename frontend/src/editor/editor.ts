import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { commonmarkLanguage, deleteMarkupBackward, markdown } from '@codemirror/lang-markdown';
import { EditorState, type StateCommand } from '@codemirror/state';
import { EditorView, drawSelection, dropCursor, keymap, placeholder, type Command } from '@codemirror/view';
import { GFM } from '@lezer/markdown';
import { catchPictures, tellsNothing } from '../ui/pastedPictures';
import { adoptStyles } from './adopt';
import { complete, type Choices } from './complete';
import { indentItem, insertLink, nextLine, toggleMark, whenRead } from './format';
import { attention, showAttention, type Attention } from './focus';
import { found, showFound, type Stretch } from './found';
import { blocks, type EmbedOptions } from './live/blocks';
import { entering } from './live/entering';
import type { Cell, Leaving } from './live/grid';
import { marks } from './live/marks';
import { setSource, sourceShown } from './live/mode';
import { moveBlock } from './moveBlock';
import { richPaste } from './paste';
import { placesIn } from './places';
import { remarks, showRemarks, type Remark, type RenderRemark } from './remarks';
import { spelling, type Spelling } from './spelling/spelling';
import { syntax } from './syntax';
import { textOf } from './text';
import { theme } from './theme';
import { toolbar } from './toolbar';

export type { Cell };

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
  /** Told which cell of a table is being written, and nothing once the text is again. */
  oncell: (cell: Cell | undefined) => void;
  /** Files that were pasted or dropped into the text, and what puts a block where that was. */
  onfiles: (files: File[], put: PutBlock) => void;
  /** Lines that stand for something else, and how that is drawn. */
  embed: EmbedOptions;
  /** What `/` and `@` offer. */
  choices: Choices;
  /** Draws what is said of the words that [Editor.showRemarks] marks. */
  remark: RenderRemark;
  /** How words are spelt; absent where nothing is checked. */
  spelling?: Spelling | undefined;
  /** How the text around the caret is shown at first. */
  attention: Attention;
  /** Reads pasted HTML as Markdown. */
  toMarkdown: (html: string) => Promise<string>;
}

/**
 * Puts lines of their own below a place of the text, wherever that has come to since. A
 * caret that is still there goes behind them. Returns false where the editor is gone.
 */
export type PutBlock = (text: string) => boolean;

export interface Editor {
  readonly text: string;
  /** Brings the caret into view, so many pixels away from its edges. */
  focus: (margin?: number) => void;
  /** Takes in a text that came from elsewhere, by Undo or Restore; no `onedit` follows. */
  replace: (text: string) => void;
  /** Selects a stretch of the stored text and brings it into view; the focus stays where it is. */
  select: (stretch: Stretch) => void;
  /** Marks stretches of the stored text as found. */
  showFound: (stretches: readonly Stretch[]) => void;
  /** Marks stretches of the stored text that there is something to say of. */
  showRemarks: (all: readonly Remark[]) => void;
  /** Puts lines of their own below the caret's line. */
  insertBlock: (text: string) => void;
  /** Puts the caret into a paragraph of its own behind all of the text. */
  beginParagraph: () => void;
  /** Shows the text as it is stored, or as it will be read. */
  toggleSource: () => void;
  showAttention: (now: Attention) => void;
  /** Goes to the next word that is misspelt; resolves to whether there is one. */
  nextMisspelt: () => Promise<boolean>;
  destroy: () => void;
}

adoptStyles();

const toggleSource: Command = (view) => {
  view.dispatch({ effects: setSource.of(!view.state.field(sourceShown)) });
  return true;
};

/** Does it where something is selected: the same keys have another meaning elsewhere. */
function whereSelected(command: StateCommand): Command {
  return (view) => !view.state.selection.main.empty && command(view);
}

/** Gives the text back with the line ends that it came with: CodeMirror knows but one kind. */
function lineEnds(text: string): (state: EditorState) => string {
  const isDOS = text.includes('\r\n') && !/(?:^|[^\r])\n|\r(?!\n)/.test(text);
  return ({ doc }) => (isDOS ? doc.sliceString(0, doc.length, '\r\n') : textOf(doc));
}

/** A Markdown editor that looks like the page it edits. */
export function createEditor(options: EditorOptions): Editor {
  let quiet = false;
  const lines = lineEnds(options.text);
  const spelt = options.spelling && spelling(options.spelling);

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

  /** Places in the text that something is on its way to. */
  const awaited = new Set<{ at: number }>();
  let isGone = false;

  /** Remembers a place that something is on its way to; what is typed until it comes goes on. */
  const reserve = (at = view.state.selection.main.head): PutBlock => {
    const place = { at };
    awaited.add(place);
    return (text) => {
      if (isGone) return false;
      place.at = putBlock(text, place.at);
      return true;
    };
  };

  const putBlock = (text: string, at: number): number => {
    const { doc, selection } = view.state;
    const line = doc.lineAt(at);
    const isBlank = (number: number) => number > doc.lines || doc.line(number).text.trim() === '';
    const before = isBlank(line.number) ? '' : '\n\n';
    // A block is one only with empty lines around it, and so are the words that are typed behind it.
    const after = isBlank(line.number + 1) ? '\n\n' : '\n\n\n';
    const changes = view.state.changes({ from: line.to, insert: before + text + after });
    const end = line.to + before.length + text.length + 2;
    const follows = selection.main.empty && selection.main.head === at;
    view.dispatch({
      changes,
      selection: follows ? { anchor: end } : selection.map(changes, -1),
      scrollIntoView: follows,
      userEvent: 'input.embed',
    });
    return end;
  };

  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      doc: options.text,
      selection: { anchor: placesIn(options.text)({ from: options.caret, to: options.caret }).from },
      extensions: [
        complete(options.choices),
        remarks(options.remark),
        entering,
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
          { key: 'Alt-ArrowUp', run: moveBlock(false) },
          { key: 'Alt-ArrowDown', run: moveBlock(true) },
          { key: 'Mod-b', run: toggleMark('**') },
          { key: 'Mod-i', run: toggleMark('*') },
          { key: 'Mod-e', run: toggleMark('`') },
          { key: 'Mod-k', run: whereSelected(insertLink) },
          { key: 'Mod-/', run: toggleSource },
          { key: 'Tab', run: whenRead(indentItem(1)), shift: whenRead(indentItem(-1)) },
          { key: 'Enter', run: whenRead(nextLine) },
          { key: 'Backspace', run: deleteMarkupBackward },
        ]),
        history(),
        drawSelection(),
        dropCursor(),
        EditorView.lineWrapping,
        sourceShown,
        markdown({
          base: commonmarkLanguage,
          extensions: [GFM, syntax],
          completeHTMLTags: false,
          pasteURLAsLink: true,
          addKeymap: false,
        }),
        keymap.of([...historyKeymap, ...defaultKeymap]),
        placeholder(options.placeholder),
        richPaste(options.toMarkdown),
        blocks(options.embed),
        marks,
        found,
        attention(options.attention),
        spelt?.extension ?? [],
        toolbar,
        theme,
        EditorView.contentAttributes.of({ 'aria-label': options.label, spellcheck: 'false' }),
        EditorView.updateListener.of((update) => {
          for (const place of awaited) place.at = update.changes.mapPos(place.at);
          if (update.docChanged && !quiet) options.onedit(lines(update.state));
        }),
        EditorView.domEventHandlers({
          paste: (event) => {
            const found = files(event.clipboardData?.files);
            if (found.length === 0) return false;
            event.preventDefault();
            options.onfiles(found, reserve());
            return true;
          },
          drop: (event) => {
            const found = files(event.dataTransfer?.files);
            if (found.length === 0) return false;
            event.preventDefault();
            event.stopPropagation();
            options.onfiles(
              found,
              reserve(view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? undefined),
            );
            return true;
          },
        }),
      ],
    }),
  });

  const leaveGrid = (event: Event) => {
    options.onleave((event as CustomEvent<Leaving>).detail);
  };
  options.parent.addEventListener('leavegrid', leaveGrid);
  const openCell = (event: Event) => {
    options.oncell((event as CustomEvent<Cell | undefined>).detail ?? undefined);
  };
  options.parent.addEventListener('opencell', openCell);

  // Ahead of CodeMirror, which stops a paste that tells nothing of what it brings.
  const readUntold = (event: ClipboardEvent) => {
    // Its kinds are told at once; to read it takes as long as the picture is large.
    if (!tellsNothing(event) || event.clipboardData?.types.includes('text/html')) return;
    event.stopPropagation();
    const put = reserve();
    void catchPictures(options.parent).then((pictures) => {
      if (pictures.length > 0)
        options.onfiles(
          pictures.map((one) => new File([one], '', { type: one.type })),
          put,
        );
    });
  };
  options.parent.addEventListener('paste', readUntold, { capture: true });

  return {
    get text() {
      return lines(view.state);
    },
    focus: (margin = 64) => {
      view.focus();
      // Opened by a key or a button, the caret may stand below what is seen.
      view.dispatch({
        effects: EditorView.scrollIntoView(view.state.selection.main.head, { y: 'nearest', yMargin: margin }),
      });
    },
    replace: (text) => {
      if (text === lines(view.state)) return;
      quiet = true;
      // Only what differs, so that the caret and what is on screen stay where they are.
      const [before, after] = [textOf(view.state.doc), text.replace(/\r\n?/g, '\n')];
      const most = Math.min(before.length, after.length);
      let same = 0;
      while (same < most && before[same] === after[same]) same += 1;
      let end = 0;
      while (end < most - same && before.at(-1 - end) === after.at(-1 - end)) end += 1;
      view.dispatch({
        changes: { from: same, to: before.length - end, insert: after.slice(same, after.length - end) },
      });
      quiet = false;
    },
    select: (stretch) => {
      const { from, to } = placesIn(lines(view.state))(stretch);
      const { length } = view.state.doc;
      view.dispatch({
        selection: { anchor: Math.min(from, length), head: Math.min(to, length) },
        effects: EditorView.scrollIntoView(Math.min(from, length), { y: 'center' }),
        userEvent: 'select.found',
      });
    },
    showFound: (stretches) => {
      showFound(view, stretches.map(placesIn(lines(view.state))));
    },
    showRemarks: (all) => {
      const place = placesIn(lines(view.state));
      showRemarks(
        view,
        all.map((one) => ({ ...place(one), name: one.name })),
      );
    },
    insertBlock: (text) => {
      putBlock(text, view.state.selection.main.head);
      view.focus();
    },
    beginParagraph: () => {
      const text = view.state.doc.toString();
      const ended = /\n*$/.exec(text)?.[0].length ?? 0;
      const insert = text.trim() === '' ? '' : '\n'.repeat(Math.max(0, 2 - ended));
      view.dispatch({
        changes: { from: text.length, insert },
        selection: { anchor: text.length + insert.length },
      });
      view.focus();
    },
    toggleSource: () => {
      toggleSource(view);
    },
    showAttention: (now) => {
      showAttention(view, now);
    },
    nextMisspelt: () => spelt?.next(view) ?? Promise.resolve(false),
    destroy: () => {
      isGone = true;
      options.parent.removeEventListener('leavegrid', leaveGrid);
      options.parent.removeEventListener('opencell', openCell);
      options.parent.removeEventListener('paste', readUntold, { capture: true });
      view.destroy();
    },
  };
}
