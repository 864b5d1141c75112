import { syntaxTree } from '@codemirror/language';
import type { EditorState, Extension, TransactionSpec } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { textIn } from '../ui/pastedText';
import { readTabs, writeTable } from './live/table';

/** Markup that says no more than the text beside it: editors put it on the clipboard around plain words. */
const telling = /<(?:a\s[^>]*href|table|h[1-6]|ul|ol|li|strong|b|em|i|code|pre|blockquote|s|del|img)[\s>]/i;

/** A line that is a block, or begins one. */
const block = /^(?:#{1,6} |>|\||```|[-*+] |\d+[.)] |\*\*\*$)/;
const listItem = /^(?:[-*+]|\d+[.)]) /;

/**
 * Takes over what is pasted: rich text as the Markdown that it is, and cells of a
 * spreadsheet as a table. Whatever says nothing beyond its text is pasted as that,
 * and so is everything within code.
 */
export function richPaste(toMarkdown: (html: string) => Promise<string>): Extension {
  return EditorView.domEventHandlers({
    paste: (event, view) => {
      const { clipboardData } = event;
      if (!clipboardData || clipboardData.files.length > 0 || isCode(view.state)) return false;
      const text = textIn(event);
      const html = clipboardData.getData('text/html');
      const isRich = telling.test(html) && !/vscode-editor-data/.test([...clipboardData.types].join(' '));
      const rows = isRich ? undefined : cellsIn(text);
      if (rows) {
        event.preventDefault();
        view.dispatch(pasted(view.state, writeTable(rows)));
        return true;
      }
      if (!isRich) return false;
      event.preventDefault();
      // What is typed while it is read stays: the words go to where the caret is then.
      void toMarkdown(html).then(
        (markdown) => {
          view.dispatch(pasted(view.state, markdown.trim() === '' ? text : markdown.trimEnd()));
        },
        () => {
          view.dispatch(pasted(view.state, text));
        },
      );
      return true;
    },
  });
}

/** Whether what is selected lies in code, which takes any text as it is. */
function isCode(state: EditorState): boolean {
  for (
    let node: { name: string; parent: unknown } | null = syntaxTree(state).resolveInner(
      state.selection.main.from,
      -1,
    );
    node;
  ) {
    if (/^(?:FencedCode|CodeBlock|InlineCode)$/.test(node.name)) return true;
    node = node.parent as typeof node;
  }
  return false;
}

/** Cells that come as text alone. One line with a tab, and code set in by tabs, are no table. */
function cellsIn(text: string): string[][] | undefined {
  const rows = readTabs(text);
  return rows && rows.length > 1 && rows.some(([first]) => first !== '') ? rows : undefined;
}

/** Puts Markdown in place of the selection, a block of it with empty lines around it. */
export function pasted(state: EditorState, markdown: string): TransactionSpec {
  const { doc, selection } = state;
  const { from, to } = selection.main;
  const [first, last] = [doc.lineAt(from), doc.lineAt(to)];
  const [ahead, behind] = [doc.sliceString(first.from, from), doc.sliceString(to, last.to)];
  const isBlank = (line: number) => line < 1 || line > doc.lines || doc.line(line).text.trim() === '';
  let [begin, before, text] = [from, '', markdown];

  if (block.test(markdown)) {
    const item = /^(\s*)(?:[-*+]|\d+[.)]) (?:\[[ xX]\] )?$/.exec(ahead);
    if (item && listItem.test(markdown)) {
      // Items that are pasted into an item without words take its place.
      begin = first.from;
      text = markdown.replace(/^(?=.)/gm, item[1] ?? '');
    } else if (ahead.trim() === '') {
      begin = first.from;
      if (!listItem.test(markdown) && !isBlank(first.number - 1)) before = '\n';
    } else if (/^#+ .*$/.test(markdown)) {
      // A heading that is pasted into a sentence gives its words.
      text = markdown.replace(/^#+ /, '');
    } else before = '\n\n';
  }

  const end = text.slice(text.lastIndexOf('\n') + 1);
  let after = '';
  let anchor = begin + before.length + text.length;
  if (behind.trim() !== '') {
    if (block.test(end)) after = '\n\n';
    anchor += after.length;
  } else if (/^(?:\||```)/.test(end)) {
    // Writing goes on below: a line right under a table would be a row of it.
    after = isBlank(last.number + 1) ? '\n\n' : '\n\n\n';
    anchor += 2;
  }
  return {
    changes: { from: begin, to, insert: before + text + after },
    selection: { anchor },
    userEvent: 'input.paste',
    scrollIntoView: true,
  };
}
