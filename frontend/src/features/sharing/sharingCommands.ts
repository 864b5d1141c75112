import type { Command } from '../../commands/command';
import type { SharingRoom } from './sharing.svelte';

interface SharingActs {
  copy: () => Promise<void>;
  save: () => Promise<void>;
  mark: () => Promise<void>;
  bundle: () => Promise<void>;
}

const group = 'Share';

/** The commands of sharing, registered while it is shown. */
export function sharingCommands(room: SharingRoom, acts: SharingActs): Command[] {
  return [
    {
      id: 'share.copy',
      title: 'Copy the result',
      group,
      keys: ['C'],
      words: 'clipboard',
      when: () => room.ready !== undefined && room.target !== undefined && room.target.copies !== '',
      run: acts.copy,
      undo: 'never',
    },
    {
      id: 'share.save',
      title: 'Save the result…',
      group,
      keys: ['Mod+E'],
      words: 'export file download',
      when: () => room.target !== undefined,
      run: acts.save,
      undo: 'never',
    },
    {
      id: 'share.bundle',
      title: 'Save for a colleague…',
      group,
      words: 'bundle afterword file send history export',
      run: acts.bundle,
      undo: 'never',
    },
    {
      id: 'share.mark',
      title: 'Mark as shared',
      group,
      words: 'publish done checkpoint',
      run: acts.mark,
      undo: 'never',
    },
    {
      id: 'share.next',
      title: 'Next target',
      group,
      keys: ['J'],
      run: () => {
        room.move(1);
      },
      undo: 'never',
      hidden: true,
    },
    {
      id: 'share.previous',
      title: 'Previous target',
      group,
      keys: ['K'],
      run: () => {
        room.move(-1);
      },
      undo: 'never',
      hidden: true,
    },
  ];
}
