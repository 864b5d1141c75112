import type { Content, Reading } from '../../backend/types';
import type { Room, Target } from '../../workspace/navigation.svelte';
import { undecidedIn } from '../../workspace/undecided';
import { count } from '../../lib/text';

/** Something to look at before a retrospective leaves, and where it is put right. */
export interface Remark {
  words: string;
  room: Room;
  target?: Target;
}

/**
 * What readers would stumble over: places that are not decided, sections that say nothing, pictures that
 * nobody can hear described, work without an owner, times that are still guesses.
 * None of it stops anybody.
 */
export function remarksOf(content: Content, readings: Readonly<Record<string, Reading>>): Remark[] {
  const remarks: Remark[] = [];
  for (const section of content.sections) {
    const undecided = undecidedIn(section.body);
    if (undecided > 0)
      remarks.push({
        words: `“${section.heading}” shows both versions of ${count(undecided, 'place')} that nobody has decided`,
        room: 'document',
        target: { noun: 'section', id: section.id },
      });
    if (section.body.trim() !== '' || section.block) continue;
    remarks.push({
      words: `“${section.heading}” is empty`,
      room: 'document',
      target: { noun: 'section', id: section.id },
    });
  }
  for (const evidence of content.evidence) {
    if (evidence.kind === 'screenshot' && !evidence.caption) {
      const target: Target = { noun: 'evidence', id: evidence.id };
      remarks.push({ words: `“${evidence.label}” has no caption`, room: 'evidence', target });
    }
    if (readings[evidence.id]?.questions.includes('zone')) {
      const target: Target = { noun: 'evidence', id: evidence.id };
      remarks.push({
        words: `Nobody has said in which zone “${evidence.label}” was written`,
        room: 'evidence',
        target,
      });
    }
  }
  const ownerless = content.actionItems.filter((item) => item.state === 'do-now' && !item.owner).length;
  if (ownerless > 0)
    remarks.push({ words: `${count(ownerless, 'action item')} to do now without an owner`, room: 'actions' });
  return remarks;
}
