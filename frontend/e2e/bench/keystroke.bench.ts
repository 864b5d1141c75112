import { createServer } from 'node:http';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { build } from 'vite';
import { test } from 'vitest';
import { commandLine } from '../bridge';
import { launch } from '../browser';
import { results, root } from '../paths';
import { Session } from '../session';
import { typingTime } from './keystroke';
import { named } from './named';

/** Types into a section that holds the document of 20,000 words. */
async function inDocument(): Promise<number> {
  const session = await Session.start();
  try {
    // Only one process writes to a library.
    await session.kill();
    commandLine(session.library, 'new', 'A long story');
    commandLine(session.library, 'section', 'latest', 'Root Cause', '--file', named('BENCH_DOCUMENT'));
    await session.open();
    await session.show('A long story');
    await session.enter('Document');
    await (await session.write('Root Cause')).press('Control+Home');
    return await typingTime(session.page);
  } finally {
    await session.close();
  }
}

/** Types into CodeMirror with nothing in it, on a page with nothing else. */
async function inEmptyEditor(): Promise<number> {
  const folder = `${results}/empty`;
  await build({
    root: `${root}/frontend/e2e/bench/empty`,
    configFile: false,
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
  const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' };
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    response.setHeader('Content-Type', types[extname(path)] ?? 'application/octet-stream');
    // The browser also asks for an icon, which there is none of.
    const file = join(folder, path);
    if (!existsSync(file)) response.statusCode = 404;
    response.end(existsSync(file) ? readFileSync(file) : undefined);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
    await page.locator('.cm-content').click();
    return await typingTime(page);
  } finally {
    await browser.close();
    server.close();
  }
}

test('a keystroke', async () => {
  const empty = await inEmptyEditor();
  const document = await inDocument();
  writeFileSync(named('BENCH_RESULT'), JSON.stringify({ document, empty }));
});
