import {
  autocompletion,
  closeCompletion,
  completionKeymap,
  completionStatus,
  pickedCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { keymap, type EditorView } from '@codemirror/view';
import { bestFirst } from '../lib/bestFirst';

/** Something that `/` puts into the text. */
export interface BlockChoice {
  title: string;
  about: string;
  /** What is put in place of the line, the caret where `$` stands; or what is done instead. */
  insert: string | (() => void);
  /** Other words by which it is found. */
  words?: string;
}

/** Somebody or something that `@` names. */
export interface MentionChoice {
  title: string;
  detail: string;
  kind: 'person' | 'event' | 'evidence';
  insert: string;
}

export interface Choices {
  blocks: () => readonly BlockChoice[];
  mentions: () => readonly MentionChoice[];
}

const most = 50;

/** Whether what stands there is code, in which `/` and `@` are themselves. */
function isCode(context: CompletionContext): boolean {
  for (
    let node: { name: string; parent: unknown } | null = syntaxTree(context.state).resolveInner(
      context.pos,
      -1,
    );
    node;
  ) {
    if (/Code|URL|Link|HTML|Comment/.test(node.name)) return true;
    node = node.parent as typeof node;
  }
  return false;
}

function applied(choice: BlockChoice) {
  return (view: EditorView, completion: Completion, from: number, to: number) => {
    const { insert } = choice;
    if (typeof insert !== 'string') {
      view.dispatch({ changes: { from, to }, annotations: pickedCompletion.of(completion) });
      insert();
      return;
    }
    const line = view.state.doc.lineAt(from);
    const isBlock = insert.includes('\n') || /^(\{\{|\||```|---)/.test(insert);
    // A block is one only with empty lines around it.
    const above =
      isBlock && line.number > 1 && view.state.doc.line(line.number - 1).text.trim() !== '' ? '\n' : '';
    const next = line.number < view.state.doc.lines ? view.state.doc.line(line.number + 1).text.trim() : '';
    const caret = insert.indexOf('$');
    // In what is drawn nothing is written: it goes on below.
    const isDrawn = caret < 0 && insert.startsWith('{{');
    const below = (isDrawn ? '\n\n' : '') + (isBlock && next !== '' ? '\n' : '');
    const text = above + insert.replace('$', '') + below;
    const anchor = from + above.length + (caret < 0 ? insert.length : caret) + (isDrawn ? 2 : 0);
    view.dispatch({
      changes: { from, to, insert: text },
      selection: { anchor },
      annotations: pickedCompletion.of(completion),
      userEvent: 'input.complete',
      scrollIntoView: true,
    });
  };
}

function blocksAt(choices: Choices) {
  return (context: CompletionContext): CompletionResult | null => {
    const line = context.state.doc.lineAt(context.pos);
    const found = /^\s*\/([\p{L} -]*)$/u.exec(line.text.slice(0, context.pos - line.from));
    if (!found || isCode(context)) return null;
    const typed = found[1]?.trim().toLowerCase() ?? '';
    const fitting = choices
      .blocks()
      .filter(({ title, words = '' }) => `${title} ${words}`.toLowerCase().includes(typed));
    const options = bestFirst(fitting, ({ title }) => title, typed).map((choice, at): Completion => ({
      label: choice.title,
      detail: choice.about,
      boost: -at,
      apply: applied(choice),
    }));
    return { from: line.from + line.text.indexOf('/'), options, filter: false };
  };
}

function mentionsAt(choices: Choices) {
  return (context: CompletionContext): CompletionResult | null => {
    const line = context.state.doc.lineAt(context.pos);
    // A name may have a blank in it; an address of mail is no mention.
    const found = /(?:^|[\s(“"])@([^\s@][^@\n]{0,30})?$/u.exec(line.text.slice(0, context.pos - line.from));
    if (!found || isCode(context)) return null;
    const typed = (found[1] ?? '').trim().toLowerCase();
    const words = typed.split(/\s+/);
    const fitting = choices
      .mentions()
      .filter(({ title, detail }) =>
        words.every((word) => `${title} ${detail}`.toLowerCase().includes(word)),
      );
    const options = bestFirst(fitting, ({ title }) => title, typed)
      .slice(0, most)
      .map((choice, at): Completion => ({
        label: choice.title,
        detail: choice.detail,
        type: choice.kind,
        boost: -at,
        apply: choice.insert,
      }));
    if (options.length === 0) return null;
    return { from: context.pos - (found[1]?.length ?? 0) - 1, options, filter: false };
  };
}

/** `/` for blocks at the beginning of a line, `@` for people, events and evidence. */
export function complete(choices: Choices): Extension {
  return [
    autocompletion({
      override: [blocksAt(choices), mentionsAt(choices)],
      icons: false,
      defaultKeymap: false,
      activateOnTypingDelay: 0,
      interactionDelay: 0,
      maxRenderedOptions: most,
      optionClass: ({ type }) => (type ? `cm-choice cm-choice-${type}` : 'cm-choice'),
    }),
    keymap.of([
      ...completionKeymap.filter(({ key }) => key !== 'Ctrl-Space' && key !== 'Escape'),
      // Only a list that is shown takes it: of one that is still being looked for a writer knows nothing.
      { key: 'Escape', run: (view) => completionStatus(view.state) === 'active' && closeCompletion(view) },
    ]),
  ];
}
