import { expect, test } from 'vitest';
import { Session } from './session';

/** A long list goes to what is written into it, wherever that comes to stand. */

const session = await Session.start();
session.attend();
const { page } = session;
const form = page.getByRole('form');
const row = (title: string) => page.locator('[data-event]').filter({ hasText: title });

await page.getByRole('heading', { name: /Nothing has happened|Retrospectives/ }).waitFor();
await page.evaluate(async () => {
  const token = document.querySelector<HTMLMetaElement>('meta[name="afterword-bridge"]')?.content ?? '';
  const call = async (noun: string, method: string, ...args: unknown[]) => {
    const answer = await fetch(`/bridge/${noun}/${method}`, {
      method: 'POST',
      headers: { 'X-Afterword-Token': token },
      body: JSON.stringify(args),
    });
    return ((await answer.json()) as { result: unknown }).result;
  };
  const { id } = (await call('Library', 'Create', 'A long list', '')) as { id: string };
  for (let n = 0; n < 120; n++) {
    const at = { at: new Date(Date.UTC(2026, 2, 14, 10, n)).toISOString(), precision: 'minute' };
    // Those that take two lines make the list longer than it is thought to be at first.
    const title = `Step ${String(n)}${n % 3 ? '' : ' and what came of it'.repeat(12)}`;
    await call('Timeline', 'AddEvent', id, { id: '', at, kind: 'action', title });
  }
});
await page.reload();
await session.show('A long list');
await session.enter('Timeline');

/** Whether all of a row is seen, once what the browser has to tell of its scrollbar is told. */
async function isSeen(title: string): Promise<boolean> {
  await page.evaluate(() => new Promise((told) => requestAnimationFrame(() => requestAnimationFrame(told))));
  const [at, box] = [await row(title).boundingBox(), await page.locator('.box.events').boundingBox()];
  return Boolean(at && box && at.y >= box.y - 1 && at.y + at.height <= box.y + box.height + 1);
}

test.each([
  ['at the end', 'End', '10:10', 'Far above'],
  ['at the beginning', 'Home', '11:55', 'Far below'],
])('what is written %s of the list is shown where it comes to stand', async (_, key, time, title) => {
  await page.keyboard.press(key);
  await page.keyboard.press('n');
  await page.getByLabel('What happened').fill(title);
  await page.getByLabel('When').fill(`2026-03-14 ${time}`);
  await page.getByLabel('When').press('Enter');
  await form.waitFor({ state: 'detached' });
  await page.waitForFunction((words) => document.activeElement?.textContent?.includes(words), title);
  expect(await isSeen(title)).toBe(true);
});
