import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pieces } from './paths';
import { Session } from './session';

/** The same thread without a pointer: only keys, and what has the focus. */
const session = await Session.start();
session.attend();
await session.begin('By keys alone');

test('evidence: paste, choose a line, put it on the timeline', async () => {
  const { page } = session;
  await session.pasteText(readFileSync(`${pieces}/incident-channel.txt`, 'utf8'));
  await page.getByText(/Slack, 29 entries/).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('It is the key');
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: /It is the key/ }).waitFor();
  await tabTo('grid');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('t');
  await page.getByText(/On the timeline: “.*It is the key/).waitFor();
});

test('document: write, name a checkpoint', async () => {
  const { page } = session;
  await session.enter('Document');
  await page.keyboard.press('Enter');
  await page.locator('.cm-content:focus').waitFor();
  await page.keyboard.type('Typed without a pointer.');
  await page.keyboard.press('Control+S');
  await page.getByRole('dialog', { name: 'Name a checkpoint' }).waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('By keys');
  await page.keyboard.press('Enter');
  await page.getByText('Kept “By keys”').waitFor();
});

test('letters write the section wherever the focus is, and run no command', async () => {
  const { page } = session;
  await session.enter('Timeline');
  await session.enter('Document');
  const before = await page.getByRole('heading', { level: 2 }).allTextContents();
  await page.keyboard.type('How long? Nobody knows: jokes keep even voices here.');
  await page.locator('.cm-content:focus').waitFor();
  expect(await page.locator('.cm-line').last().textContent()).toBe(
    'How long? Nobody knows: jokes keep even voices here.',
  );
  expect(await page.locator('.cm-line').first().textContent()).toContain('Typed without a pointer.');
  // A way that leads out of the text is no end of writing.
  await page
    .getByRole('navigation', { name: 'Rooms' })
    .getByRole('button', { name: /Document/ })
    .focus();
  await page.keyboard.type('!');
  expect(await page.locator('.cm-line').last().textContent()).toContain('voices here.!');
  await page.keyboard.press('Escape');
  expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual(before);
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('a dialog that only shows has the focus itself, without a tooltip over it', async () => {
  const { page } = session;
  await session.enter('Timeline');
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'All keys' });
  await keys.waitFor();
  await page.waitForFunction(() => document.activeElement?.matches('dialog[open]'));
  await page.waitForTimeout(700);
  expect(await page.getByRole('tooltip').count()).toBe(0);
  await page.keyboard.press('Escape');
  await keys.waitFor({ state: 'detached' });
});

test('nothing is preloaded but what is used at once: of the rest the window would complain', async () => {
  const { page } = session;
  const unused = await page.evaluate(async () => {
    const read = async (address: string) => (await fetch(address)).text();
    const preloaded = [...document.querySelectorAll<HTMLLinkElement>('link[rel*=preload]')].map(
      ({ href }) => href,
    );
    const entries = [...document.querySelectorAll<HTMLScriptElement>('script[src]')].map(({ src }) => src);
    const code = (await Promise.all([...entries, ...preloaded].map(read))).join('\n');
    return preloaded.filter(
      (href) => !new RegExp(`(from|import)["']\\./${href.split('/').pop() ?? ''}["']`).test(code),
    );
  });
  expect(unused).toEqual([]);
});

test('the palette reaches every room', async () => {
  const { page } = session;
  await page.keyboard.press('Control+K');
  await page.keyboard.type('Go to Share');
  await page.keyboard.press('Enter');
  await page.locator('[aria-current=page]', { hasText: 'Share' }).waitFor();
});

/** Presses Tab until something of a role has the focus. */
async function tabTo(role: string): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await session.page.keyboard.press('Tab');
    const focused = await session.page.evaluate(() => document.activeElement?.getAttribute('role'));
    if (focused === role) return;
  }
  throw new Error(`Tab never reaches a ${role}`);
}
