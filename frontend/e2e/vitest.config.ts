import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Begins with the acts, which take longest, so that none of them is left to the end alone. */
class ActsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isActs = ({ moduleId }: TestSpecification) => moduleId.includes('/acts-');
    const sorted = await super.sort(files);
    return [...sorted.filter(isActs), ...sorted.filter((file) => !isActs(file))];
  }
}

/**
 * The end-to-end tests: the built page in Chromium over the real backend. Three files
 * run at a time, each in a process with a browser of its own, because the machine may
 * be small and a clipboard is all of a browser's. A page waits for most of the time, for
 * answers, frames and its own delays, so that three keep two processors busy. The files
 * of one process use the browser one after the other: to start it costs more than most
 * files do.
 */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['e2e/**/*.spec.ts'],
    globalSetup: ['e2e/build.ts'],
    maxWorkers: 3,
    isolate: false,
    sequence: { sequencer: ActsFirst },
    testTimeout: 3 * 60_000 * (Number(process.env['PATIENCE'] ?? 30_000) / 30_000),
    hookTimeout: 60_000,
    // As long as the page's own default: a busy machine is slow, not wrong.
    expect: { poll: { timeout: Number(process.env['PATIENCE'] ?? 30_000) } },
    env: { TZ: 'UTC' },
  },
});
