import type { ChangeSet, Noun } from '../../backend/changes';

/** One line of what was changed: a section, or all things of a noun. */
export interface ContentsLine {
  /** Key of the first step in it. */
  step: string;
  title: string;
  count: number;
  /** Places of its first and last step. */
  first: number;
  last: number;
}

/** What stands over the changes of each noun. */
export const titles: Record<Exclude<Noun, 'section'>, string> = {
  particulars: 'Retrospective',
  event: 'Timeline',
  factor: 'Contributing factors',
  'action-item': 'Action items',
  participant: 'Participants',
  debrief: 'Debrief',
  note: 'Notes',
  question: 'Questions',
  answer: 'Answers',
  evidence: 'Evidence',
  'private-note': 'Private notes',
  verdict: 'Verdicts on findings',
  impact: 'Impact',
  assumption: 'Assumptions',
  claim: 'Claims',
  learning: 'Learnings',
  view: 'Other ways to see it',
  appreciation: 'Appreciations',
  outcome: 'What it made possible',
  term: 'Glossary',
  reference: 'References',
  earlier: 'Seen before',
};

/** How many changes there are where, in the order of reading. */
export function contentsOf(changes: ChangeSet): ContentsLine[] {
  const lines: ContentsLine[] = [];
  let group = '';
  for (const [place, step] of changes.steps.entries()) {
    const own = step.noun === 'section' ? step.item : step.noun;
    const last = lines.at(-1);
    if (own === group && last) {
      last.count += 1;
      last.last = place;
      continue;
    }
    group = own;
    const title =
      step.noun === 'section'
        ? (changes.sections.find((section) => section.key === step.item)?.title ?? '')
        : titles[step.noun];
    lines.push({ step: step.key, title, count: 1, first: place, last: place });
  }
  return lines;
}
