import type { Revision } from '../../backend/types';
import { sentence } from '../../lib/text';

export function isCheckpoint(revision: Revision): boolean {
  return revision.kind !== 'auto';
}

/** A revision's name for people. */
export function revisionName(revision: Revision, isNow: boolean): string {
  // What nobody named is called after what was done.
  const isNamed = !['imported', 'restored', 'purged'].includes(revision.kind);
  if (revision.name) return isNamed ? revision.name : sentence(revision.name);
  return isNow ? 'Now' : sentence(revision.reason);
}

/** Where a page of a run begins: runs are shown in chunks, so that ten thousand do not stand in the page at once. */
export const chunkSize = 20;

/** The chunks of a run, as the first index and how many. */
export function chunksOf(index: number, count: number): { index: number; count: number }[] {
  return Array.from({ length: Math.ceil(count / chunkSize) }, (_, chunk) => ({
    index: index + chunk * chunkSize,
    count: Math.min(chunkSize, count - chunk * chunkSize),
  }));
}
