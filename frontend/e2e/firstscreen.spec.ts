import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findings } from './accessibility';
import { Session } from './session';

/** The first rows of a large file, which are there while the rest of it is read. */

const session = await Session.start();
session.attend();
const { page } = session;

/** 230,000 lines, some 20 MB. */
function large(host: string): string {
  const begin = Date.parse('2026-03-14T21:00:00Z');
  return Array.from({ length: 230_000 }, (_, line) => {
    const at = new Date(begin + line * 50).toISOString();
    return `<14>1 ${at} ${host} api - - - request ${String(line)} was answered within its time\n`;
  }).join('');
}

/** Puts a file where the dialog chooses it, and holds back the news that it is read. */
async function choose(name: string, text: string): Promise<() => void> {
  const folder = `${session.folder}/choose`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  writeFileSync(`${folder}/${name}`, text);
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/bridge/Evidence/Choose', async (route) => {
    const answer = await route.fetch();
    await released;
    await route.fulfill({ response: answer });
  });
  await page.keyboard.press('Control+O');
  return release;
}

await session.begin('A long evening');
await session.enter('Evidence');

test('the first rows of the first file stand in the empty room', async () => {
  const release = await choose('api.log', large('web-1'));
  const beginning = page.getByRole('region', { name: 'Beginning of api.log' });
  await beginning.getByRole('status').waitFor({ state: 'attached' });
  await beginning.getByText('reading as Syslog').waitFor();
  await beginning.getByText('request 20 was answered within its time').waitFor();
  await beginning.getByRole('button', { name: 'Stop' }).waitFor();
  expect(await page.getByRole('grid').count()).toBe(0);
  expect(await findings(page)).toEqual([]);
  release();
  const list = page.getByRole('grid');
  await list.getByRole('row').getByText('request 1 was answered within its time').waitFor();
  expect(await list.getAttribute('aria-rowcount')).toBe('230000');
  expect(await beginning.count()).toBe(0);
});

test('a filter that is cleared leaves the place', async () => {
  await page.keyboard.press('/');
  await page.keyboard.type('request 150000');
  await expect.poll(() => page.getByRole('grid').getAttribute('aria-rowcount')).toBe('1');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('grid').getAttribute('aria-rowcount')).toBe('230000');
  await page.getByRole('row').getByText('request 150000 was answered').waitFor();
});

test('those of a second file leave the place and the selection alone', async () => {
  const chosen = page.getByRole('row', { selected: true });
  const list = page.getByRole('grid');
  await list.focus();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  const place = await chosen.getAttribute('aria-rowindex');
  const first = await list.getByRole('row').first().getAttribute('aria-rowindex');
  const release = await choose('db.log', large('db-1'));
  const beginning = page.getByRole('region', { name: 'Beginning of db.log' });
  await beginning.getByText('request 3 was answered within its time').waitFor();
  expect(await chosen.getAttribute('aria-rowindex')).toBe(place);
  expect(await list.getByRole('row').first().getAttribute('aria-rowindex')).toBe(first);
  expect(await findings(page)).toEqual([]);
  release();
  await beginning.waitFor({ state: 'detached' });
  await expect.poll(() => list.getAttribute('aria-rowcount')).toBe('460000');
});
