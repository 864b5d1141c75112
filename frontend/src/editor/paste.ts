import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { readTabs, writeTable } from './live/table';

/** Markup that says no more than the text beside it: editors put it on the clipboard around plain words. */
const telling = /<(?:a\s[^>]*href|table|h[1-6]|ul|ol|li|strong|b|em|i|code|pre|blockquote|s|del|img)[\s>]/i;

/**
 * Takes over what is pasted: a table of a spreadsheet as a table, rich text as the
 * Markdown that it is. Whatever says nothing beyond its text is pasted as that.
 */
export function richPaste(toMarkdown: (html: string) => Promise<string>): Extension {
  return EditorView.domEventHandlers({
    paste: (event, view) => {
      const { clipboardData } = event;
      if (!clipboardData || clipboardData.files.length > 0) return false;
      const text = clipboardData.getData('text/plain');
      const html = clipboardData.getData('text/html');
      const rows = readTabs(text);
      if (rows) {
        event.preventDefault();
        insertBlock(view, writeTable(rows));
        return true;
      }
      if (!telling.test(html) || /vscode-editor-data/.test([...clipboardData.types].join(' '))) return false;
      event.preventDefault();
      const { from, to } = view.state.selection.main;
      void toMarkdown(html).then(
        (markdown) => {
          insert(view, from, to, markdown.trim() === '' ? text : markdown.trimEnd());
        },
        () => {
          insert(view, from, to, text);
        },
      );
      return true;
    },
  });
}

function insert(view: EditorView, from: number, to: number, text: string): void {
  const { doc } = view.state;
  // What was typed while it was read stays; the words go to where the caret is.
  if (view.state.selection.main.from !== from || view.state.selection.main.to !== to) {
    ({ from, to } = view.state.selection.main);
  }
  const isBlock = text.includes('\n') || /^(?:[#>|]|[-*+] |\d+[.)] |```)/.test(text);
  const line = doc.lineAt(from);
  const before = isBlock && doc.sliceString(line.from, from).trim() !== '' ? '\n\n' : '';
  view.dispatch({
    changes: { from, to, insert: before + text },
    selection: { anchor: from + before.length + text.length },
    userEvent: 'input.paste',
    scrollIntoView: true,
  });
}

/** Puts a block of lines in place of the selection, with empty lines around it. */
function insertBlock(view: EditorView, block: string): void {
  const { doc, selection } = view.state;
  const { from, to } = selection.main;
  const [first, last] = [doc.lineAt(from), doc.lineAt(to)];
  const before = doc.sliceString(first.from, from).trim() === '' ? '' : '\n\n';
  const above =
    before === '' && first.number > 1 && doc.line(first.number - 1).text.trim() !== '' ? '\n' : '';
  const after = doc.sliceString(to, last.to).trim() === '' ? '' : '\n\n';
  const end = after === '' && last.number === doc.lines ? '\n' : '';
  const text = `${before}${above}${block}${after}${end}`;
  const begin = before === '' ? first.from : from;
  view.dispatch({
    changes: { from: begin, to, insert: text },
    selection: {
      anchor: Math.min(begin + text.length, begin + before.length + above.length + block.length + 1),
    },
    userEvent: 'input.paste',
    scrollIntoView: true,
  });
}
