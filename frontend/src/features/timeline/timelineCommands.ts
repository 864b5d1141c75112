import type { TimelineEvent } from '../../backend/types';
import type { Command } from '../../commands/command';
import type { Extent } from '../../drawing/extent';
import type { InPlace } from './draft';
import type { TimelineState } from './timeline.svelte';

/** What the room does for its commands, and what there is to do it to. */
interface Room {
  /** The chosen event. */
  readonly event: TimelineEvent | undefined;
  /** What Q asks about. */
  readonly askable: Extent | undefined;
  readonly hasEvidence: boolean;
  /** Whether the timeline is agreed; nothing where nobody is to agree. */
  agreed: boolean | undefined;
  hasSitRep: boolean;
  hasEvents: boolean;
  begin: () => Promise<void>;
  insert: () => Promise<void>;
  edit: (event: TimelineEvent, only?: InPlace) => Promise<void>;
  step: (by: number, how?: 'range') => Promise<void>;
  walk: (by: number) => Promise<void>;
  swap: (by: 1 | -1) => Promise<void>;
  toggleKnown: () => void;
  diveIn: (event: TimelineEvent) => Promise<void>;
  interpret: (event: TimelineEvent) => Promise<void>;
  remove: (event: TimelineEvent) => Promise<void>;
  removeChosen: () => Promise<void>;
  mergeChosen: () => Promise<void>;
  fit: () => Promise<void>;
  showAll: () => Promise<void>;
  savePicture: (dark: boolean) => Promise<void>;
  say: (agreed: boolean) => Promise<void>;
  showEvidence: (range: Extent, what: 'all' | 'chart') => void;
  ask: (range: Extent) => Promise<void>;
  useSitRep: () => Promise<void>;
}

export function commandsOf(timeline: TimelineState, room: Room): Command[] {
  return [
    {
      id: 'timeline.add',
      title: 'Add an event',
      group: 'Timeline',
      keys: ['N'],
      run: () => room.begin(),
      undo: 'now',
    },
    {
      id: 'timeline.next',
      title: 'Next event',
      group: 'Timeline',
      keys: ['ArrowDown', 'J'],
      run: () => room.step(1),
      undo: 'never',
      hidden: true,
    },
    {
      id: 'timeline.previous',
      title: 'Previous event',
      group: 'Timeline',
      keys: ['ArrowUp', 'K'],
      run: () => room.step(-1),
      undo: 'never',
      hidden: true,
    },
    ...([1, -1] as const).map((by) => ({
      id: by > 0 ? 'timeline.extend-next' : 'timeline.extend-previous',
      title: by > 0 ? 'Choose the next event too' : 'Choose the event before too',
      words: 'select several more',
      group: 'Timeline',
      keys: [by > 0 ? 'Shift+ArrowDown' : 'Shift+ArrowUp'],
      run: () => room.step(by, 'range'),
      undo: 'never' as const,
      hidden: true,
    })),
    ...([-1, 1] as const).map((by) => ({
      id: by < 0 ? 'timeline.swap-previous' : 'timeline.swap-next',
      title: by < 0 ? 'Put the event before the one above' : 'Put the event after the one below',
      words: 'order same time move up down',
      group: 'Timeline',
      keys: [by < 0 ? 'Alt+ArrowUp' : 'Alt+ArrowDown'],
      when: () => timeline.twin(by) !== undefined,
      run: () => room.swap(by),
      undo: 'now' as const,
    })),
    {
      id: 'timeline.known',
      title: timeline.asKnownAt === undefined ? 'Show what was known when' : 'Show what is known now',
      words: 'as known at hindsight then now learned',
      group: 'Timeline',
      keys: ['H'],
      when: () => timeline.whole !== undefined,
      run: room.toggleKnown,
      undo: 'never',
    },
    {
      id: 'timeline.edit',
      title: 'Edit the event',
      group: 'Timeline',
      keys: ['Enter', 'E'],
      when: () => room.event !== undefined && onRowOrNowhere(),
      run: () => (room.event ? room.edit(room.event) : undefined),
      undo: 'now',
    },
    {
      id: 'timeline.edit-title',
      title: 'Edit the event in its row',
      words: 'rename cell part time kind title actor',
      group: 'Timeline',
      keys: ['Shift+Enter'],
      when: () => room.event !== undefined,
      run: () => (room.event ? room.edit(room.event, { part: 'title', place: 'row' }) : undefined),
      undo: 'now',
    },
    {
      id: 'timeline.edit-end',
      title: room.event?.end ? 'Put the end of the event elsewhere' : 'Give the event an end',
      words: 'until stretch span duration length lasts',
      group: 'Timeline',
      keys: ['Shift+E'],
      when: () => room.event !== undefined,
      run: () => (room.event ? room.edit(room.event, { part: 'end', place: 'row' }) : undefined),
      undo: 'now',
    },
    {
      id: 'timeline.insert',
      title: 'Insert an event before the next one',
      words: 'between add',
      group: 'Timeline',
      keys: ['Shift+N'],
      when: () => room.event !== undefined,
      run: () => room.insert(),
      undo: 'now',
    },
    {
      id: 'timeline.dive-in',
      title: 'Dive in at this event',
      words: 'debrief start',
      group: 'Timeline',
      keys: ['D'],
      when: () => room.event !== undefined,
      run: () => (room.event ? room.diveIn(room.event) : undefined),
      undo: 'now',
    },
    {
      id: 'timeline.interpretation',
      title: 'Mark as fact or interpretation',
      group: 'Timeline',
      keys: ['I'],
      when: () => room.event !== undefined,
      run: () => (room.event ? room.interpret(room.event) : undefined),
      undo: 'now',
    },
    {
      id: 'timeline.sitrep',
      title: 'Put the situation report into the summary',
      words: 'sitrep status latest document draft',
      group: 'Timeline',
      when: () => room.hasSitRep,
      run: room.useSitRep,
      undo: 'now',
    },
    {
      id: 'timeline.lines',
      title: 'Show or hide the cited lines',
      words: 'evidence fold quote',
      group: 'Timeline',
      keys: ['L'],
      when: () => room.event !== undefined,
      run: () => {
        timeline.toggleLines();
      },
      undo: 'never',
    },
    {
      id: 'timeline.delete',
      title: 'Delete the event',
      group: 'Timeline',
      keys: ['Delete', 'Backspace'],
      when: () => room.event !== undefined && timeline.chosen.length < 2,
      run: () => (room.event ? room.remove(room.event) : undefined),
      undo: 'now',
    },
    {
      id: 'timeline.delete-chosen',
      title: 'Delete the chosen events',
      group: 'Timeline',
      keys: ['Delete', 'Backspace'],
      when: () => timeline.chosen.length > 1,
      run: () => room.removeChosen(),
      undo: 'now',
    },
    {
      id: 'timeline.merge',
      title: 'Merge the chosen events into one',
      group: 'Timeline',
      keys: ['M'],
      when: () => timeline.chosen.length > 1,
      run: () => room.mergeChosen(),
      undo: 'now',
    },
    {
      id: 'timeline.fit',
      title: 'Fit the range or the chosen events',
      words: 'zoom selection',
      group: 'Timeline',
      keys: ['F'],
      when: () => timeline.fitting !== undefined,
      run: room.fit,
      undo: 'never',
    },
    {
      id: 'timeline.let-go',
      title: 'Let go of the range or the chosen events',
      group: 'Timeline',
      keys: ['Escape'],
      when: () => timeline.range !== undefined || timeline.marked.size > 0 || timeline.isFiltered,
      run: () => {
        timeline.letGo();
      },
      undo: 'never',
      hidden: true,
    },
    {
      id: 'timeline.walk-next',
      title: 'Walk to the next event',
      group: 'Timeline',
      keys: ['.'],
      run: () => room.walk(1),
      undo: 'never',
    },
    {
      id: 'timeline.walk-previous',
      title: 'Walk to the event before',
      group: 'Timeline',
      keys: [','],
      run: () => room.walk(-1),
      undo: 'never',
    },
    {
      id: 'timeline.first',
      title: 'First event',
      group: 'Timeline',
      keys: ['Home'],
      run: () => room.walk(-Infinity),
      undo: 'never',
    },
    {
      id: 'timeline.last',
      title: 'Last event',
      group: 'Timeline',
      keys: ['End'],
      run: () => room.walk(Infinity),
      undo: 'never',
    },
    {
      id: 'timeline.zoom-in',
      title: 'Zoom in',
      group: 'Timeline',
      keys: ['+', '='],
      run: () => {
        timeline.zoom(0.7);
      },
      undo: 'never',
    },
    {
      id: 'timeline.zoom-out',
      title: 'Zoom out',
      group: 'Timeline',
      keys: ['-'],
      run: () => {
        timeline.zoom(1 / 0.7);
      },
      undo: 'never',
    },
    {
      id: 'timeline.zoom-all',
      title: 'Show all of it',
      group: 'Timeline',
      keys: ['0'],
      run: () => room.showAll(),
      undo: 'never',
    },
    {
      id: 'timeline.pan-left',
      title: 'Earlier',
      group: 'Timeline',
      keys: ['ArrowLeft'],
      run: () => {
        timeline.pan(-0.15);
      },
      undo: 'never',
      hidden: true,
    },
    {
      id: 'timeline.pan-right',
      title: 'Later',
      group: 'Timeline',
      keys: ['ArrowRight'],
      run: () => {
        timeline.pan(0.15);
      },
      undo: 'never',
      hidden: true,
    },
    {
      id: 'timeline.save-light',
      title: 'Save the drawing as a picture',
      words: 'export svg png download',
      group: 'Timeline',
      when: () => room.hasEvents,
      run: () => room.savePicture(false),
      undo: 'never',
    },
    {
      id: 'timeline.save-dark',
      title: 'Save the drawing as a dark picture',
      words: 'export svg png download',
      group: 'Timeline',
      when: () => room.hasEvents,
      run: () => room.savePicture(true),
      undo: 'never',
    },
    {
      id: 'timeline.agree',
      title: room.agreed ? 'The timeline is not agreed any more' : 'The timeline is agreed',
      words: 'complete ready debrief',
      group: 'Timeline',
      when: () => room.agreed !== undefined,
      run: () => room.say(!room.agreed),
      undo: 'now',
    },
    // The later one has the key: E is the range's while there is one.
    {
      id: 'timeline.range-evidence',
      title: 'Show the evidence of the range',
      group: 'Timeline',
      keys: ['E'],
      when: () => timeline.range !== undefined,
      run: () => {
        if (timeline.range) room.showEvidence(timeline.range, 'all');
      },
      undo: 'never',
    },
    {
      id: 'timeline.range-chart',
      title: 'Chart what was recorded in the range',
      words: 'graph plot count',
      group: 'Timeline',
      keys: ['G'],
      when: () => timeline.range !== undefined && room.hasEvidence,
      run: () => {
        if (timeline.range) room.showEvidence(timeline.range, 'chart');
      },
      undo: 'never',
    },
    {
      id: 'timeline.range-ask',
      title: 'Ask somebody about the range, or about a gap',
      words: 'question gap silence',
      group: 'Timeline',
      keys: ['Q'],
      when: () => room.askable !== undefined,
      run: () => (room.askable ? room.ask(room.askable) : undefined),
      undo: 'now',
    },
  ];
}

/** Enter on a button presses that button; only on an event's row, or on nothing, it means the event. */
function onRowOrNowhere(): boolean {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !active.matches('button, summary')) return true;
  return active.dataset['event'] !== undefined;
}
