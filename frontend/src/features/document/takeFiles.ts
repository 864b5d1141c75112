import type { PutBlock } from '../../editor/editor';
import type { Toasts } from '../../ui/toasts.svelte';
import { attempt } from '../../workspace/attempt';
import type { Intake } from '../../workspace/intake.svelte';
import { announceAdded } from '../../workspace/paste';
import type { WorkspaceState } from '../../workspace/workspace.svelte';
import { plainCaption } from './embed';

/** Files become evidence, and pictures stand where `put` puts them. What is typed until they are read goes on. */
export async function takeFiles(
  workspace: WorkspaceState,
  intake: Intake,
  toasts: Toasts,
  files: File[],
  put: PutBlock,
): Promise<void> {
  for (const file of files) {
    await attempt(toasts, `${file.name || 'What was pasted'} was not added`, async () => {
      const added = await intake.during(
        () => workspace.change((backend, id) => backend.evidence.paste(id, file, file.name), { aside: true }),
        file.name,
      );
      announceAdded(workspace, toasts, added);
      const id = added.evidence[0] ?? added.known[0];
      const evidence = id === undefined ? undefined : workspace.evidence(id);
      if (!evidence || !(evidence.kind === 'screenshot' || file.type.startsWith('image/'))) return;
      // A picture that is too large to be shown is a file, and can be opened from where it came to.
      const shown = evidence.kind === 'screenshot' ? '!' : '';
      put(`${shown}[${plainCaption(evidence.caption ?? evidence.label)}](evidence/${evidence.id})`);
    });
  }
}
