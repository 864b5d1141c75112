import type { Toasts } from '../ui/toasts.svelte';
import { attempt } from './attempt';
import type { WorkspaceState } from './workspace.svelte';

/**
 * Makes the undo of a message that says what was just done: it takes back that
 * change and never a later one. `otherwise` does so where other changes followed.
 */
export function takeBack(
  workspace: WorkspaceState,
  toasts: Toasts,
  otherwise?: () => Promise<unknown>,
): { label: string; run: () => void; holds: () => boolean } {
  const made = workspace.revision.id;
  const isLast = () => workspace.revision.id === made;
  return {
    label: 'Undo',
    holds: () => isLast() || otherwise !== undefined,
    run: () => {
      if (!isLast() && otherwise) {
        void attempt(toasts, 'The change was not undone', otherwise);
        return;
      }
      if (!isLast()) {
        toasts.tell(
          'take back',
          'Something was changed since. Ctrl+Z goes back step by step, and History restores any state.',
        );
        return;
      }
      void attempt(toasts, 'The change was not undone', () => workspace.undo());
    },
  };
}
