import type { Conflict, ImportBase, Imported } from '../../backend/types';
import { count, list } from '../../lib/text';

/** Whether a thing was taken out on the other side. */
export function isWhole({ field }: Pick<Conflict, 'field'>): boolean {
  return field === 'section' || field === 'row';
}

const targets: Record<string, string> = {
  markdown: 'Markdown',
  html: 'HTML',
  confluence: 'Confluence',
  docx: 'Word',
  clipboard: 'clipboard',
};

export function targetName(target: string): string {
  return targets[target] ?? target;
}

/** Names an export: “Before debrief”, or what was done last before it left. */
export function baseName({ revision }: ImportBase): string {
  return revision.name ? `“${revision.name}”` : `revision ${String(revision.seq)}`;
}

/** What would be taken in, in a few words. */
export function gist({ changes, conflicts }: Imported): string {
  const parts = [
    ...(changes.steps.length > 0 ? [count(changes.steps.length, 'change')] : []),
    ...(conflicts.length > 0 ? [count(conflicts.length, 'place to decide', 'places to decide')] : []),
  ];
  return parts.length === 0 ? 'Nothing was changed on the page' : list(parts);
}
