import { attempt } from './attempt';
import { takeBack } from './takeBack';
import type { Toasts } from '../ui/toasts.svelte';
import type { WorkspaceState } from './workspace.svelte';

/** Puts a situation report into a section: the latest one and the summary unless others are named. */
export async function useSitRep(
  workspace: WorkspaceState,
  toasts: Toasts,
  { event = '', section = '' }: { event?: string; section?: string } = {},
): Promise<void> {
  const done = await attempt(toasts, 'The situation report was not taken over', () =>
    workspace.change((backend, id) => backend.timeline.sitRepToSection(id, event, section), { retry: false }),
  );
  if (done) toasts.say('The situation report stands in the document', takeBack(workspace, toasts));
}
