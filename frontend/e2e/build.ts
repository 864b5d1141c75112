import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { binary, results, root } from './paths';

/** Builds the app with its bridge once for all specs. */
export default function build(): void {
  if (!existsSync(`${root}/frontend/dist/index.html`)) {
    throw new Error('the page is not built: run `npm run build` first, or `make e2e`');
  }
  rmSync(results, { recursive: true, force: true });
  buildBridge();
}

/** Builds the app with its bridge. */
export function buildBridge(): void {
  mkdirSync(results, { recursive: true });
  execFileSync('go', ['build', '-tags', 'headless', '-o', binary, './app/bridge'], {
    cwd: root,
    stdio: 'inherit',
  });
}
