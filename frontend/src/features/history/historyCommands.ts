import type { Command } from '../../commands/command';
import type { HistoryRoom } from './history.svelte';

interface HistoryActs {
  copy: () => void;
  /** Brings back the place that is looked at, or the whole thing that it belongs to. */
  restore: () => void;
  restoreWhole: () => void;
  find: () => void;
  report: () => void;
}

const group = 'History';

/** The commands of the history, registered while it is shown. */
export function historyCommands(room: HistoryRoom, acts: HistoryActs): Command[] {
  const has = () => room.step !== undefined;
  const goes = () => room.places > 0;
  return [
    {
      id: 'history.next',
      title: 'Next change',
      group,
      keys: ['N', 'J'],
      when: goes,
      run: () => {
        room.move(1);
      },
      undo: 'never',
    },
    {
      id: 'history.previous',
      title: 'Previous change',
      group,
      keys: ['P', 'K'],
      when: goes,
      run: () => {
        room.move(-1);
      },
      undo: 'never',
    },
    {
      id: 'history.only-changes',
      title: 'Show only changes, or what stands around them too',
      group,
      keys: ['O'],
      words: 'unchanged context',
      run: () => {
        room.toggleContext();
      },
      undo: 'never',
    },
    {
      id: 'history.beside',
      title: 'Show texts side by side, or with the changes in them',
      group,
      keys: ['B'],
      words: 'split inline columns before after',
      run: () => {
        room.toggleView();
      },
      undo: 'never',
    },
    {
      id: 'history.find',
      title: 'Find when words were written',
      group,
      keys: ['/'],
      words: 'search sentence appeared vanished blame',
      run: acts.find,
      undo: 'never',
    },
    {
      id: 'history.copy',
      title: 'Copy this change',
      group,
      keys: ['C'],
      when: has,
      run: acts.copy,
      undo: 'never',
    },
    {
      id: 'history.report',
      title: 'Share a report of these changes…',
      group,
      keys: ['S'],
      words: 'debrief addendum changed export copy save',
      when: has,
      run: acts.report,
      undo: 'never',
    },
    {
      id: 'history.restore',
      title: 'Restore this change…',
      group,
      keys: ['R'],
      words: 'bring back revert',
      when: has,
      run: acts.restore,
      undo: 'now',
    },
    {
      id: 'history.restore-whole',
      title: 'Restore the whole section or thing…',
      group,
      keys: ['Shift+R'],
      words: 'bring back revert section event',
      when: has,
      run: acts.restoreWhole,
      undo: 'now',
    },
  ];
}
