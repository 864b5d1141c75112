import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pieces } from './paths';
import { Session } from './session';

/**
 * The thread through the product, each test standing on the one before, as each
 * step does for a person.
 */

const session = await Session.start();
session.attend();
await session.begin('Orders stop saving');

test('a pasted log is read as entries', async () => {
  const { page } = session;
  await session.pasteText(readFileSync(`${pieces}/postgres-primary.log`, 'utf8'));
  await page.getByText(/PostgreSQL, 493 entries/).waitFor();
  await page.getByRole('row').first().waitFor();
});

test('a pasted picture stands among the evidence', async () => {
  const { page } = session;
  await session.pastePicture(`${pieces}/error-rate-utc.png`);
  await page.getByText(/a screenshot, 1200 × 600/).waitFor();
});

test('two lines come onto the timeline with T', async () => {
  const { page } = session;
  await page.keyboard.press('/');
  await page.keyboard.type('integer out of range');
  const rows = page.getByRole('row', { name: /integer out of range/ });
  await rows.first().click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByText('2 entries selected').waitFor();
  await page.keyboard.press('t');
  await page.getByText(/On the timeline:/).waitFor();
  await rows.nth(1).getByText('on timeline').waitFor();
  expect(await rows.nth(2).getByText('on timeline').count()).toBe(0);
});

test('what stands around the cited lines is one key away', async () => {
  const { page } = session;
  await session.enter('Timeline');
  await page.locator('[data-event]').first().click();
  await page.keyboard.press('Alt+v');
  const around = page.getByRole('dialog', { name: /postgres|Pasted/i });
  await around.getByText('cited:').first().waitFor();
  expect(await around.getByRole('listitem').count()).toBeGreaterThan(9);
  await page.keyboard.press('Escape');
  await around.waitFor({ state: 'detached' });
  await page.keyboard.press('Alt+v');
  await around.getByText('cited:').first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('[role=row][aria-selected=true]').first().waitFor();
  await around.waitFor({ state: 'detached' });
});

test('a section is written as Markdown and shown as prose', async () => {
  const { page } = session;
  await session.enter('Document');
  await session.write('Trigger');
  await page.keyboard.type('The key of **orders** was full.');
  await page.keyboard.press('Escape');
  await page.locator('strong', { hasText: 'orders' }).waitFor();
  await session.saved();
});

test('around the lines that a section shows, too, and V is a letter', async () => {
  const { page } = session;
  const editor = await session.write('Resolution');
  await page.keyboard.type('It was seen early. V');
  await page.keyboard.press('Control+Shift+E');
  const embed = page.getByRole('dialog', { name: 'Embed evidence' });
  await embed.getByPlaceholder(/^Filter/).fill('integer out of range');
  await embed.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await embed.waitFor({ state: 'detached' });
  expect(await editor.innerText()).toContain('It was seen early. V');
  await page.keyboard.press('Escape');
  await editor.waitFor({ state: 'detached' });
  await session.saved();

  await page.keyboard.press('Alt+v');
  const around = page.getByRole('dialog', { name: /postgres|Pasted/i });
  await around.getByText('cited:').first().waitFor();
  expect(await around.getByRole('listitem').count()).toBeGreaterThan(6);
  await page.keyboard.press('Alt+v');
  await around.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: /^Around its lines/ }).click();
  await around.getByText('cited:').first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('[role=row][aria-selected=true]').first().waitFor();
  await session.enter('Document');

  // A section that cites nothing has nothing around it.
  await page.getByRole('navigation', { name: 'Sections' }).getByText('Trigger').click();
  await page.getByRole('button', { name: /^Around its lines/ }).waitFor({ state: 'detached' });
  await page.keyboard.press('Alt+v');
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('a checkpoint is named, and what came after it stands in the history', async () => {
  const { page } = session;
  await page.keyboard.press('Control+S');
  await page.getByLabel('Name', { exact: true }).fill('First draft');
  await page.keyboard.press('Enter');
  await page.getByText('Kept “First draft”').waitFor();

  await session.write('Trigger');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('The key of **orders** was used up.');
  await page.keyboard.press('Escape');
  await session.saved();

  await session.enter('History');
  await page.locator('del', { hasText: 'full' }).first().waitFor();
  await page.locator('ins', { hasText: 'used up' }).first().waitFor();
});

test('every target shows what its reader will get, and saves it', async () => {
  const { page } = session;
  await session.enter('Share');
  for (const target of ['Markdown', 'HTML', 'Slack', 'Confluence', 'MediaWiki']) {
    await page.getByRole('radio', { name: target }).check({ force: true });
    await page
      .getByRole('article', { name: new RegExp(target) })
      .getByText('used up')
      .first()
      .waitFor();
    await page.keyboard.press('Control+E');
    const said = page.getByText(/^Saved \//);
    const [path] = /\/\S+/.exec((await said.textContent()) ?? '') ?? [''];
    expect(readFileSync(path, 'utf8')).toContain('used up');
    // The next target is known by its own message.
    const close = page.getByRole('button', { name: 'Close message' });
    while ((await close.count()) > 0) await close.first().click();
  }
});
