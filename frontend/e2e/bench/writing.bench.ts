import { createServer } from 'node:http';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { build } from 'vite';
import { test } from 'vitest';
import { commandLine } from '../bridge';
import { launch } from '../browser';
import { results, root } from '../paths';
import { Session } from '../session';
import { typingTime, typingTimes } from './keystroke';
import { median, named } from './named';
import { jumps } from './scrolling';
import { until } from './until';

const heading = 'Root Cause';
const rounds = 5;

/** Opens a window over a retrospective whose section holds a text. */
async function withText(text: (library: string) => string): Promise<Session> {
  const session = await Session.start();
  // Only one process writes to a library.
  await session.kill();
  commandLine(session.library, 'new', 'A long story');
  const path = `${session.folder}/section.md`;
  writeFileSync(path, text(session.library));
  commandLine(session.library, 'section', 'latest', heading, '--file', path);
  await session.open();
  await session.show('A long story');
  return session;
}

const words = () => readFileSync(named('BENCH_DOCUMENT'), 'utf8');

/** The same with a table and a picture again and again between its paragraphs. */
function furnished(library: string): string {
  const folder = named('BENCH_PICTURES');
  const files = readdirSync(folder).filter((name) => /^picture-\d+\.png$/.test(name));
  for (const file of files) commandLine(library, 'add', 'latest', join(folder, file));
  const shown = JSON.parse(commandLine(library, 'show', 'latest', '--json')) as {
    content: { evidence: { id: string }[] };
  };
  const ids = shown.content.evidence.map(({ id }) => id);
  const paragraphs = words().trimEnd().split('\n\n');
  const every = Math.floor(paragraphs.length / (ids.length * 2));
  return paragraphs
    .flatMap((paragraph, at) => {
      const nth = at / every;
      const id = ids[Math.floor(nth / 2)];
      if (!Number.isInteger(nth) || !id) return [paragraph];
      return [paragraph, nth % 2 === 0 ? table(nth) : `![Picture ${String(nth)}](evidence/${id})`];
    })
    .join('\n\n');
}

function table(nth: number): string {
  const rows = Array.from(
    { length: 4 + (nth % 5) },
    (_, row) => `| host-${String(row)} | ${String(row * nth)} | what was seen there, in **words** |`,
  );
  return ['| Host | Errors | Seen |', '| --- | --: | --- |', ...rows].join('\n');
}

/** Types into a section that holds the document of 20,000 words. */
async function inPlain(): Promise<number> {
  const session = await withText(words);
  try {
    await session.enter('Document');
    await (await session.write(heading)).press('Control+Home');
    return await typingTime(session.page);
  } finally {
    await session.close();
  }
}

async function inFurnished(): Promise<Record<string, number>> {
  const session = await withText(furnished);
  const { page } = session;
  try {
    const times: Record<'open' | 'write' | 'firstKey', number[]> = { open: [], write: [], firstKey: [] };
    await session.enter('Document');
    await page.locator('.prose img').first().waitFor({ state: 'attached' });
    for (let round = 0; round < rounds; round += 1) {
      await session.enter('Timeline');
      times.open.push(await until(page, `[data-section] .prose p`, () => page.keyboard.press('Alt+3')));
      await page.locator(`[data-section]`, { hasText: heading }).locator('h2').first().click();
      times.write.push(
        await until(page, '.cm-content', () =>
          page.getByRole('button', { name: `Write ${heading}`, exact: true }).click(),
        ),
      );
      await session.enter('Timeline');
      await session.enter('Document');
      await session.write(heading);
      await page.keyboard.press('Control+Home');
      const [first] = await typingTimes(page, 1);
      times.firstKey.push(first ?? Number.NaN);
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Escape');
      await session.saved();
    }
    const editor = await session.write(heading);
    await editor.press('Control+Home');
    const top = await typingTime(page);
    const jump = await jumps(page);
    await page.locator('.page .cm-line').nth(10).click();
    const middle = await typingTime(page);
    return {
      open: median(times.open),
      write: median(times.write),
      firstKey: median(times.firstKey),
      top,
      middle,
      jump,
    };
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

test('writing', async () => {
  const empty = await inEmptyEditor();
  const plain = await inPlain();
  writeFileSync(named('BENCH_RESULT'), JSON.stringify({ empty, plain, ...(await inFurnished()) }));
});
