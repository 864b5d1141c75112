import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { SyntaxNodeRef } from '@lezer/common';
import type { Stretch } from '../found';

export interface Word extends Stretch {
  text: string;
}

/** Parts of the text that are no prose. */
const unspoken =
  /^(?:InlineCode|FencedCode|CodeBlock|URL|Autolink|HTMLTag|HTMLBlock|Comment|CommentBlock|LinkReference|LinkLabel|LinkTitle|CodeInfo|ProcessingInstruction|ProcessingInstructionBlock|Entity|FootnoteMark)$/;
/** Names of machines, files, options and the like, times, and marks of live blocks. */
const name = /[\p{N}_\\@=<>{}|$#~^]|\p{L}[./:]\p{L}|\p{Ll}\p{Lu}|^-{1,2}\p{L}/u;
const word = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*/gu;

/** Whether a link names an event or lines of evidence: its words are theirs. A caption is a writer's own. */
function namesSomething(state: EditorState, node: SyntaxNodeRef): boolean {
  if (node.name !== 'Link') return false;
  const address = node.node.getChild('URL');
  return address !== null && /^(?:event|evidence)\//.test(state.sliceDoc(address.from, address.from + 9));
}

/** The words of prose that stand in a stretch of the text. */
export function wordsIn(state: EditorState, from: number, to: number): Word[] {
  const skipped: Stretch[] = [];
  syntaxTree(state).iterate({
    from,
    to,
    enter: (node) => {
      if (!unspoken.test(node.name) && !namesSomething(state, node)) return undefined;
      skipped.push({ from: node.from, to: node.to });
      return false;
    },
  });
  const found: Word[] = [];
  for (let at = state.doc.lineAt(from); ; at = state.doc.line(at.number + 1)) {
    if (!/^\s*\{\{.*\}\}\s*$/.test(at.text)) wordsOfLine(at.from, without(at, skipped), found);
    if (at.to >= to || at.number === state.doc.lines) return found;
  }
}

/** The text of a line with blanks for what is skipped. */
function without(line: { from: number; to: number; text: string }, skipped: readonly Stretch[]): string {
  let { text } = line;
  for (const { from, to } of skipped) {
    const [begin, end] = [Math.max(0, from - line.from), Math.min(line.text.length, to - line.from)];
    if (begin < end) text = text.slice(0, begin) + ' '.repeat(end - begin) + text.slice(end);
  }
  return text;
}

function wordsOfLine(start: number, line: string, found: Word[]): void {
  for (const token of line.matchAll(/\S+/g)) {
    if (name.test(token[0].replace(/^[[\](){"“‘*_~]+|[[\](){}"”’*_~,;:.!?]+$/g, ''))) continue;
    for (const match of token[0].matchAll(word)) {
      const [text] = match;
      // A single letter is a sign, capitals are an abbreviation.
      if (text.length < 2 || text === text.toUpperCase()) continue;
      const from = start + token.index + match.index;
      found.push({ from, to: from + text.length, text });
    }
  }
}
