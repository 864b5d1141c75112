import { expect, test } from 'vitest';
import { Session } from './session';

/** What the status bar called saved before the app is killed is there when it is opened again. */
const session = await Session.start();
session.attend();
await session.begin('The plug is pulled');

test('text survives a kill', async () => {
  await session.enter('Document');
  await session.write('Trigger');
  await session.page.keyboard.type('The cleaner needed a socket.');
  await session.saved();
  await session.kill();
  await session.open();

  const { page } = session;
  await session.show('The plug is pulled');
  await session.enter('Document');
  await page.getByText('The cleaner needed a socket.').waitFor();
});

test('markup that was pasted is shown as text and runs nothing', async () => {
  const { page } = session;
  await session.write('Resolution');
  await page.keyboard.type('<img src=x onerror="document.title=1"> [go](javascript:alert(1)) <b>bold</b>');
  await page.keyboard.press('Escape');
  await page.getByText('onerror').waitFor();
  expect(await page.locator('.page img, .page script, a[href]').count()).toBe(0);
  expect(await page.title()).toBe('The plug is pulled — Afterword');
});
