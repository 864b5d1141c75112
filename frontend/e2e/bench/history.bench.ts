import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { Session } from '../session';
import { named } from './named';
import { until } from './until';

const rounds = 5;

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
