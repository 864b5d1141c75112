import type { LiveBlock, Section } from '../../backend/types';

/** A line that is a live block: `{{timeline}}`, `{{timeline 10:00 to 10:30}}`. */
export const liveLine = /^ {0,3}\{\{[^{}]+\}\}\s*$/;

/** The live block below a section's text, which gives way to a mark of the same block in it. */
export function blockBelow({ body, block }: Section): LiveBlock {
  if (!block || !body.includes('{{')) return block ?? '';
  return body.split('\n').some((line) => liveLine.test(line) && named(line) === block) ? '' : block;
}

/** The block that a mark begins with; the longest name counts. */
function named(line: string): LiveBlock | undefined {
  const words = line.replace(/[{}]/g, ' ').trim().toLowerCase().replace(/\s+/g, '-');
  return liveBlocks
    .filter((block) => words === block || words.startsWith(`${block}-`))
    .sort((a, b) => b.length - a.length)[0];
}

/** Whether a section shows a live block, in its text or below it. */
export function shows(section: Section, block: Exclude<LiveBlock, ''>): boolean {
  return (
    section.block === block ||
    (section.body.includes('{{') &&
      section.body.split('\n').some((line) => liveLine.test(line) && named(line) === block))
  );
}

/** What each live block is called, and what it shows: the menu of blocks says so. */
export const liveTitles: Record<Exclude<LiveBlock, ''>, { title: string; about: string }> = {
  timeline: {
    title: 'Timeline',
    about: 'the events; {{timeline 10:00 to 10:30}} or {{timeline marked}} for some',
  },
  drawing: { title: 'Drawing of the timeline', about: 'without its table; takes a stretch as well' },
  figures: { title: 'Figures', about: 'times to detect, to mitigate, to resolve' },
  factors: { title: 'Contributing factors', about: 'with how sure you are' },
  'action-items': { title: 'Action items', about: 'what was decided' },
  'if-we-have-time': { title: 'If we have time', about: 'what may be done' },
  chart: { title: 'Chart', about: 'that is kept; {{chart NAME}} for one of several' },
  gallery: { title: 'Pictures', about: 'all screenshots in order of time' },
  participants: { title: 'Participants', about: 'who took part, in which roles' },
  questions: { title: 'Questions', about: 'what people were asked, and what they answered' },
  decisions: { title: 'Decisions', about: 'what the debrief decided' },
  impact: { title: 'Impact', about: 'how many, what they felt, how long' },
  assumptions: { title: 'Assumptions', about: 'what we believed, and what was true' },
  claims: { title: 'Claims', about: 'what holds, and what shows it' },
  learnings: { title: 'Learnings', about: 'what is known now' },
  views: { title: 'Other ways to see it', about: 'the story as others tell it' },
  appreciations: { title: 'Appreciations', about: 'whom to thank, and for what' },
  outcomes: { title: 'What it made possible', about: 'before and after, and for whom' },
  glossary: { title: 'Glossary', about: 'words that a newcomer does not know' },
  references: { title: 'References', about: 'what to read on, with titles' },
  'seen-before': { title: 'Seen before', about: 'earlier times, and what was done then' },
};

export const liveBlocks = Object.keys(liveTitles) as Exclude<LiveBlock, ''>[];
