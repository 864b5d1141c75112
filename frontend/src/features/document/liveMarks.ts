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

/** What each live block is called, and what it shows: the menu of blocks says so. */
export const liveTitles: Record<Exclude<LiveBlock, ''>, { title: string; about: string }> = {
  timeline: { title: 'Timeline', about: 'the events; {{timeline 10:00 to 10:30}} for a stretch' },
  figures: { title: 'Figures', about: 'times to detect, to mitigate, to resolve' },
  factors: { title: 'Contributing factors', about: 'with how sure you are' },
  'action-items': { title: 'Action items', about: 'what was decided' },
  'if-we-have-time': { title: 'If we have time', about: 'what may be done' },
  gallery: { title: 'Pictures', about: 'all screenshots in order of time' },
  participants: { title: 'Participants', about: 'who took part, in which roles' },
};

export const liveBlocks = Object.keys(liveTitles) as Exclude<LiveBlock, ''>[];
