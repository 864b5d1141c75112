import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { test } from 'vitest';
import { Session } from '../session';
import { named } from './named';

const rounds = 5;

/**
 * Does something to the page, and resolves to the milliseconds from the key or the
 * button that began it until the frame in which a selector finds something, but not
 * more than `most`, was handed to the screen.
 */
async function until(
  page: Page,
  selector: string,
  act: () => Promise<void>,
  most = Infinity,
): Promise<number> {
  const wanted = { selector, most: Math.min(most, Number.MAX_SAFE_INTEGER) };
  await page.evaluate((wanted) => {
    const timed = window as unknown as { shown: Promise<number> };
    timed.shown = new Promise((shown) => {
      let began = 0;
      const begin = (event: Event) => (began ||= event.timeStamp);
      addEventListener('keydown', begin, { capture: true, once: true });
      addEventListener('pointerdown', begin, { capture: true, once: true });
      const look = () => {
        const found = document.querySelectorAll(wanted.selector).length;
        if (began === 0 || found === 0 || found > wanted.most) {
          requestAnimationFrame(look);
          return;
        }
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          shown(performance.now() - began);
        };
        port2.postMessage(undefined);
      };
      requestAnimationFrame(look);
    });
  }, wanted);
  await act();
  return page.evaluate(() => (window as unknown as { shown: Promise<number> }).shown);
}

/** Looks at a history of 10,000 revisions as somebody does who has just opened the retrospective. */
async function look(): Promise<Record<string, number>> {
  const session = await Session.start();
  try {
    // Only one process writes to a library.
    await session.kill();
    for (const end of ['', '-wal', '-shm']) rmSync(session.library + end, { force: true });
    copyFileSync(named('BENCH_LIBRARY'), session.library);
    await session.open();
    const { page } = session;
    await session.show('A long history');
    await page.waitForLoadState('networkidle');
    const list = await until(page, '[aria-label=Checkpoints] li', () => page.keyboard.press('Alt+6'));
    await page.locator('[data-step]').first().waitFor();
    const day = page.getByRole('button', { name: /automatic/ }).first();
    const run = await until(page, 'li.row.small', () => day.click());
    const last = page.locator('li.row.small').nth(10);
    await last.scrollIntoViewIfNeeded();
    // All paragraphs differ between the first and the last, one or two between neighbours.
    const choice = await until(page, '[data-step]', () => last.getByRole('button').first().click(), 20);
    return { list, run, choice };
  } finally {
    await session.close();
  }
}

test('a long history', async () => {
  const all: Record<string, number>[] = [];
  for (let round = 0; round < rounds; round++) all.push(await look());
  writeFileSync(named('BENCH_RESULT'), JSON.stringify(all));
});
