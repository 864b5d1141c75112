import { existsSync } from 'node:fs';
import { delimiter } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

/** The browser that is installed; none is ever downloaded. */
function executable(): string {
  const named = process.env['CHROMIUM'];
  if (named) return named;
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
      const path = `${folder}/${name}`;
      if (existsSync(path)) return path;
    }
  }
  throw new Error('no Chromium found: run `make setup`, or name one with CHROMIUM');
}

let running: Browser | undefined;

/**
 * The browser of all files that this process runs one after the other, each in
 * windows of its own. It ends with the process.
 */
export async function browser(): Promise<Browser> {
  if (!running?.isConnected()) running = await launch();
  return running;
}

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: executable(),
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}
