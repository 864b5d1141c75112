import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { TestProject } from 'vitest/node';
import { buildBridge } from '../../e2e/build';
import { Bridge } from '../../e2e/bridge';
import { bridgeBackend } from '../backend/bridge';

declare module 'vitest' {
  interface ProvidedContext {
    /** The file of a library that holds the example retrospective and nothing else. Tests open copies of it. */
    exampleLibrary: string;
  }
}

/** Builds the bridge and one example library, once for all test files. */
export default async function setup(project: TestProject): Promise<() => void> {
  buildBridge();
  const folder = mkdtempSync(`${tmpdir()}/afterword-unit-`);
  const library = `${folder}/library.db`;
  const bridge = await Bridge.start(library, folder);
  await bridgeBackend(bridge.token, new URL(bridge.url).origin).library.example();
  await bridge.stop();
  project.provide('exampleLibrary', library);
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
