import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findings } from './accessibility';
import { results } from './paths';
import { Session } from './session';
import { choose } from './choose';

/** Short, so that it stands in the file as it is. */
const password = 'hunter2-Zq8vK3';

for (const theme of ['light', 'dark'] as const) {
  test(`a log with a password is taken out for good, in a ${theme} window`, async () => {
    const session = await Session.start({ colorScheme: theme });
    const { page } = session;
    await page.setViewportSize({ width: 1280, height: 800 });
    await session.begin('Disk full');
    await session.enter('Evidence');
    await session.pasteText(`2026-03-14T21:40:00Z ERROR password ${password}\n`);
    await page.getByText(password).first().waitFor();
    await session.saved();
    await page.keyboard.press('Control+S');
    await page.getByLabel('Name', { exact: true }).fill('With the password');
    await page.keyboard.press('Enter');
    await session.saved();

    await page.getByRole('button', { name: /^Search/ }).click();
    await page.keyboard.type('purge');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Purge for good' });
    await choose(dialog.getByLabel('What goes'), { index: 2 });
    await dialog.getByText('a log of 51 bytes, in all revisions').waitFor();
    const purge = dialog.getByRole('button', { name: 'Purge', exact: true });
    expect(await purge.isDisabled()).toBe(true);
    await dialog.getByLabel('Nothing brings it back').check();
    expect(await findings(page)).toEqual([]);
    await page.screenshot({ path: `${results}/purge-${theme}.png` });
    await purge.click();
    await page.getByText('Purged a log of 51 bytes').waitFor();
    expect(await page.getByText(password).count()).toBe(0);

    // Neither Undo nor History brings it back.
    await page.keyboard.press('Control+z');
    await session.enter('History');
    await page.getByText('Purge a log of 51 bytes').first().waitFor();
    await page.screenshot({ path: `${results}/purge-history-${theme}.png` });
    await session.enter('Evidence');
    expect(await page.getByText(password).count()).toBe(0);
    await session.kill();
    const files = readdirSync(session.folder, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    const holding = files.filter(({ parentPath, name }) =>
      readFileSync(`${parentPath}/${name}`).includes(password),
    );
    expect(holding.map(({ name }) => name)).toEqual([]);
    expect(files.map(({ name }) => name)).toContain(`${new Date().toISOString().slice(0, 10)}-daily.db`);
    await session.close();
  });
}

test('words are taken out while somebody writes them', async () => {
  const session = await Session.start();
  const { page } = session;
  await session.begin('Disk full');
  await session.enter('Document');
  const editor = await session.write('Trigger');
  await page.keyboard.type('Globex filled the disk.');
  await session.saved();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('purge');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Purge for good' });
  await choose(dialog.getByLabel('What goes'), 'words');
  await dialog.getByLabel('Words, in large or small letters').fill('globex');
  await dialog.getByText('words in one place, in all revisions').waitFor();
  await dialog.getByLabel('Nothing brings it back').check();
  await dialog.getByRole('button', { name: 'Purge', exact: true }).click();
  await page.getByText('Purged words in one place').waitFor();
  if ((await editor.count()) === 0) await session.write('Trigger');
  await editor.getByText('█████ filled the disk.').waitFor();
  await editor.press('Control+End');
  await page.keyboard.type(' It was full.');
  await session.saved();
  await page.keyboard.press('Escape');
  await page.getByText('█████ filled the disk. It was full.').waitFor();
  expect(await page.getByText('Globex').count()).toBe(0);
  await session.close();
});
