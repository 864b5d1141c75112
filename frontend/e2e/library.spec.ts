import { expect, test } from 'vitest';
import { findings } from './accessibility';
import { Session } from './session';

const session = await Session.start();
session.attend();

test('an empty library offers a beginning and an example', async () => {
  const { page } = session;
  await page.getByRole('button', { name: 'Show me an example' }).waitFor();
  expect(await findings(page)).toEqual([]);
});

test('a new retrospective needs only a name, typed', async () => {
  const { page } = session;
  await page.keyboard.press('n');
  await page.keyboard.type('Disk full');
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Rooms' }).waitFor();
  expect(await page.title()).toBe('Disk full — Afterword');
});

test('deleting one can be undone', async () => {
  const { page } = session;
  await page.getByRole('button', { name: 'Library', exact: true }).click();
  const row = page.getByRole('row', { name: /Disk full/ });
  await row.getByRole('button').last().click();
  await page.getByRole('menuitem', { name: /Delete/ }).click();
  await row.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await row.waitFor();
});
