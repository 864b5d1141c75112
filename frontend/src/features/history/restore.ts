import type { ChangedItem, ChangeSet, Step } from '../../backend/changes';

/** How a change can be taken back. */
export interface Restoring {
  /** What the person is asked. */
  question: string;
  /** A part as `history.restorePart` knows it. */
  part: string;
}

/** The changed thing that a step belongs to. */
export function itemOf(changes: ChangeSet, step: Step): ChangedItem<unknown> | undefined {
  const lists: readonly (readonly (ChangedItem<unknown> | undefined)[])[] = [
    [changes.particulars, changes.debrief],
    changes.events,
    changes.sections,
    changes.factors,
    changes.actionItems,
    changes.participants,
    changes.notes,
    changes.evidence,
    ...(changes.more ?? []).map((list) => list.items),
  ];
  return lists.flat().find((item) => item?.key === step.item);
}

/** What restoring a step brings back: the thing as it was before. */
export function restoringOf(changes: ChangeSet, step: Step, before: string): Restoring | undefined {
  const item = itemOf(changes, step);
  if (!item) return undefined;
  switch (step.noun) {
    case 'particulars':
      return { question: `Bring back the title as in “${before}”?`, part: 'title' };
    case 'debrief':
      return { question: `Bring back the debrief with its notes as in “${before}”?`, part: 'debrief' };
    default: {
      const part = `${step.noun}:${item.id}`;
      return item.status === 'added'
        ? { question: `Remove “${item.title}”, which was added since?`, part }
        : { question: `Make “${item.title}” again as in “${before}”?`, part };
    }
  }
}

/** What restoring one block of a text brings back; nothing where the step is no block. */
export function restoringBlock(step: Step, before: string, to: string): Restoring | undefined {
  const found = /^section\/(.+\/body\/\d+)$/.exec(step.key);
  if (!found) return undefined;
  return { question: `Make this place again as in “${before}”?`, part: `block:${found[1] ?? ''}@${to}` };
}
