import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { inject, onTestFinished } from 'vitest';
import { Bridge } from '../../e2e/bridge';
import type { Backend } from '../backend/backend';
import { bridgeBackend } from '../backend/bridge';
import { WorkspaceState } from '../workspace/workspace.svelte';

/** The real backend over a library of its own, until the test has ended: one without any retrospective, or with the example. */
export async function openLibrary({ empty = false } = {}): Promise<Backend> {
  const folder = mkdtempSync(`${tmpdir()}/afterword-unit-`);
  const library = `${folder}/library.db`;
  if (!empty) copyFileSync(inject('exampleLibrary'), library);
  const bridge = await Bridge.start(library, folder);
  onTestFinished(async () => {
    await bridge.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  return spyable(bridgeBackend(bridge.token, new URL(bridge.url).origin));
}

/** The example retrospective, open, over the real backend. */
export async function openExample(): Promise<{ backend: Backend; workspace: WorkspaceState }> {
  const backend = await openLibrary();
  const [first] = (await backend.library.list({})).rows;
  if (!first) throw new Error('the example library is empty');
  return { backend, workspace: new WorkspaceState(backend, await backend.library.open(first.id)) };
}

/**
 * The backend with nouns that keep what is put on them: those of the remote one
 * answer every name, so that `vi.spyOn` would put its function where nobody looks.
 */
function spyable(backend: Backend): Backend {
  const nouns = Object.entries(backend).map(([name, noun]: [string, unknown]) => {
    if (typeof noun !== 'object' || noun === null) return [name, noun];
    const get = (put: object, key: string | symbol) =>
      (Reflect.get(put, key) ?? Reflect.get(noun, key)) as unknown;
    return [name, new Proxy<object>({}, { get, has: () => true })];
  });
  return Object.fromEntries(nouns) as Backend;
}
