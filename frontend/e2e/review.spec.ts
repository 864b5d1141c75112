import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findings } from './accessibility';
import { commandLine } from './bridge';
import { results } from './paths';
import { Session } from './session';

const session = await Session.start();
session.attend();

// Another one of the library speaks of the same.
await session.kill();
commandLine(session.library, 'new', 'Gateway limit read in bytes');
writeFileSync(
  `${session.folder}/section.md`,
  'The gateway was given its limit in megabytes and read it in bytes.\n',
);
commandLine(session.library, 'section', 'latest', 'Trigger', '--file', `${session.folder}/section.md`);
await session.open();

test('before it leaves, Share says what was looked for and leads to what was found', async () => {
  const { page } = session;
  await session.begin('Wrong unit in the limit');
  await session.enter('Document');
  await session.write('Trigger');
  await page.keyboard.type('They should have checked the unit; it was human error.');
  await page.keyboard.press('Escape');
  await session.saved();
  await session.enter('Share');
  const panel = page.getByRole('complementary', { name: 'Before it leaves' });
  await panel.getByRole('button', { name: '“human error” in “Trigger”' }).waitFor();
  await panel.getByText('Looked for passwords, keys and tokens').waitFor();
  await panel.getByText('“Human error” is where an investigation begins').click();
  await panel.getByText('How did it make sense at that moment?').first().waitFor();
  await page.screenshot({ path: `${results}/review.png` });
  expect(await findings(page)).toEqual([]);
  await panel.getByRole('button', { name: '“should have checked” in “Trigger”' }).click();
  await page.getByRole('main', { name: 'Document' }).waitFor();
});

test('a section tells of its wording while it is written, and words may stand', async () => {
  const { page } = session;
  const remarks = page.getByRole('region', { name: 'Wording' });
  await remarks.getByRole('button', { name: '“should have checked”' }).click();
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('should have checked');
  await page.keyboard.press('Escape');
  expect(await findings(page)).toEqual([]);
  const stands = remarks.locator('> ul > li, li').filter({ hasText: '“should have checked”' });
  await stands.getByRole('button', { name: /^(Let it stand|Waive)…$/ }).click();
  await page.keyboard.type('They say so themselves.');
  await page.keyboard.press('Enter');
  await stands.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await stands.waitFor();
});

test('words that blame are underlined in the text, and are dealt with there by mouse and by keys', async () => {
  const { page } = session;
  await session.write('Trigger');
  await page.keyboard.type(' Dana carelessly left, `carelessly`.');
  const words = page.locator('.cm-remark');
  await expect
    .poll(() => words.allTextContents())
    .toEqual(['should have checked', 'human error', 'carelessly']);
  await page.getByRole('button', { name: 'Trigger (3 remarks on its wording)' }).first().waitFor();

  await words.nth(0).hover();
  const card = page.locator('.cm-remarked').getByRole('group', { name: 'Wording: “should have checked”' });
  await card.getByText('What could be seen at that moment?').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.mouse.move(5, 5);
  await card.waitFor({ state: 'detached' });

  // The caret rests on it, Ctrl and . goes into what is said.
  for (let at = 0; at < 24; at += 1) await page.keyboard.press('ArrowLeft');
  const said = page.locator('.cm-remarked').getByRole('group', { name: 'Wording: “carelessly”' });
  await said.waitFor();
  await page.keyboard.press('Escape');
  await said.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+.');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent.trim()))
    .toBe('Let it stand…');
  await page.keyboard.press('Enter');
  await page.keyboard.type('It is a quotation.');
  await page.keyboard.press('Enter');
  await said.waitFor({ state: 'detached' });
  await expect.poll(() => words.allTextContents()).toEqual(['should have checked', 'human error']);
  await page.keyboard.press('End');
  await page.keyboard.type(' So.');
  await page.keyboard.press('Escape');
  await session.saved();
});

test('what the library knows of the same stands beside the trigger, and is taken over', async () => {
  const { page } = session;
  await session.write('Trigger');
  await page.keyboard.type(' The gateway has its limit in megabytes.');
  await page.keyboard.press('Escape');
  await session.saved();
  const known = page.getByRole('region', { name: 'Seen before, in the library' });
  await known.getByText('Gateway limit read in bytes').waitFor();
  expect(await findings(page)).toEqual([]);
  await known.getByRole('button', { name: 'Add' }).click();
  await known.waitFor({ state: 'detached' });
  expect(await findings(page)).toEqual([]);
});

test('words that are put right are found no more', async () => {
  const { page } = session;
  await session.write('Trigger');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('The limit was written in megabytes and read in bytes.');
  await page.keyboard.press('Escape');
  await session.saved();
  await session.enter('Share');
  const panel = page.getByRole('complementary', { name: 'Before it leaves' });
  await panel.getByText('Looked for passwords, keys and tokens').waitFor();
  await panel.getByRole('button', { name: '“human error” in “Trigger”' }).waitFor({ state: 'detached' });
});

test('marked as shared, nothing else is told as done', async () => {
  const { page } = session;
  await page.getByRole('button', { name: 'Mark as shared' }).click();
  const stages = page.getByRole('list', { name: 'Stages' });
  await stages.getByText(/Shared/).waitFor();
  expect(await stages.getByText('(done)').count()).toBe(1);
  expect(await stages.getByText(/Resolved|Investigated|Debriefed/).count()).toBe(0);
});
