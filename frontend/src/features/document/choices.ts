import type { Content, LiveBlock, TimelineEvent } from '../../backend/types';
import type { BlockChoice, MentionChoice } from '../../editor/complete';
import { changedBeforeMark } from './changedBefore';
import { plainCaption } from './embed';
import { liveBlocks, liveTitles } from './liveMarks';

/** What `/` offers: live blocks first, for they are what one comes for. */
export function blockChoices(acts: { embed: () => void }): BlockChoice[] {
  return [
    ...liveBlocks.map((block: Exclude<LiveBlock, ''>) => ({
      title: liveTitles[block].title,
      about: liveTitles[block].about,
      insert: `{{${block}}}`,
      words: `live ${block}`,
    })),
    {
      title: 'What changed just before',
      about: 'changes on the timeline before it began',
      insert: changedBeforeMark,
      words: 'live timeline lead-up deploys',
    },
    {
      title: 'Evidence…',
      about: 'a picture or lines of a log',
      insert: acts.embed,
      words: 'embed screenshot',
    },
    {
      title: 'Table',
      about: 'three columns to begin with',
      insert: '| $ |  |  |\n| --- | --- | --- |\n|  |  |  |\n',
      words: 'grid',
    },
    { title: 'Heading', about: 'within the section', insert: '### $', words: 'title' },
    { title: 'List', about: 'also by - and a blank', insert: '- $', words: 'bullets' },
    { title: 'Numbered list', about: 'also by 1. and a blank', insert: '1. $', words: 'ordered' },
    { title: 'Check boxes', about: 'also by - [ ]', insert: '- [ ] $', words: 'task todo list' },
    {
      title: 'Definitions',
      about: 'a term, and below it : and what it means',
      insert: '$\n: \n',
      words: 'glossary terms meaning',
    },
    { title: 'Quotation', about: 'also by > and a blank', insert: '> $', words: 'quote blockquote' },
    {
      title: 'Note',
      about: 'a remark that stands out',
      insert: '> [!NOTE]\n> $',
      words: 'callout admonition alert',
    },
    { title: 'Code', about: 'also by ```', insert: '```\n$\n```\n', words: 'pre block fence' },
    { title: 'Line', about: 'between two parts', insert: '---\n', words: 'rule divider horizontal' },
  ];
}

/** What `@` offers, people first. */
export function mentionChoices(
  content: Pick<Content, 'participants' | 'events' | 'evidence'>,
  clock: (event: TimelineEvent) => string,
): MentionChoice[] {
  const known = new Set(content.participants.map(({ name }) => name));
  const actors = new Map(
    content.events.flatMap(({ actor }) =>
      actor?.name && !known.has(actor.name) ? [[actor.name, actor.role ?? ''] as const] : [],
    ),
  );
  return [
    ...content.participants
      .filter(({ name }) => name !== '')
      .map(({ name, roles, department }): MentionChoice => ({
        title: name,
        detail: [roles?.join(', '), department].filter(Boolean).join(' · ') || 'participant',
        kind: 'person',
        insert: name,
      })),
    ...[...actors].map(([name, role]): MentionChoice => ({
      title: name,
      detail: role || 'on the timeline',
      kind: 'person',
      insert: name,
    })),
    ...content.events.map((event): MentionChoice => {
      const at = clock(event);
      return {
        title: `${at} ${event.title}`,
        detail: 'event',
        kind: 'event',
        insert: `[${at}](event/${event.id})`,
      };
    }),
    ...content.evidence.map(({ id, label, caption, kind }): MentionChoice => ({
      title: caption || label,
      detail: kind === 'screenshot' ? 'picture' : 'evidence',
      kind: 'evidence',
      insert: `[${plainCaption(caption || label)}](evidence/${id})`,
    })),
  ];
}
