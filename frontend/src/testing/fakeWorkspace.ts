import type { Backend } from '../backend/backend';
import { fakeBackend } from '../backend/fake';
import { WorkspaceState } from '../workspace/workspace.svelte';

/** The example retrospective, open, with the library in memory behind it. */
export async function openExample(
  options: Parameters<typeof fakeBackend>[0] = {},
): Promise<{ backend: Backend; workspace: WorkspaceState }> {
  const backend = fakeBackend(options);
  const [first] = await backend.library.list();
  const opened = first ? await backend.library.open(first.id) : await backend.library.create('Untitled', '');
  return { backend, workspace: new WorkspaceState(backend, opened) };
}
