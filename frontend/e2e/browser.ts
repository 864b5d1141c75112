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
