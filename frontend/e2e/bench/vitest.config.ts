import { defineConfig } from 'vitest/config';

/** What `make bench` runs in Chromium; it measures and judges nothing. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['e2e/bench/*.bench.ts'],
    globalSetup: ['e2e/build.ts'],
    testTimeout: 300_000,
    env: { TZ: 'UTC' },
  },
});
