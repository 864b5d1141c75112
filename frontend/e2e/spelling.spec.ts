import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findings } from './accessibility';
import { commandLine } from './bridge';
import { Session } from './session';

/** What is misspelt is marked, wherever prose stands and nowhere else, and put right by keys or hand. */
const session = await Session.start();
session.attend();

const text = `The databse was definitly full; the colour and the color of it were organised and organized.

Run \`pgbouncr --verbos\` at 10:02, see https://example.com/wrongg, pg_pool.ini and [lines](https://example.com/abot).

\`\`\`
nott checked
\`\`\`

{{timelin}}

- Priya Nairr asked SRE to look, and it's teh pgbouncer.
`;

await session.kill();
commandLine(session.library, 'new', 'Slips', '--template', 'ownership');
writeFileSync(`${session.folder}/section.md`, text);
commandLine(session.library, 'section', 'latest', 'Slips', '--file', `${session.folder}/section.md`);
await session.open();
await session.show('Slips');
await session.enter('Document');
await session.write('Slips');

const misspelt = () => session.page.locator('.cm-misspelt').allInnerTexts();
const body = () =>
  (JSON.parse(commandLine(session.library, 'section', 'latest', 'Slips', '--json')) as { body: string }).body;
const menu = (word: string) => session.page.getByRole('menu', { name: `Instead of “${word}”` });

test('marks prose alone', async () => {
  await expect
    .poll(misspelt, { timeout: 30_000 })
    .toEqual(['databse', 'definitly', 'Priya', 'Nairr', 'teh', 'pgbouncer']);
});

test('a slip is put right by keys, as one step of undo', async () => {
  const { page } = session;
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('F7');
  await menu('databse').getByRole('menuitem', { name: 'database' }).waitFor();
  expect(await findings(page)).toEqual([]);
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('database');
  await page.keyboard.press('Enter');
  await session.saved();
  expect(body()).toBe(text.replace('databse', 'database'));
  await page.keyboard.press('F7');
  await menu('definitly').getByRole('menuitem', { name: 'definitely' }).waitFor();
  await page.keyboard.press('Escape');
  await menu('definitly').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await expect.poll(body).toBe(text);
});

test('or by a right click, and a word of one’s own is kept for good', async () => {
  const { page } = session;
  await page.locator('.cm-misspelt', { hasText: 'teh' }).click({ button: 'right' });
  await menu('teh').getByRole('menuitem', { name: 'the', exact: true }).click();
  await expect.poll(body).toBe(text.replace('teh', 'the'));
  await page.locator('.cm-misspelt', { hasText: 'pgbouncer' }).click({ button: 'right' });
  await menu('pgbouncer')
    .getByRole('menuitem', { name: /^Add “pgbouncer”/ })
    .click();
  await expect.poll(misspelt).not.toContain('pgbouncer');
  await session.kill();
  await session.open();
  await session.show('Slips');
  await session.enter('Document');
  await session.write('Slips');
  await expect.poll(misspelt, { timeout: 30_000 }).toContain('databse');
  expect(await misspelt()).not.toContain('pgbouncer');
});

test('nothing is marked while a word is typed, nor where no language is chosen', async () => {
  const { page } = session;
  await page.keyboard.press('Control+End');
  await page.keyboard.type('Wrongg');
  await page.waitForTimeout(900);
  expect(await misspelt()).not.toContain('Wrongg');
  await page.keyboard.type(' and');
  await expect.poll(misspelt).toContain('Wrongg');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+,');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByLabel('British English').uncheck();
  await settings.getByLabel('American English').uncheck();
  expect(await settings.getByLabel('Your own words').inputValue()).toBe('pgbouncer');
  await settings.getByRole('button', { name: 'Save settings' }).click();
  await settings.waitFor({ state: 'detached' });
  await session.write('Slips');
  await page.keyboard.press('F7');
  await page.getByText('Spelling is not checked: choose a language in Settings.').waitFor();
  expect(await misspelt()).toEqual([]);
});
