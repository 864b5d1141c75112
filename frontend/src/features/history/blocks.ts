import type { ChangedBlock, Op } from '../../backend/changes';
import { contentOf } from './inline';

/** One line of a text with its changes: a block, or how many are left out. */
export type BlockRow = { key: string; index: number; block: ChangedBlock } | { skipped: number };

/** The blocks that are shown, and in place of those that are not, how many they are. */
export function blockRows(item: string, blocks: readonly ChangedBlock[], onlyChanges: boolean): BlockRow[] {
  const rows: BlockRow[] = [];
  for (const [index, block] of blocks.entries()) {
    const quiet = block.status === 'same' && !block.moved;
    const last = rows.at(-1);
    if (!quiet || !onlyChanges) rows.push({ key: `${item}/body/${String(index)}`, index, block });
    else if (last && 'skipped' in last) last.skipped += 1;
    else rows.push({ skipped: 1 });
  }
  return rows;
}

/** How many rows stand in the page at first, and how many come with each wish for more. */
export const rowsAtOnce = 200;

/** How many rows are to be shown so that the step that is looked at is among them. */
export function rowsWanted(rows: readonly BlockRow[], wanted: number, current: string | undefined): number {
  const place = current === undefined ? -1 : rows.findIndex((row) => 'key' in row && row.key === current);
  return Math.max(wanted, place < 0 ? 0 : place + rowsAtOnce / 4);
}

/** What a block says with its changes. One from another section shows the words that changed on the way. */
export function opsOf(block: ChangedBlock): Op[] {
  if (!block.elsewhere?.ops) return contentOf(block);
  return contentOf({ ...block, ops: block.elsewhere.ops, oldText: block.oldText || block.newText });
}

/** What a block said before, or says now, for two texts side by side; nothing where it is not there. */
export function sideOf(block: ChangedBlock, side: 'old' | 'new'): Op[] | undefined {
  if (block.status === (side === 'old' ? 'added' : 'removed')) return undefined;
  const gone = side === 'old' ? '+' : '-';
  return contentOf(block).flatMap((op): Op[] => {
    if (op[0] === gone) return [];
    if (op[0] === '~') return [['=', side === 'old' ? op[1] : op[2]]];
    return [op];
  });
}
