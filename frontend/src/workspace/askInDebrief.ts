import type { Toasts } from '../ui/toasts.svelte';
import { attempt } from './attempt';
import { takeBack } from './takeBack';
import type { WorkspaceState } from './workspace.svelte';

/** Keeps a question for the debrief, once however often it is asked. */
export async function askInDebrief(
  workspace: WorkspaceState,
  toasts: Toasts,
  question: string,
): Promise<void> {
  if (workspace.content.debrief.notes?.some((note) => note.text === question)) {
    toasts.tell('ask', 'That is among the questions for the debrief already');
    return;
  }
  const done = await attempt(toasts, 'The question was not kept', () =>
    workspace.change((backend, id) => backend.debrief.addNote(id, { kind: 'question', text: question })),
  );
  if (done) toasts.say('Kept as a question for the debrief', takeBack(workspace, toasts));
}
