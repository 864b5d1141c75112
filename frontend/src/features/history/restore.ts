import type { ChangedItem, ChangeSet, Step } from '../../backend/changes';

/** How a change can be taken back: by what the backend restores, or by removing what was added. */
export interface Restoring {
  /** What the person is asked. */
  question: string;
  /** A part as `history.restorePart` knows it. */
  part?: string;
  /** What was added since, and is to go again. */
  remove?: { noun: 'event' | 'section' | 'action-item'; id: string };
}

/** The changed thing that a step belongs to. */
export function itemOf(changes: ChangeSet, step: Step): ChangedItem<unknown> | undefined {
  const lists: Record<Step['noun'], readonly (ChangedItem<unknown> | undefined)[]> = {
    particulars: [changes.particulars],
    event: changes.events,
    section: changes.sections,
    factor: changes.factors,
    'action-item': changes.actionItems,
    participant: changes.participants,
    debrief: [changes.debrief],
    note: changes.notes,
    evidence: changes.evidence,
  };
  return lists[step.noun].find((item) => item?.key === step.item);
}

/**
 * What restoring a step brings back. Events and sections come back one by one,
 * the rest of a retrospective as whole lists, and the question says so.
 */
export function restoringOf(changes: ChangeSet, step: Step, before: string): Restoring | undefined {
  const item = itemOf(changes, step);
  if (!item) return undefined;
  const added = item.status === 'added';
  const again = `as in “${before}”`;
  switch (step.noun) {
    case 'event':
    case 'section':
      return added
        ? {
            question: `Remove “${item.title}”, which was added since?`,
            remove: { noun: step.noun, id: item.id },
          }
        : {
            question: `Make “${item.title}” again ${again}? What it says now stays in the history.`,
            part: `${step.noun}:${item.id}`,
          };
    case 'action-item':
      return added
        ? {
            question: `Remove “${item.title}”, which was added since?`,
            remove: { noun: step.noun, id: item.id },
          }
        : { question: `Bring back all action items ${again}?`, part: 'actions' };
    case 'factor':
      return { question: `Bring back all contributing factors ${again}?`, part: 'factors' };
    case 'participant':
      return { question: `Bring back all participants ${again}?`, part: 'participants' };
    case 'debrief':
    case 'note':
      return { question: `Bring back the debrief with its notes ${again}?`, part: 'debrief' };
    case 'evidence':
      return { question: `Bring back the list of evidence ${again}?`, part: 'evidence' };
    case 'particulars':
      return { question: `Bring back the title ${again}?`, part: 'title' };
  }
}
