import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { test } from 'vitest';
import { commandLine } from '../bridge';
import { Session } from '../session';
import { named } from './named';

const rounds = 5;

/** Milliseconds from the start of the page, which is at hand in the browser already, until the first rows stand. */
async function untilRows(page: Page): Promise<number> {
  await page.locator('[data-title="0"]').waitFor();
  await page.addInitScript(() => {
    const look = () => {
      if (document.querySelector('[data-title="0"]')) {
        requestAnimationFrame(() => performance.mark('rows'));
      } else {
        requestAnimationFrame(look);
      }
    };
    requestAnimationFrame(look);
  });
  await page.reload();
  await page.waitForFunction(() => performance.getEntriesByName('rows').length > 0);
  return page.evaluate(() => performance.getEntriesByName('rows')[0]?.startTime ?? Infinity);
}

/** The most rows that stand in the page at once while somebody goes to the end and back. */
async function mostDrawn(page: Page): Promise<number> {
  let drawn = 0;
  for (const key of ['Home', 'PageDown', 'End', 'PageUp']) {
    await page.locator('[data-title]').first().focus();
    await page.keyboard.press(key);
    await page.waitForTimeout(100);
    drawn = Math.max(drawn, await page.evaluate(() => document.querySelectorAll('tbody tr').length));
  }
  return drawn;
}

/** Opens a library that `fill` makes. */
async function open<T>(fill: (library: string) => void, look: (page: Page) => Promise<T>): Promise<T> {
  const session = await Session.start();
  try {
    // Only one process writes to a library.
    await session.kill();
    for (const end of ['', '-wal', '-shm']) rmSync(session.library + end, { force: true });
    fill(session.library);
    await session.open();
    return await look(session.page);
  } finally {
    await session.close();
  }
}

test('a large library', async () => {
  const all: Record<string, number>[] = [];
  for (let round = 0; round < rounds; round++) {
    const one = await open((library) => {
      commandLine(library, 'new', 'The only one');
    }, untilRows);
    const many = await open(
      (library) => {
        copyFileSync(named('BENCH_LIBRARY'), library);
      },
      async (page) => ({ rows: await untilRows(page), drawn: await mostDrawn(page) }),
    );
    all.push({ one, ...many });
  }
  writeFileSync(named('BENCH_RESULT'), JSON.stringify(all));
});
