import type { Command } from '../../commands/command';
import type { EvidenceRoom } from './evidence.svelte';

/** What the commands ask of the room's surface. */
export interface EvidenceActs {
  focusFilter: () => void;
  move: (by: number) => void;
  promote: () => Promise<void>;
  addTo: () => void;
  cite: () => Promise<void>;
}

const group = 'Evidence';

/** The commands of the evidence room, registered while it is shown. */
export function evidenceCommands(room: EvidenceRoom, acts: EvidenceActs): Command[] {
  const selected = () => !room.selection.isEmpty && !room.isTooMuch;
  return [
    {
      id: 'evidence.promote',
      title: 'Add the selected entries to the timeline',
      group,
      keys: ['T'],
      words: 'promote event',
      when: selected,
      run: acts.promote,
      undo: 'now',
    },
    {
      id: 'evidence.add-to-event',
      title: 'Add the selected entries to an event…',
      group,
      keys: ['Shift+T'],
      words: 'cite link',
      when: () => selected() && room.workspace.content.events.length > 0,
      run: acts.addTo,
      undo: 'now',
    },
    {
      id: 'evidence.cite',
      title: 'Copy the selected entries for the document',
      group,
      keys: ['Y'],
      words: 'embed markdown citation clipboard',
      when: selected,
      run: acts.cite,
      undo: 'never',
    },
    {
      id: 'evidence.filter',
      title: 'Filter the entries',
      group,
      keys: ['/', 'Mod+F'],
      words: 'search find regexp level source',
      run: acts.focusFilter,
      undo: 'never',
    },
    {
      id: 'evidence.clear',
      title: 'Show all entries again',
      group,
      words: 'reset filter levels sources zoom',
      when: () => room.isFiltered,
      run: () => {
        room.clearFilters();
      },
      undo: 'never',
    },
    {
      id: 'evidence.errors',
      title: 'Show errors only, or everything again',
      group,
      keys: ['E'],
      words: 'level filter',
      run: () => {
        room.toggleLevels(['error', 'fatal']);
      },
      undo: 'never',
    },
    ...(['inbox', 'used', 'all'] as const).map((show): Command => ({
      id: `evidence.show-${show}`,
      title: {
        inbox: 'Show what no event cites yet',
        used: 'Show what events cite',
        all: 'Show used and unused entries',
      }[show],
      group,
      words: `inbox used all ${show}`,
      when: () => room.show !== show,
      run: () => {
        room.show = show;
      },
      undo: 'never',
    })),
    {
      id: 'evidence.next',
      title: 'Next entry',
      group,
      keys: ['J', 'ArrowDown'],
      run: () => {
        acts.move(1);
      },
      undo: 'never',
      hidden: true,
    },
    {
      id: 'evidence.previous',
      title: 'Previous entry',
      group,
      keys: ['K', 'ArrowUp'],
      run: () => {
        acts.move(-1);
      },
      undo: 'never',
      hidden: true,
    },
  ];
}
