import { expect, test } from 'vitest';
import { commandLine } from './bridge';
import { Session } from './session';

/** Templates of one's own: kept, written otherwise, and used. */
const session = await Session.start();
session.attend();
await session.kill();

const clockIn = (zone: string) =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(new Date());

test('what a template was is told in the zone that leads, and one that was kept just now is named', async () => {
  commandLine(session.library, 'new', 'Shaped');
  await session.open();
  await session.show('Shaped');
  const { page } = session;
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /^Search/ }).fill('Choose time zones');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Another zone' }).fill('Asia/Tok');
  await page.getByRole('option', { name: 'Asia/Tokyo' }).click();
  await page.getByRole('button', { name: 'Put Tokyo first' }).click();
  await page.getByRole('button', { name: 'Use these zones' }).click();
  await session.saved();
  await session.enter('Document');
  await page.getByRole('button', { name: 'Nine sections…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Templates' });
  await dialog.getByLabel('Keep this document’s sections as one').fill('Ours');
  const before = clockIn('Asia/Tokyo');
  await dialog.getByRole('button', { name: 'Keep', exact: true }).click();
  await dialog.getByText('Your own.', { exact: true }).waitFor();
  const markdown = dialog.getByLabel(/^As Markdown/);
  await markdown.fill((await markdown.inputValue()).replace('Your own.', 'Of us all.'));
  await dialog.getByRole('button', { name: 'Keep as yours' }).click();
  const was = dialog.getByRole('heading', { name: 'What it was' }).locator('xpath=following-sibling::ul');
  await was.waitFor();
  const after = clockIn('Asia/Tokyo');
  const times = await was.getByRole('button').allInnerTexts();
  expect(times).toHaveLength(2);
  for (const time of times) expect([before, after]).toContain(/(\d\d:\d\d)(:\d\d)?$/.exec(time)?.[1]);

  // What is edited and not kept stays, whatever is looked at in between.
  await markdown.fill((await markdown.inputValue()).replace('Of us all.', 'Of nobody.'));
  await dialog.getByRole('button', { name: /^A near miss/ }).click();
  await expect.poll(() => markdown.inputValue()).not.toContain('Of nobody.');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Nine sections…' }).click();
  await dialog.getByRole('button', { name: 'Ours not kept' }).click();
  await expect.poll(() => markdown.inputValue()).toContain('Of nobody.');
  await dialog.getByRole('button', { name: 'Put it back' }).click();
  expect(await markdown.inputValue()).toContain('Of us all.');

  await was.getByRole('button').last().click();
  expect(await markdown.inputValue()).toContain('Your own.');
  await dialog.getByRole('button', { name: 'Keep as yours' }).click();
  await dialog.getByRole('button', { name: 'Switch to it' }).click();
  await page.getByRole('button', { name: 'Ours…' }).waitFor();
});

test('a row that was begun without its first cell closes with its table, and waits there', async () => {
  const { page } = session;
  const show = async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /^Search/ }).fill('Edit the table “Glossary”');
    await page.keyboard.press('Enter');
  };
  const dialog = page.getByRole('dialog', { name: 'Glossary' });
  const [term, meaning] = [dialog.getByLabel('New: Term'), dialog.getByLabel('New: Meaning')];
  await show();
  await meaning.fill('How long a page stays in the cache');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('A row of “Glossary” waits to be finished: it has nothing in “Term”').waitFor();

  await show();
  expect(await meaning.inputValue()).toBe('How long a page stays in the cache');
  await term.fill('TTL');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await dialog.waitFor({ state: 'detached' });
  await show();
  await dialog.getByLabel('Meaning: TTL').waitFor();
  expect(await meaning.inputValue()).toBe('');
  await page.keyboard.press('Escape');
});

test('the keys go through the list', async () => {
  await session.kill();
  commandLine(session.library, 'new', 'Walked');
  await session.open();
  await session.show('Walked');
  await session.enter('Document');
  const { page } = session;
  await page.getByRole('button', { name: 'Nine sections…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Templates' });
  const chosen = dialog.locator('nav [aria-current]');
  await expect.poll(() => chosen.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => chosen.innerText()).toMatch(/^A project that went otherwise/);
  expect(await chosen.evaluate((button) => button === document.activeElement)).toBe(true);
});
