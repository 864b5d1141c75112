import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findings } from './accessibility';
import { Session } from './session';
import { choose } from './choose';

/** What a source is taken for is the person's to say, before and after. */

const session = await Session.start();
session.attend();
await session.begin('A disk fills up');
const { page } = session;

const log = `${Array.from(
  { length: 30 },
  (_, line) => `2026-03-14T21:${String(line).padStart(2, '0')}:00Z ERROR disk full, ${String(line)} %`,
).join('\n')}\n`;
const source = () => page.locator('[data-source]', { hasText: 'Pasted' });
const about = () => source().locator('.about');
const cited = page.getByRole('row', { name: /on timeline/ });

async function chooseAct(item: string): Promise<void> {
  await source().hover();
  await page.getByRole('button', { name: /^More about Pasted/ }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

test('a log is kept as plain text, and what cites it stays', async () => {
  await session.pasteText(log);
  await about()
    .getByText(/21:00 – 21:29/)
    .waitFor();
  await page
    .getByRole('row', { name: /disk full, 4 %/ })
    .first()
    .click();
  await page.keyboard.press('t');
  await cited.waitFor();
  await chooseAct('Keep as plain text');
  await page.getByText(/is read as Plain text/).waitFor();
  await about().getByText(/^note/).waitFor();
  await cited.getByText('disk full, 4 %').waitFor();
});

test('plain text is read as a log, after showing what that comes to', async () => {
  await chooseAct('Read as a log…');
  const dialog = page.getByRole('dialog', { name: 'About this source' });
  const status = dialog.getByRole('status');
  await status.getByText('30 entries, 2026-03-14 21:00:00 to 2026-03-14 21:29:00, in UTC').waitFor();
  expect(await findings(page)).toEqual([]);
  await choose(dialog.getByLabel('Read as'), { label: 'Plain text' });
  await status.getByText('30 entries').waitFor({ state: 'detached' });
  await choose(dialog.getByLabel('Read as'), { label: 'As it is recognised' });
  await status.getByText('30 entries, 2026-03-14 21:00:00').waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await about()
    .getByText(/21:00 – 21:29/)
    .waitFor();
  await cited.getByText('disk full, 4 %').waitFor();
});

test('one step takes it back', async () => {
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+z');
  await about().getByText(/^note/).waitFor();
  await page.keyboard.press('Control+Shift+z');
  await about()
    .getByText(/21:00 – 21:29/)
    .waitFor();
});

test('a file that holds no text says so, and stays', async () => {
  mkdirSync(`${session.folder}/choose`);
  writeFileSync(`${session.folder}/choose/core.bin`, Buffer.alloc(4000));
  await page.keyboard.press('Control+O');
  const file = page.locator('[data-source]', { hasText: 'core.bin' });
  await file.click();
  await page.getByRole('button', { name: 'Read as a log…' }).click();
  const dialog = page.getByRole('dialog', { name: 'About this source' });
  await dialog.getByText('core.bin holds no text that could be read as a log').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });
});

test('checkpoints beyond the histogram stand at its end', async () => {
  for (const name of ['First look', 'Second look']) {
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+S');
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.keyboard.press('Enter');
    await page.getByText(`Kept “${name}”`).waitFor();
  }
  const later = page.getByRole('button', { name: '2 checkpoints later' });
  await later.waitFor();
  await later.focus();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('menu', { name: 'Marks after what is shown' });
  await menu.getByRole('menuitem', { name: /“First look”/ }).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('main', { name: 'History' }).waitFor();
  await page
    .getByText(/Second look/)
    .first()
    .waitFor();
});

test('an event shows what people wrote, and the line of the export one key away', async () => {
  const message = (ts: string, text: string) =>
    JSON.stringify({ type: 'message', user: 'U1', ts, text, user_profile: { real_name: 'Dana Kim' } });
  await page.getByRole('navigation', { name: 'Rooms' }).getByText('Evidence').click();
  await session.pasteText(
    `[${message('1773524400.000100', 'the disk of db-1 fills up')},\n${message('1773524460.000100', 'adding a volume')}]`,
  );
  await page
    .getByRole('row', { name: /the disk of db-1 fills up/ })
    .first()
    .click();
  await page.keyboard.press('t');
  await page.getByRole('button', { name: /the disk of db-1 fills up/ }).click();
  const said = page.getByRole('blockquote');
  await said.getByText('Dana Kim').waitFor();
  expect(await said.innerText()).toContain('the disk of db-1 fills up');
  const original = page.getByLabel('Original lines');
  expect(await original.isVisible()).toBe(false);
  await page.getByText('Original lines').focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => original.innerText()).toContain('"ts":"1773524400.000100"');
  expect(await findings(page)).toEqual([]);
});

test('a link to evidence in a private note leads there', async () => {
  const note = page.getByLabel(/^New private note/);
  await page.getByRole('navigation', { name: 'Rooms' }).getByText('Evidence').click();
  await page
    .getByRole('row', { name: /adding a volume/ })
    .first()
    .click();
  await page.keyboard.press('Shift+Y');
  await page.getByText('Copied: a link to these lines, for any sentence').waitFor();
  await page.getByRole('navigation', { name: 'Rooms' }).getByText('Timeline').click();
  await page.locator('[data-event]').first().click();
  await note.focus();
  await page.keyboard.press('Control+v');
  await expect.poll(() => note.inputValue()).toContain('](evidence/');
  await note.press('Enter');
  await page.getByRole('button', { name: /, line 2$/ }).click();
  await page.getByRole('row', { selected: true }).getByText('adding a volume').waitFor();
});
