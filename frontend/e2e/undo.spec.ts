import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Session, type Room } from './session';

/** Ctrl+Z takes back the last act wherever one stands. */
const session = await Session.start();
session.attend();
const { page } = session;
await page.getByRole('button', { name: 'Show me an example' }).click();
await page.getByRole('navigation', { name: 'Rooms' }).waitFor();

const rail = page.getByRole('navigation', { name: 'Rooms' });
const revisions = async () =>
  Number(/\d+/.exec(await rail.getByText('History').locator('..').innerText())?.[0]);

test.each(['Evidence', 'Timeline', 'Document', 'Actions', 'Debrief', 'History', 'Share'] as Room[])(
  'undo and redo in %s',
  async (room) => {
    await session.enter(room);
    await page.locator('main').focus();
    const before = await revisions();
    await page.keyboard.press('Control+z');
    await expect.poll(revisions).toBe(before + 1);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(revisions).toBe(before + 2);
  },
);

/** Takes the last act back, looks, brings it back, and looks again. */
async function thereAndBack(before: () => Promise<void>, after: () => Promise<void>): Promise<void> {
  await after();
  await page.keyboard.press('Control+z');
  await before();
  await page.keyboard.press('Control+Shift+z');
  await after();
}

test('undo and redo of an entry that was put on the timeline', async () => {
  await session.enter('Evidence');
  const filter = page.getByLabel('Filter the entries');
  await filter.fill('wrote 750 buffers');
  await expect.poll(() => page.getByRole('grid').getAttribute('aria-rowcount')).toBe('1');
  await filter.press('Enter');
  await page.keyboard.press('ArrowDown');
  const chosen = page.getByRole('row', { selected: true });
  await chosen.getByText('750 buffers').waitFor();
  await page.keyboard.press('t');
  await page
    .getByText(/^On the timeline: /)
    .last()
    .waitFor();
  const chip = chosen.getByText('on timeline');
  await thereAndBack(
    () => chip.waitFor({ state: 'detached' }),
    () => chip.waitFor(),
  );
  await filter.fill('');
});

test('undo and redo of a mark on a picture, within it and from the room', async () => {
  await session.enter('Evidence');
  await page
    .locator('[data-source]', { hasText: /screenshot/ })
    .first()
    .click();
  await page.getByRole('row', { selected: true }).getByRole('img').waitFor();
  await page.getByRole('grid').focus();
  const open = async () => {
    await page.keyboard.press('o');
    await page.getByRole('application').locator('img').waitFor();
  };
  await open();
  const marks = page.getByRole('application').locator('[data-mark]');
  const before = await marks.count();
  await page.keyboard.press('b');
  await page.keyboard.press('Enter');
  await expect.poll(() => marks.count()).toBe(before + 1);
  await page.getByRole('application').focus();
  await thereAndBack(
    () => expect.poll(() => marks.count()).toBe(before),
    () => expect.poll(() => marks.count()).toBe(before + 1),
  );
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('application').waitFor({ state: 'detached' });
  const saved = await revisions();
  await page.keyboard.press('Control+z');
  await expect.poll(revisions).toBe(saved + 1);
  await open();
  await expect.poll(() => marks.count()).toBe(before);
  await page.keyboard.press('Escape');
  await page.getByRole('application').waitFor({ state: 'detached' });
});

test('undo and redo of a page that came back', async () => {
  await session.enter('Share');
  await page.getByRole('radio', { name: /^Markdown/ }).check();
  await page.keyboard.press('Control+E');
  await page.getByText(/^Saved .*retrospective\.md/).waitFor();
  const exported = readFileSync(`${session.folder}/retrospective.md`, 'utf8');
  const [was, is] = ['steps that none of us had rehearsed', 'steps that none of us had tried'];
  expect(exported.split(was)).toHaveLength(2);
  await page.keyboard.press('Control+Shift+B');
  await page.getByText('What left so far').waitFor();
  await session.pasteText(exported.replace(was, is));
  const dialog = page.getByRole('dialog', { name: 'Bring an edited page back' });
  await dialog.getByRole('status').getByText('1 change').waitFor();
  await dialog.getByRole('button', { name: 'Take it in' }).click();
  await page.getByText(/^Took in “pasted.md”: 1 change/).waitFor();
  await session.enter('Document');
  const text = (words: string) => page.getByRole('main').getByText(words);
  await thereAndBack(
    () => text(was).first().waitFor(),
    () => text(is).first().waitFor(),
  );
});
