import { expect, it, vi } from 'vitest';
import { openExample } from '../../testing/workspace';
import { Toasts } from '../../ui/toasts.svelte';
import { SeenBefore } from './seenBefore.svelte';

it('asks the library only where what tells of the same has changed', async () => {
  const { backend, workspace } = await openExample();
  const asked = vi.spyOn(backend.document, 'seenBefore');
  const seen = new SeenBefore(workspace, new Toasts());
  await seen.look();
  await workspace.change((to, id) => to.document.markDraft(id, true));
  await seen.look();
  expect(asked).toHaveBeenCalledTimes(1);

  const trigger = workspace.content.sections.find(({ role }) => role === 'trigger')!;
  workspace.editBody(trigger.id, 'The gateway has its limit in megabytes.\n');
  await workspace.flush();
  await seen.look();
  expect(asked).toHaveBeenCalledTimes(2);
});
