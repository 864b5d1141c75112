import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findings } from './accessibility';
import { Session } from './session';

/** The list of entries itself, over logs long enough that nobody scrolls through them. */

const session = await Session.start();
session.attend();

/** 20,000 entries of two hosts; every 400th times out, and a run of 312 says the same. */
function log(): string {
  const begin = Date.parse('2026-03-14T21:00:00Z');
  return Array.from({ length: 20_000 }, (_, line) => {
    const at = new Date(begin + line * 250).toISOString();
    const host = line % 10 === 3 ? 'db-1' : 'web-1';
    if (line >= 9000 && line < 9312) return `<14>1 ${at} web-1 cron - - - nothing to do`;
    const what = line % 400 === 7 ? 'upstream Timed Out' : `request ${String(line)} served`;
    return `<14>1 ${at} ${host} app - - - ${what}`;
  }).join('\n');
}

await session.begin('A long evening');
await session.pasteText(log());
await session.page
  .getByText(/20,000 entries/)
  .first()
  .waitFor();
await session.page.getByRole('row').first().waitFor();

const { page } = session;
const list = page.getByRole('grid');
const find = page.getByRole('textbox', { name: 'Find in the entries' });
const words = page.getByRole('search', { name: 'Find in the entries' }).getByRole('status');
const chosen = page.getByRole('row', { selected: true });

test('Ctrl+F finds, Enter goes on, Shift+Enter back, and round at the ends', async () => {
  await page.keyboard.press('Control+F');
  await find.fill('timed out');
  await words.getByText('1 of 49').waitFor();
  await chosen.getByText(/Timed Out/).waitFor();
  await page.keyboard.press('Enter');
  await words.getByText('2 of 49').waitFor();
  await page.keyboard.press('Shift+Enter');
  await words.getByText('1 of 49').waitFor();
  await page.keyboard.press('Shift+Enter');
  await words.getByText('49 of 49').waitFor();
  expect(await chosen.getAttribute('aria-rowindex')).toBe('19608');
  await page.keyboard.press('F3');
  await words.getByText('1 of 49').waitFor();
  await expect.poll(() => chosen.locator('mark').allTextContents()).toEqual(['Timed Out']);
});

test('matches are marked beside the list', async () => {
  await expect
    .poll(() => page.locator('.frame > .marks path').getAttribute('d'))
    .toMatch(/^(M0 \d+h1v1\.6H0Z){49}$/);
  expect(await findings(page)).toEqual([]);
});

test('case and regular expressions are told apart', async () => {
  await page.getByRole('button', { name: 'Tell upper and lower case apart' }).click();
  await words.getByText('Nowhere').waitFor();
  await page.getByRole('button', { name: 'Regular expression' }).click();
  await find.fill('Timed (Out|In)$');
  await words.getByText(/of 49/).waitFor();
  await find.fill('Timed (');
  await words.getByText(/cannot be read/).waitFor();
  await page.getByRole('button', { name: 'Regular expression' }).click();
  await page.getByRole('button', { name: 'Tell upper and lower case apart' }).click();
  await find.press('Escape');
  await find.waitFor({ state: 'detached' });
  expect(await page.locator('.frame > .marks').count()).toBe(0);
});

test('n goes on from the list', async () => {
  await page.keyboard.press('Control+F');
  await find.fill('timed out');
  await words.getByText(/of 49/).waitFor();
  await find.press('ArrowDown');
  const [first] = (await words.textContent())?.split(' ') ?? [];
  await page.keyboard.press('n');
  await words.getByText(`${String((Number(first) % 49) + 1)} of 49`).waitFor();
  await page.keyboard.press('Control+F');
  await find.press('Escape');
});

test('lines that repeat fold, open and fold again by keys', async () => {
  await page.keyboard.press('f');
  await page.keyboard.press('/');
  await page.keyboard.type('nothing to do');
  const fold = page.getByRole('button', { name: '× 312' });
  await fold.waitFor();
  await expect.poll(() => list.getAttribute('aria-rowcount')).toBe('1');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.getByText('312 entries selected').waitFor();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => list.getAttribute('aria-rowcount')).toBe('312');
  await page.getByText('1 entry selected').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => list.getAttribute('aria-rowcount')).toBe('1');
  await fold.click();
  await expect.poll(() => list.getAttribute('aria-rowcount')).toBe('312');
  await fold.click();
});

test('an event made of a fold cites all its lines', async () => {
  await chosen.waitFor();
  await page.getByText('312 entries selected').waitFor();
  await page.getByText('9,001 – 9,312').waitFor();
  await page.keyboard.press('t');
  await page.getByText(/On the timeline:/).waitFor();
  await page.getByRole('row').getByText('on timeline').waitFor();
  await page.keyboard.press('f');
  await expect.poll(() => list.getAttribute('aria-rowcount')).toBe('312');
});

test('the entries of one actor', async () => {
  await page.keyboard.press('/');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect.poll(() => list.getAttribute('aria-rowcount')).toBe('20000');
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: /one host, service or person/ });
  await dialog.getByRole('option', { name: /db-1.*1,9\d\d entries/ }).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.type('db');
  await page.keyboard.press('Enter');
  await expect.poll(async () => Number(await list.getAttribute('aria-rowcount'))).toBeLessThan(2001);
  expect(await page.getByLabel('Filter the entries').inputValue()).toBe('actor:db-1');
  await page.getByRole('row').nth(2).getByRole('button', { name: 'db-1' }).click();
  expect(await page.getByLabel('Filter the entries').inputValue()).toBe('actor:db-1');
  await page.getByLabel('Filter the entries').fill('');
  await expect.poll(() => list.getAttribute('aria-rowcount')).toBe('20000');
});

test('the bytes of a line are one key away', async () => {
  await list.focus();
  await page.keyboard.press('Home');
  // Not the first row of the filter that was just taken away.
  const first = list.locator('[data-row="0"]', { hasText: 'web-1' });
  await first.locator('[aria-selected="true"]').waitFor();
  await page.keyboard.press('b');
  const dialog = page.getByRole('dialog', { name: /line 1$/ });
  await dialog.getByText(/^<14>1 2026-03-14T21:00:00\.000Z web-1/).waitFor();
  await dialog.getByRole('button', { name: 'In hex' }).click();
  await dialog.getByText('3c 31 34 3e 31 20 32 30 32 36 2d 30 33 2d 31 34').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

test('a long filter counts on, stops when it is told to, and goes on', async () => {
  let state = 'running';
  await page.route('**/bridge/Evidence/StopSearch', (route) => {
    state = 'stopped';
    return route.continue();
  });
  await page.route('**/bridge/Evidence/ResumeSearch', (route) => {
    state = 'done';
    return route.continue();
  });
  // The library is too quick to be watched: what it answers is told in parts.
  await page.route('**/bridge/Evidence/Window', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as { result: { searched: number; of: number; state: string } };
    if (state !== 'done') Object.assign(body.result, { state, searched: 8600 });
    await route.fulfill({ response: answer, json: body });
  });
  await page.keyboard.press('/');
  await page.keyboard.type('timed out');
  const status = page.locator('.bar').getByRole('status');
  await status.getByText('49 entries · 43 %').waitFor();
  await page
    .getByRole('row', { name: /Timed Out/ })
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Stop looking for more' }).click();
  await page.getByRole('button', { name: 'Stop looking for more' }).waitFor({ state: 'detached' });
  await status.getByText('49 entries · 43 %').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Go on' }).click();
  await status.getByText('49 entries', { exact: true }).waitFor();
  expect(state).toBe('done');
  await page.unroute('**/bridge/Evidence/Window');
  await page.getByLabel('Filter the entries').fill('');
});

test('a large file is told of from its first megabytes on', async () => {
  await page.evaluate(() => {
    const token = document.querySelector('meta[name=afterword-bridge]')?.getAttribute('content') ?? '';
    const told: { done: number; total: number }[] = [];
    Object.assign(window, { told });
    new EventSource(`/bridge/notices?token=${encodeURIComponent(token)}`).onmessage = (message) => {
      told.push(JSON.parse(String(message.data)) as { done: number; total: number });
    };
  });
  mkdirSync(`${session.folder}/choose`);
  writeFileSync(`${session.folder}/choose/large.log`, `${log()}\n`.repeat(16));
  await page.keyboard.press('Control+O');
  await page
    .getByText(/320,000 entries/)
    .first()
    .waitFor({ timeout: 60_000 });
  const told = await page.evaluate(
    () => (window as unknown as { told: { done: number; total: number }[] }).told,
  );
  expect(told.filter(({ done, total }) => done < total / 2).length).toBeGreaterThan(2);
  expect(told.at(-1)).toMatchObject({ done: told.at(-1)?.total });
});

test('a checkpoint is marked on the histogram when it was saved', async () => {
  const now = new Date().toISOString();
  await list.focus();
  await session.pasteText(`${now} started\n${new Date(Date.now() + 3_600_000).toISOString()} ended`);
  await page
    .getByText(/2 entries/)
    .first()
    .waitFor();
  await page.keyboard.press('Control+S');
  await page.getByLabel('Name', { exact: true }).fill('First look');
  await page.keyboard.press('Enter');
  const mark = page.getByRole('button', { name: /Checkpoint “First look”/ });
  await mark.waitFor();
  expect(await findings(page)).toEqual([]);
  await mark.focus();
  await page.keyboard.press('Enter');
  await chosen.getByText('ended').waitFor();
});
