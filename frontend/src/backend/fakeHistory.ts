import type { Listed, Outline } from './history';
import type { Revision } from './types';

type States = readonly { revision: Revision }[];

/** The revisions of the fake in their places, the newest first. */
export function listed(states: States): Listed[] {
  const newest = states.map(({ revision }) => revision).reverse();
  return newest.map((revision, index) => {
    const before = newest[index + 1]?.id;
    return { revision, index, ...(before ? { before } : {}) };
  });
}

/** The outline of a history, all of it on the day of its newest revision. */
export function outlineOf(states: States): Outline {
  const all = listed(states);
  const [head] = all;
  if (!head) throw new Error('a retrospective without a revision');
  const isCheckpoint = ({ revision }: Listed) => revision.kind !== 'auto';
  const after = all.find(({ revision }) => revision.kind === 'post-debrief');
  const before = all.find(
    ({ revision, index }) => revision.kind === 'pre-debrief' && after !== undefined && index > after.index,
  );
  const usual =
    before && after
      ? { from: before, to: after }
      : { from: all.slice(1).find(isCheckpoint) ?? all.at(-1) ?? head, to: head };
  const runs: Outline['days'][number]['runs'] = [];
  for (const one of all.slice(1)) {
    const last = runs.at(-1);
    if (isCheckpoint(one)) continue;
    if (last && last.index + last.count === one.index) {
      last.count += 1;
      last.first = one.revision.at;
    } else
      runs.push({ index: one.index, count: 1, first: one.revision.at, last: one.revision.at, authors: [] });
  }
  return {
    total: all.length,
    merged: 0,
    size: all.reduce((sum, { revision }) => sum + revision.size, 0),
    ...usual,
    checkpoints: all.filter((one, index) => index === 0 || isCheckpoint(one)),
    days: runs.length > 0 ? [{ day: head.revision.at.slice(0, 10), runs }] : [],
  };
}
