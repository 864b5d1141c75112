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
