import type { Section, SectionRole, TimelineEvent } from '../../backend/types';

/** Shows in the text what changed before it began. */
export const changedBeforeMark = '{{timeline just before}}';

/** What changed, in the systems or among people, before a moment; all that changed while nobody knows it. */
export function changedBefore(events: readonly TimelineEvent[], began: string | undefined): TimelineEvent[] {
  const until = began === undefined ? Infinity : Date.parse(began);
  return events.filter(
    ({ kind, at }) => (kind === 'change' || kind === 'organisation') && Date.parse(at.at) < until,
  );
}

const places: readonly SectionRole[][] = [['lead-up', 'trigger'], ['causes'], ['story'], ['summary']];

/** Whether a section is where a document tells what led to it: not every template has a part of its own for that. */
export function tellsWhatLedToIt(section: Section, sections: readonly Section[]): boolean {
  const roles = places.find((some) => sections.some(({ role }) => role && some.includes(role)));
  return section.role !== undefined && section.role !== '' && roles?.includes(section.role) === true;
}
