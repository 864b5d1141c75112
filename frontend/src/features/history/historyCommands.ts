import type { Command } from '../../commands/command';
import type { HistoryRoom } from './history.svelte';

interface HistoryActs {
  copy: () => void;
  restore: () => void;
  report: () => void;
}

const group = 'History';

/** The commands of the history, registered while it is shown. */
export function historyCommands(room: HistoryRoom, acts: HistoryActs): Command[] {
  const has = () => room.step !== undefined;
  return [
    {
      id: 'history.next',
      title: 'Next change',
      group,
      keys: ['N', 'J'],
      when: has,
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
      when: has,
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
        room.onlyChanges = !room.onlyChanges;
      },
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
  ];
}
