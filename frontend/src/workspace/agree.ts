import type { WorkspaceState } from './workspace.svelte';

/** Says that those who come agree that the timeline is complete, or no longer. */
export async function agree(workspace: WorkspaceState, isAgreed: boolean): Promise<void> {
  const { agreedAt: _, ...rest } = workspace.content.debrief;
  const agreedAt = new Date().toISOString();
  await workspace.change((backend, id) => backend.debrief.save(id, isAgreed ? { ...rest, agreedAt } : rest));
}
