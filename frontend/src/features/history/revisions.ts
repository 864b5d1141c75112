import type { Revision } from '../../backend/types';
import { dayOf } from '../../lib/time';

/** One line of the list: a revision by itself, or automatic ones that follow each other. */
export type RevisionRow =
  | { kind: 'one'; key: string; revision: Revision }
  | { kind: 'automatic'; key: string; revisions: Revision[] };

/** What was saved on one day, the newest first. */
export interface RevisionDay {
  day: string;
  /** A moment of that day, to say it in words. */
  at: string;
  rows: RevisionRow[];
}

export function isCheckpoint(revision: Revision): boolean {
  return revision.kind !== 'auto';
}

/**
 * Puts revisions, the newest first, into days. Automatic ones that follow each
 * other become one row, but for the newest of all, which is what stands now.
 */
export function groupRevisions(revisions: readonly Revision[], zone: string): RevisionDay[] {
  const days: RevisionDay[] = [];
  for (const [index, revision] of revisions.entries()) {
    const day = dayOf(revision.at, zone);
    let current = days.at(-1);
    if (current?.day !== day) {
      current = { day, at: revision.at, rows: [] };
      days.push(current);
    }
    const last = current.rows.at(-1);
    if (index === 0 || isCheckpoint(revision)) {
      current.rows.push({ kind: 'one', key: revision.id, revision });
    } else if (last?.kind === 'automatic') {
      last.revisions.push(revision);
    } else {
      current.rows.push({ kind: 'automatic', key: `auto-${revision.id}`, revisions: [revision] });
    }
  }
  return days.map((day) => ({ ...day, rows: day.rows.map(alone) }));
}

/** A group of one is no group. */
function alone(row: RevisionRow): RevisionRow {
  const [only, ...others] = row.kind === 'automatic' ? row.revisions : [];
  return only && others.length === 0 ? { kind: 'one', key: only.id, revision: only } : row;
}

/** What two revisions to compare first: what the debrief changed, else what was changed since the last checkpoint. */
export function usualPair(revisions: readonly Revision[]): { from: Revision; to: Revision } | undefined {
  const [head, ...older] = revisions;
  const first = older.at(-1);
  if (!head || !first) return undefined;
  const after = revisions.find((one) => one.kind === 'post-debrief');
  const before = revisions.find(
    (one) => one.kind === 'pre-debrief' && after !== undefined && one.seq < after.seq,
  );
  if (before && after) return { from: before, to: after };
  return { from: older.find(isCheckpoint) ?? first, to: head };
}

/** A revision's name for people. */
export function revisionName(revision: Revision, isNow: boolean): string {
  if (revision.name) return revision.name;
  return isNow ? 'Now' : revision.reason.charAt(0).toUpperCase() + revision.reason.slice(1);
}
