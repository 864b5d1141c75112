import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { test } from 'vitest';
import { Session } from '../session';
import { named } from './named';

const rounds = 5;
const frames = readFileSync(new URL('frames.js', import.meta.url), 'utf8');
const shown = readFileSync(new URL('shown.js', import.meta.url), 'utf8');

interface Frames {
  costs: number[];
  between: number[];
}

const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

async function over(library: string): Promise<Session> {
  const session = await Session.start();
  // Only one process writes to a library.
  await session.kill();
  for (const end of ['', '-wal', '-shm']) rmSync(session.library + end, { force: true });
  copyFileSync(library, session.library);
  await session.open();
  return session;
}

/** From the click on a retrospective of 5,000 events until its list is handed to the screen, in the room of its timeline. */
async function opening(session: Session): Promise<number> {
  const { page } = session;
  await session.show('A long day');
  await session.enter('Timeline');
  await page.locator('[data-event]').first().waitFor();
  await session.home();
  await page.evaluate(`${shown}; void (window.shown = shownAfterPress())`);
  await page.getByRole('button', { name: 'A long day', exact: true }).click();
  return page.evaluate<number>('window.shown');
}

/** From a move of the pointer, with an event in the hand, until the frame that shows it there. */
async function dragging(page: Page): Promise<number[]> {
  const mark = page.locator('.drawing circle[data-id]').first();
  const box = await mark.boundingBox();
  if (!box) throw new Error('no event is drawn');
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.evaluate(() => {
    const timed = window as unknown as { moves: number[] };
    timed.moves = [];
    addEventListener(
      'pointermove',
      (event) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => timed.moves.push(performance.now() - event.timeStamp);
          port2.postMessage(undefined);
        });
      },
      { capture: true },
    );
  });
  for (let step = 1; step <= 60; step++) await page.mouse.move(at.x + step * 4, at.y);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  return page.evaluate(() => (window as unknown as { moves: number[] }).moves);
}

test('a timeline under the hand', async () => {
  const found: Record<string, number> = {};
  const few = await over(named('BENCH_FEW'));
  try {
    const all: number[] = [];
    for (let round = 0; round < rounds; round++) all.push(await opening(few));
    found['open'] = median(all);
  } finally {
    await few.close();
  }
  const many = await over(named('BENCH_MANY'));
  try {
    const { page } = many;
    await many.show('A very long day');
    await many.enter('Timeline');
    await page.locator('.drawing canvas').waitFor({ timeout: 60_000 });
    // A stretch in which events stand apart, as somebody looks at it who works on them.
    await page.evaluate(frames);
    // What the page's thread did, without the time in which others had the processor.
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    const work = async () => {
      const { metrics } = await devtools.send('Performance.getMetrics');
      return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
    };
    for (const what of ['zoom', 'pan']) {
      await page.keyboard.press('+');
      const before = await work();
      const { costs, between } = await page.evaluate<Frames>(`framesOf('${what}', 180)`);
      found[what] = median(costs);
      found[`${what}Work`] = ((await work()) - before) / costs.length;
      found[`${what}Between`] = median(between);
    }
    for (let step = 0; step < 20; step++) await page.keyboard.press('+');
    await page.locator('.drawing circle[data-id]').first().waitFor({ timeout: 60_000 });
    await page.waitForLoadState('networkidle');
    found['drag'] = median(await dragging(page));
  } finally {
    await many.close();
  }
  writeFileSync(named('BENCH_RESULT'), JSON.stringify(found));
}, 300_000);
