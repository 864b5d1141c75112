import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commandLine } from './bridge';
import { Session } from './session';

/** What nobody would write, what only an input method writes, and what is written at a bad moment: nothing of it is lost. */
const session = await Session.start();
session.attend();
await session.kill();

const texts: Record<string, string> = {
  'One megabyte': 'A paragraph of some words, **bold** and `code`, that says what happened.\n\n'.repeat(
    14_000,
  ),
  'One line': 'word '.repeat(200_000),
  'Bars in a line': `${'|a'.repeat(50_000)}|`,
  'Bars in lines': '|a|\n|-|\n'.concat('|a|\n'.repeat(25_000)),
  'Bullets in a line': `${'- '.repeat(50_000)}x`,
  Quotations: `${'> '.repeat(50_000)}x`,
  Brackets: '['.repeat(100_000),
};

const bodyOf = (heading: string) =>
  (JSON.parse(commandLine(session.library, 'section', 'latest', heading, '--json')) as { body: string }).body;

test('large and deep texts are written into, and the letter is taken back', async () => {
  commandLine(session.library, 'new', 'Too much', '--template', 'ownership');
  for (const [heading, text] of Object.entries(texts)) {
    writeFileSync(`${session.folder}/section.md`, text);
    commandLine(session.library, 'section', 'latest', heading, '--file', `${session.folder}/section.md`);
  }
  await session.open();
  await session.show('Too much');
  await session.enter('Document');
  for (const heading of Object.keys(texts)) await session.touch(heading, 'End');
  // All of them at once, beside what is drawn of them.
  await session.saved(60_000);
  await session.kill();
  for (const [heading, text] of Object.entries(texts))
    expect.soft(bodyOf(heading) === text, `${heading} is as it was`).toBe(true);
}, 180_000);

test('an input method composes, and what is half composed when the section is left is kept', async () => {
  commandLine(session.library, 'new', 'Composed', '--template', 'ownership');
  await session.open();
  await session.show('Composed');
  await session.enter('Document');
  const { page } = session;
  const [first] = await page.locator('[data-section] h2').allInnerTexts();
  const heading = first ?? '';
  const editor = await session.write(heading);
  const input = await page.context().newCDPSession(page);
  const compose = (text: string) =>
    input.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });

  await page.keyboard.type('It is **bold** ');
  // Letter by letter, as a writer of Japanese sees it, longer than a save waits.
  for (const text of ['n', 'に', 'にh', 'にほ', 'にほん']) await compose(text);
  await session.saved();
  await compose('日本');
  await input.send('Input.insertText', { text: '日本' });
  await page.keyboard.type(' é👩‍👩‍👧.');
  expect(await editor.innerText()).toContain('日本 é👩‍👩‍👧.');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+Shift+z');
  await compose('ko');
  await compose('こ');
  await page.getByRole('main').getByRole('heading').nth(1).click();
  await page.keyboard.press('Escape');
  await session.saved();
  await session.kill();
  expect(bodyOf(heading)).toBe('It is **bold** 日本 é👩‍👩‍👧.こ');
});

test('what is typed up to a switch of the template is kept, and the switch is taken back', async () => {
  commandLine(session.library, 'new', 'Switched');
  await session.open();
  await session.show('Switched');
  await session.enter('Document');
  const { page } = session;
  await session.write('Trigger');
  await page.keyboard.type('The disk was full');
  await page.getByRole('button', { name: 'Nine sections…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Templates' });
  await dialog.getByRole('button', { name: /^On one page/ }).click();
  await dialog.getByText('Six lines are enough').first().waitFor();
  // As fast as hands are: the switch is still running.
  await Promise.all([
    dialog.getByRole('button', { name: 'Switch to it' }).click(),
    page.keyboard.type(' of logs', { delay: 5 }),
  ]);
  await dialog.waitFor({ state: 'detached' });
  await session.saved();
  const after = await page.locator('article').innerText();
  expect(after).toContain('The disk was full');
  if (await page.locator('.cm-content').isVisible()) {
    await page.keyboard.press('Escape');
    await session.saved();
  }
  // Letters that came once it was switched are words of the section, and a step of their own.
  const words = page
    .locator('[data-section]', { has: page.getByRole('heading', { name: 'Trigger' }) })
    .locator('.prose');
  if ((await words.innerText()) !== 'The disk was full') {
    await page.keyboard.press('Control+z');
    await expect.poll(() => words.innerText()).toBe('The disk was full');
  }
  await page.keyboard.press('Control+z');
  await page.getByRole('button', { name: 'Nine sections…' }).waitFor();
  await session.kill();
  expect(bodyOf('Trigger')).toContain('The disk was full');
});

test('a picture that is too large to be shown is a file, and a link leads there from where it came to', async () => {
  commandLine(session.library, 'new', 'Pictured');
  await session.open();
  await session.show('Pictured');
  await session.enter('Document');
  const { page } = session;
  await session.write('Data & Analysis');
  await page.keyboard.type('All of it:');
  await page.evaluate(() => {
    const bytes = new Uint8Array(33 * 2 ** 20);
    bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([bytes], 'wide.png', { type: 'image/png' }));
    document
      .querySelector('.cm-content')
      ?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  // 33 MB go to the backend as text, which takes seconds beside other tests.
  await page.getByText(/Kept “wide\.png” as a file.*larger than 32 MB/).waitFor({ timeout: 60_000 });
  await page.keyboard.press('Escape');
  const section = page.locator('[data-section]', {
    has: page.getByRole('heading', { name: 'Data & Analysis' }),
  });
  await section.getByText('wide.png').first().waitFor();
  await session.saved();
});
