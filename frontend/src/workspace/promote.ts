import type { Citation } from '../backend/types';
import type { Toasts } from '../ui/toasts.svelte';
import { attempt } from './attempt';
import { takeBack } from './takeBack';
import type { WorkspaceState } from './workspace.svelte';

/** What of an event is said by hand; what is empty is suggested. */
export interface Said {
  title: string;
  kind: string;
}

/**
 * Makes an event that cites evidence and says so. Where an event cites it already,
 * that is said instead, with a way to it and a way to make another all the same.
 * Resolves to whether the evidence is on the timeline now.
 */
export function promote(
  workspace: WorkspaceState,
  toasts: Toasts,
  citations: readonly Citation[],
  said: Said,
  show: (event: string) => void,
  again = false,
): Promise<boolean> {
  return attempt(toasts, 'No event was made', async () => {
    const { edited, event } = await workspace.change((backend, id) =>
      backend.timeline.promote(id, citations, said.title, said.kind, again),
    );
    const title = workspace.content.events.find((one) => one.id === event)?.title ?? '';
    const look = {
      label: 'Show',
      run: () => {
        show(event);
      },
    };
    if (edited.unchanged) {
      toasts.say(`“${title}” cites this already`, look, {
        label: 'Add another',
        run: () => void promote(workspace, toasts, citations, said, show, true),
      });
      return;
    }
    const undo = takeBack(workspace, toasts, () =>
      workspace.change((backend, id) => backend.timeline.removeEvent(id, event)),
    );
    // One after the other is made in a row: only the newest is told, over the rows to choose from.
    toasts.tell('promoted', `On the timeline: “${title}”`, undo, look);
  });
}
