import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  build: {
    // WebKitGTK 2.50, WebView2 and WKWebView of the last two years.
    target: ['es2022', 'safari17'],
    // A font or picture as a data: URL would need a looser content security policy.
    assetsInlineLimit: 0,
    // What the first view needs is read at once. The rooms are read ahead from beside the window: a preload
    // saves nothing there, and the window complains of each that is not used within seconds.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, needed, { hostType }) => (hostType === 'html' ? needed : []),
    },
    // The editor is loaded with the document room; the rest is one small file.
    chunkSizeWarningLimit: 700,
  },
  server: { host: '127.0.0.1', port: 5179 },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    globalSetup: ['src/testing/setup.global.ts'],
    setupFiles: ['src/testing/setup.ts'],
    restoreMocks: true,
    // The files of one process share its window: to make one costs more than most files do.
    isolate: false,
    // A busy machine is slow, not wrong.
    testTimeout: 30_000,
    expect: { poll: { timeout: 10_000 } },
    env: { TZ: 'UTC' },
  },
});
