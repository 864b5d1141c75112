import type { Section, Table } from '../../backend/types';
import type { Command } from '../../commands/command';
import type { DocumentState } from './document.svelte';

interface DocumentActs {
  isFinding: () => boolean;
  openFind: (replaces: boolean) => Promise<void>;
  stepFound: (by: 1 | -1) => Promise<void>;
  leaveFind: () => Promise<void>;
  chooseEmbed: () => void;
  chooseTemplate: () => void;
  showSource: () => Promise<void>;
  toggle: (way: 'focus' | 'typewriter') => Promise<void>;
  nextMisspelt: () => Promise<void>;
  hasThreads: () => boolean;
  toThreads: () => void;
  hasSitRep: () => boolean;
  useSitRep: () => Promise<void>;
  markDraft: () => Promise<void>;
  hide: (section: Section) => Promise<void>;
  addSection: () => void;
  step: (by: number) => Promise<void>;
}

/** The commands of the document, registered while it is shown. */
export function documentCommands(room: DocumentState, acts: DocumentActs): Command[] {
  return [
    {
      id: 'document.find',
      title: 'Find words in all sections',
      words: 'search text',
      group: 'Document',
      keys: ['Mod+F'],
      run: () => acts.openFind(false),
      undo: 'never',
    },
    {
      id: 'document.replace',
      title: 'Replace words in all sections',
      words: 'find text rename',
      group: 'Document',
      keys: ['Mod+H'],
      run: () => acts.openFind(true),
      undo: 'never',
    },
    {
      id: 'document.find-next',
      title: 'Next place that was found',
      group: 'Document',
      keys: ['F3'],
      when: acts.isFinding,
      run: () => acts.stepFound(1),
      undo: 'never',
    },
    {
      id: 'document.find-previous',
      title: 'Place before that was found',
      group: 'Document',
      keys: ['Shift+F3'],
      when: acts.isFinding,
      run: () => acts.stepFound(-1),
      undo: 'never',
    },
    {
      id: 'document.find-close',
      title: 'End finding words',
      group: 'Document',
      keys: ['Escape'],
      when: () => acts.isFinding() && room.writing === undefined,
      run: acts.leaveFind,
      undo: 'never',
      hidden: true,
    },
    {
      id: 'document.write',
      title: 'Write the section (any letter begins, too)',
      group: 'Document',
      keys: ['Enter'],
      when: () => room.currentSection !== undefined && room.writing === undefined && !onControl(),
      run: () => {
        if (room.currentSection) room.write(room.currentSection.id);
      },
      undo: 'grouped',
    },
    {
      id: 'document.embed',
      title: 'Embed evidence in the text',
      words: 'insert picture screenshot lines cite',
      group: 'Document',
      keys: ['Mod+Shift+E'],
      when: () => room.currentSection !== undefined,
      run: acts.chooseEmbed,
      undo: 'grouped',
    },
    {
      id: 'document.source',
      title: 'Show the Markdown as it is stored',
      words: 'source marks raw live preview',
      group: 'Document',
      keys: ['Mod+/'],
      when: () => room.writing !== undefined,
      run: acts.showSource,
      undo: 'never',
    },
    {
      id: 'document.focus',
      title: 'Fade all but the paragraph that is written, or show all again',
      words: 'focus mode concentrate zen',
      group: 'Document',
      keys: ['Mod+Shift+F'],
      run: () => acts.toggle('focus'),
      undo: 'never',
    },
    {
      id: 'document.typewriter',
      title: 'Keep the line that is written in the middle, or let it go',
      words: 'typewriter mode scroll centre',
      group: 'Document',
      keys: ['Mod+Shift+Y'],
      run: () => acts.toggle('typewriter'),
      undo: 'never',
    },
    {
      id: 'document.misspelt',
      title: 'Next word that may be misspelt',
      words: 'spelling spell check dictionary',
      group: 'Document',
      keys: ['F7'],
      when: () => room.currentSection !== undefined,
      run: acts.nextMisspelt,
      undo: 'never',
    },
    {
      id: 'document.templates',
      title: 'Switch to another template, or edit yours',
      words: 'structure shape sections',
      group: 'Document',
      run: acts.chooseTemplate,
      undo: 'never',
    },
    {
      id: 'document.private',
      title: 'Note something privately on the section',
      words: 'private note thought not said',
      group: 'Document',
      when: () => room.currentSection !== undefined,
      run: () => {
        document.querySelector<HTMLElement>('[data-private="section"]')?.focus();
      },
      undo: 'never',
    },
    {
      id: 'document.threads',
      title: 'Dig deeper where it stops at a human error',
      words: 'open thread factor waive how questions',
      group: 'Document',
      when: acts.hasThreads,
      run: acts.toThreads,
      undo: 'never',
    },
    {
      id: 'document.sitrep',
      title: 'Put the latest situation report into the summary',
      words: 'sitrep status draft',
      group: 'Document',
      when: acts.hasSitRep,
      run: acts.useSitRep,
      undo: 'now',
    },
    {
      id: 'document.draft',
      title: 'Mark as a draft, or as final',
      words: 'status watermark',
      group: 'Document',
      run: acts.markDraft,
      undo: 'now',
    },
    {
      id: 'document.hide',
      title: 'Hide the section, or show it again',
      words: 'private not exported',
      group: 'Document',
      keys: ['Alt+H'],
      when: () => room.currentSection !== undefined && room.writing === undefined,
      run: () => {
        if (room.currentSection) void acts.hide(room.currentSection);
      },
      undo: 'now',
    },
    {
      id: 'document.add-section',
      title: 'Add a section',
      group: 'Document',
      keys: ['Alt+N'],
      run: acts.addSection,
      undo: 'now',
    },
    {
      id: 'document.next',
      title: 'Next section',
      group: 'Document',
      keys: ['ArrowDown'],
      run: () => acts.step(1),
      undo: 'never',
    },
    {
      id: 'document.previous',
      title: 'Previous section',
      group: 'Document',
      keys: ['ArrowUp'],
      run: () => acts.step(-1),
      undo: 'never',
    },
  ];
}

/** A command for each table of the retrospective. */
export function tableCommands(tables: readonly Table[], edit: (table: Table) => void): Command[] {
  return tables.map((table) => ({
    id: `document.table.${table.block}`,
    title: `Edit the table “${table.title}”`,
    words: `${table.many} ${table.about} ${table.columns.map(({ head }) => head).join(' ')}`,
    group: 'Document',
    run: () => {
      edit(table);
    },
    undo: 'never',
  }));
}

/** Enter on a control presses that control. */
function onControl(): boolean {
  return document.activeElement?.matches('button, a, [role="menuitem"]') ?? false;
}
