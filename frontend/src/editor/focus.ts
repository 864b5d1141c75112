import { Compartment, type Extension } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';

/** How the text around the caret is shown. */
export interface Attention {
  /** Fades all paragraphs but the one that is written. */
  focus: boolean;
  /** Keeps the caret's line in the middle of the window. */
  typewriter: boolean;
}

const near = Decoration.line({ class: 'cm-near' });

/** The lines of the paragraph with the caret. */
function paragraph({ state }: EditorView): DecorationSet {
  const { doc, selection } = state;
  let [first, last] = [doc.lineAt(selection.main.from).number, doc.lineAt(selection.main.to).number];
  const isBlank = (line: number) => doc.line(line).text.trim() === '';
  // Of a text without any empty line not more than a screen is looked at.
  const reach = 200;
  const [top, bottom] = [first - reach, last + reach];
  if (!isBlank(first)) while (first > 1 && first > top && !isBlank(first - 1)) first -= 1;
  if (!isBlank(last)) while (last < doc.lines && last < bottom && !isBlank(last + 1)) last += 1;
  const lines = [];
  for (let line = first; line <= last; line += 1) lines.push(near.range(doc.line(line).from));
  return Decoration.set(lines);
}

const faded: Extension = [
  EditorView.editorAttributes.of({ class: 'cm-faded' }),
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      constructor(view: EditorView) {
        this.decorations = paragraph(view);
      }
      update(update: ViewUpdate) {
        if (update.docChanged || update.selectionSet) this.decorations = paragraph(update.view);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  ),
];

const centred: Extension = EditorView.updateListener.of((update) => {
  // What is selected with the mouse is in sight already.
  const isPointed = update.transactions.some((one) => one.isUserEvent('select.pointer'));
  if (!(update.docChanged || update.selectionSet) || isPointed || !update.view.hasFocus) return;
  const { view } = update;
  requestAnimationFrame(() => {
    // CodeMirror brings a place to the middle of its own element alone, which is as high as its text.
    const caret = view.coordsAtPos(view.state.selection.main.head);
    const around = scrolls(view.dom);
    if (!caret || !around) return;
    const { top, height } = around.getBoundingClientRect();
    around.scrollTop += (caret.top + caret.bottom) / 2 - (top + height / 2);
  });
});

/** What scrolls the editor. */
function scrolls(element: HTMLElement): HTMLElement | undefined {
  for (let up = element.parentElement; up; up = up.parentElement)
    if (/auto|scroll/.test(getComputedStyle(up).overflowY)) return up;
  return undefined;
}

const compartment = new Compartment();

const shown = ({ focus, typewriter }: Attention): Extension => [
  focus ? faded : [],
  typewriter ? centred : [],
];

export function attention(first: Attention): Extension {
  return compartment.of(shown(first));
}

export function showAttention(view: EditorView, now: Attention): void {
  view.dispatch({ effects: compartment.reconfigure(shown(now)) });
}
