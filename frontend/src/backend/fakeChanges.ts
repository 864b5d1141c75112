import type { ChangeSet, Count } from './changes';
import type { Content, Revision } from './types';

/** The change set of two revisions as the fake knows it: nothing changed but the counts of what is there. */
export function fakeChanges(states: { revision: Revision; content: Content }[], to: string): ChangeSet {
  const content = (states.find((state) => state.revision.id === to) ?? states.at(-1))?.content;
  const same = (things: readonly unknown[] | undefined): Count => ({
    added: 0,
    removed: 0,
    changed: 0,
    moved: 0,
    same: things?.length ?? 0,
  });
  return {
    summary: 'nothing changed',
    totals: {
      words: { same: 0, added: 0, removed: 0, moved: 0 },
      sections: same(content?.sections),
      events: same(content?.events),
      factors: same(content?.factors),
      actionItems: same(content?.actionItems),
      participants: same(content?.participants),
      notes: same(content?.debrief.notes),
      evidence: same(content?.evidence),
    },
    steps: [],
    events: [],
    sections: [],
    factors: [],
    actionItems: [],
    participants: [],
    notes: [],
    evidence: [],
  };
}
