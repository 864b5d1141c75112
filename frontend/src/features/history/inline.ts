import type { ChangedBlock, Op } from '../../backend/changes';

/** A run of words that look alike: what became of them, and how they are set. */
export interface Run {
  text: string;
  status: 'same' | 'added' | 'removed';
  strong: boolean;
  emphasis: boolean;
  code: boolean;
  link: boolean;
}

type Style = Pick<Run, 'strong' | 'emphasis' | 'code'>;

const plain: Style = { strong: false, emphasis: false, code: false };

/**
 * Sets the words of a Markdown block with what changed in them: marks become
 * bold, italic and code, and each version keeps its own, so that a mark that was
 * added does not turn the old words bold. It reads marks as they are commonly
 * written; anything else stays visible as it was typed.
 */
export function runsOf(ops: readonly Op[]): Run[] {
  const runs: Run[] = [];
  let [old, now] = [plain, plain];
  for (const op of ops) {
    switch (op[0]) {
      case '=': {
        const [next] = set(op[1], 'same', now, runs);
        const changed = differs(now, next);
        old = changed ? { ...old, ...pick(next, now) } : old;
        now = next;
        break;
      }
      case '~':
        push(runs, { text: op[2] === '' ? '' : ' ', status: 'same', ...now, link: false });
        break;
      case '-':
        [old] = set(op[1], 'removed', old, runs);
        break;
      case '+':
        [now] = set(op[1], 'added', now, runs);
        break;
    }
  }
  return runs;
}

function differs(a: Style, b: Style): boolean {
  return a.strong !== b.strong || a.emphasis !== b.emphasis || a.code !== b.code;
}

/** Those of the new style's parts that are not as they were. */
function pick(next: Style, before: Style): Partial<Style> {
  return Object.fromEntries(
    Object.entries(next).filter(([key, value]) => before[key as keyof Style] !== value),
  );
}

/** One mark, a link or picture as a whole, or a character that was escaped. */
const marks =
  /(\\[\\`*_[\]()#+.!|~-])|(`+)|(\*\*|__)|(!?\[([^\]]*)\]\(([^)\s]*)[^)]*\))|(\*|_(?=\S)|(?<=\S)_)/g;

function set(text: string, status: Run['status'], from: Style, runs: Run[]): [Style] {
  let style = from;
  let at = 0;
  const say = (words: string, link = false) => {
    push(runs, { text: words, status, ...style, link });
  };
  for (const found of text.matchAll(marks)) {
    const [all, escaped, tick, double, link, label = ''] = found;
    const before = text[found.index - 1] ?? ' ';
    const after = text[found.index + all.length] ?? ' ';
    if (style.code && tick === undefined) continue;
    // Between two letters an underscore belongs to a name, and a lone star to nothing.
    if (all === '_' && /\w/.test(before) && /\w/.test(after)) continue;
    if (all === '*' && /\s/.test(before) && /\s/.test(after)) continue;
    say(text.slice(at, found.index));
    at = found.index + all.length;
    if (escaped !== undefined) say(escaped.slice(1));
    else if (tick !== undefined) style = { ...style, code: !style.code };
    else if (double !== undefined) style = { ...style, strong: !style.strong };
    else if (link !== undefined) say(label, true);
    else style = { ...style, emphasis: !style.emphasis };
  }
  say(text.slice(at));
  return [style];
}

function push(runs: Run[], run: Run): void {
  if (run.text === '') return;
  const last = runs.at(-1);
  const alike =
    last?.status === run.status &&
    last.strong === run.strong &&
    last.emphasis === run.emphasis &&
    last.code === run.code &&
    last.link === run.link;
  if (alike) last.text += run.text;
  else runs.push(run);
}

const opening: Partial<Record<ChangedBlock['kind'], RegExp>> = {
  heading: /^#{1,6}\s+/,
  'list item': /^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?/,
  // The name of a GitHub alert, like [!NOTE], is a mark too.
  quote: /^>\s?(?:\[!\w+\]\s*?\n>\s?)?/,
  code: /^(?:`{3,}|~{3,})[^\n]*\n/,
};

/** What a block says, without the characters that make it a heading, an item, a quote or code. */
export function contentOf(block: Pick<ChangedBlock, 'kind' | 'oldText' | 'newText' | 'ops'>): Op[] {
  const mark = opening[block.kind];
  const length = (text: string) => (mark ? (mark.exec(text)?.[0].length ?? 0) : 0);
  const ops = dropStart(block.ops, length(block.oldText), length(block.newText));
  if (block.kind === 'quote') return dropLineMarks(ops);
  return block.kind === 'code' ? dropFence(ops) : ops;
}

function dropStart(ops: readonly Op[], fromOld: number, fromNew: number): Op[] {
  let [old, now] = [fromOld, fromNew];
  return ops.flatMap((op): Op[] => {
    if (op[0] === '~') return old > 0 || now > 0 ? [] : [op];
    const wanted = op[0] === '-' ? old : op[0] === '+' ? now : Math.max(old, now);
    const cut = Math.min(wanted, op[1].length);
    if (op[0] !== '+') old = Math.max(0, old - cut);
    if (op[0] !== '-') now = Math.max(0, now - cut);
    const rest = op[1].slice(cut);
    return rest === '' ? [] : [[op[0], rest]];
  });
}

/** Takes away what begins the further lines of a quote. */
function dropLineMarks(ops: readonly Op[]): Op[] {
  const bare = (text: string) => text.replace(/\n>[^\S\n]?/g, '\n');
  return ops.map((op): Op => (op[0] === '~' ? [op[0], bare(op[1]), bare(op[2])] : [op[0], bare(op[1])]));
}

function dropFence(ops: readonly Op[]): Op[] {
  const last = ops.at(-1);
  if (!last || last[0] === '~') return [...ops];
  const text = last[1].replace(/\n?(?:`{3,}|~{3,})\s*$/, '');
  return text === '' ? ops.slice(0, -1) : [...ops.slice(0, -1), [last[0], text]];
}

/** How deep a heading is, 0 for any other block. */
export function headingLevel(block: Pick<ChangedBlock, 'kind' | 'oldText' | 'newText'>): number {
  if (block.kind !== 'heading') return 0;
  return /^#{1,6}/.exec(block.newText || block.oldText)?.[0].length ?? 1;
}
