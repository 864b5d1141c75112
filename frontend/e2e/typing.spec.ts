import { expect, test } from 'vitest';
import { Session } from './session';

/** A stretch of typing is one revision and one step of undo, however often it was saved. */
const session = await Session.start();
session.attend();
const { page } = session;
await session.begin('Disk full');

const rail = page.getByRole('navigation', { name: 'Rooms' });
const revisions = async () =>
  Number(/\d+/.exec(await rail.getByText('History').locator('..').innerText())?.[0]);
const paragraph =
  'The disk of the primary ran full at 14:40 because the log was never rotated, and nobody was paged until users called.';

test('a paragraph is one row in History, and one step of undo', async () => {
  await session.enter('Document');
  const before = await revisions();
  await session.write('Trigger');
  // Pauses within it are longer than a save waits for.
  for (const words of paragraph.split(/(?<=,)/)) {
    await page.keyboard.type(words, { delay: 25 });
    await session.saved();
  }
  await page.keyboard.press('Escape');
  expect(await revisions()).toBe(before + 1);

  await session.enter('History');
  const total = page.getByText('automatic ones are thinned out');
  await expect.poll(() => total.innerText()).toMatch(/^2\srevisions/);
  await page.getByText('1 automatic').waitFor(); // the first state; the newest stands above

  await session.enter('Document');
  const text = page.getByRole('main').getByText(paragraph);
  await text.waitFor();
  await page.locator('main').focus();
  await page.keyboard.press('Control+z');
  await text.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+Shift+z');
  await text.waitFor();
});

test('what was written before a look at History stays a row', async () => {
  await session.enter('History');
  await session.enter('Document');
  const before = await revisions();
  await session.write('Trigger');
  await page.keyboard.type(' It was known.', { delay: 10 });
  await session.saved();
  await page.keyboard.press('Escape');
  await expect.poll(revisions).toBe(before + 1);
});
