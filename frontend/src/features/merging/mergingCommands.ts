import type { Command } from '../../commands/command';
import type { MergingState } from './merging.svelte';

/** The commands about what comes back, registered while a retrospective is open. */
export function mergingCommands(merging: MergingState): Command[] {
  return [
    {
      id: 'merging.page',
      title: 'Bring an edited page back…',
      group: 'Share',
      keys: ['Mod+Shift+B'],
      words: 'import merge paste confluence word google docs markdown html round trip wiki',
      run: () => {
        merging.dialog = 'page';
      },
      undo: 'never',
    },
    {
      id: 'merging.conflicts',
      title: 'Decide what was changed on both sides…',
      group: 'Share',
      words: 'conflicts settle merge mine theirs',
      when: () => merging.conflicts.length > 0,
      run: () => {
        merging.dialog = 'conflicts';
      },
      undo: 'never',
    },
  ];
}
