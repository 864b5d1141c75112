import { expect, it } from 'vitest';
import { openExample } from '../../testing/workspace';
import { WorkspaceState } from '../../workspace/workspace.svelte';
import { EvidenceRoom } from './evidence.svelte';
import { evidenceCommands, type EvidenceActs } from './evidenceCommands';

it('offers nothing while there is no evidence', async () => {
  const { backend, workspace } = await openExample();
  const acts = new Proxy<object>({}, { get: () => () => undefined }) as EvidenceActs;
  const offered = (of: WorkspaceState) =>
    evidenceCommands(new EvidenceRoom(of), acts)
      .filter(({ hidden, when }) => !hidden && (when?.() ?? true))
      .map(({ id }) => id);
  expect(offered(workspace)).toContain('evidence.chart');
  const begun = await backend.library.create('Nothing yet', '');
  expect(offered(new WorkspaceState(backend, begun))).toEqual([]);
});
