import type { Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { findings } from './accessibility';
import { Session } from './session';

/** The History room on the example, whose debrief changed a little of everything. */
const session = await Session.start();
session.attend();
const { page } = session;
await page.getByRole('button', { name: 'Show me an example' }).click();
await page.getByRole('navigation', { name: 'Rooms' }).waitFor();
await session.enter('History');

const inspector = page.getByRole('complementary', { name: 'The change that is looked at' });
const rootCause = page.getByRole('region', { name: 'Root Cause' });
const body = () => rootCause.innerText();

test('the debrief is compared, and stepped through by keys', async () => {
  await inspector.getByText('Change 1 of 34').waitFor();
  expect(await inspector.getByRole('heading').first().innerText()).toContain('The key is an int');
  const contents = await inspector.getByRole('listitem').allInnerTexts();
  expect(contents.map((line) => line.split('\n')[0])).toEqual([
    'Timeline',
    'Root Cause',
    'What went well',
    'Contributing factors',
    'Action items',
    'Participants',
    'Debrief',
    'Notes',
    'Evidence',
  ]);
  await page.keyboard.press('n');
  await inspector.getByText('Change 2 of 34').waitFor();
  await page.keyboard.press('p');
  await inspector.getByText('Change 1 of 34').waitFor();
  await inspector.getByRole('button', { name: /^Root Cause/ }).click();
  await inspector.getByText('Change 4 of 34').waitFor();
});

test('what each checkpoint changed is said in a line', async () => {
  await page.getByText('+78 −16 words, 22 moved', { exact: false }).first().waitFor();
});

test('texts stand side by side, and that is remembered', async () => {
  await page.getByLabel('side by side').check();
  await rootCause.getByText('before', { exact: true }).waitFor();
  expect(await findings(page)).toEqual([]);
  await session.enter('Timeline');
  await session.enter('History');
  expect(await page.getByLabel('side by side').isChecked()).toBe(true);
  await page.keyboard.press('b');
  await rootCause.getByText('before', { exact: true }).waitFor({ state: 'detached' });
});

test('pictures are swiped with the arrow keys', async () => {
  await page.getByRole('button', { name: 'swipe' }).click();
  const slider = page.getByRole('slider', { name: /as it was before/ });
  await slider.focus();
  await page.keyboard.press('ArrowLeft');
  expect(await slider.getAttribute('aria-valuetext')).toBe('49 % before');
  expect(await findings(page)).toEqual([]);
});

test('a sentence is found where it vanished', async () => {
  await page.keyboard.press('/');
  await page.keyboard.type("nobody's problem");
  await page.keyboard.press('Enter');
  const places = page.getByRole('list', { name: /was written/ });
  await places.getByText('vanished').waitFor();
  expect(await places.getByRole('listitem').count()).toBe(2);
  await places.getByRole('button').first().click();
  await inspector.getByText('Change 1 of 2').waitFor();
  expect(await rootCause.locator('del').first().innerText()).toBe('problem');
});

test('who changed a paragraph, and when', async () => {
  await inspector.getByText(/^Last changed.*\d: Write Root Cause$/).waitFor();
  await inspector.getByText('2 revisions touched it').click();
  await inspector
    .getByRole('button', { name: /^Write Root Cause/ })
    .last()
    .click();
  await inspector.getByText('Change 1 of 1').waitFor();
});

test('the timeline says it too, and leads to the revision', async () => {
  await session.enter('Timeline');
  const event = page.getByRole('complementary').getByText(/^Last changed/);
  await event.waitFor();
  await page.getByText(/revisions? touched it/).click();
  await page.getByRole('complementary').getByRole('button', { name: /event/i }).first().click();
  await inspector.getByText(/^Change 1 of/).waitFor();
});

test('one place of a text is restored after a look at it, and undone', async () => {
  await page.getByRole('button', { name: 'More about Before the debrief' }).click();
  await page.getByRole('menuitem', { name: 'Compare with now' }).click();
  await inspector.getByText('Change 1 of 36').waitFor();
  await inspector.getByRole('button', { name: /^Root Cause/ }).click();
  await page.keyboard.press('n');
  await inspector.getByText('Paragraph 6 reworded').waitFor();
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: 'Restore' });
  await dialog.locator('ins').getByText('After the second time').waitFor();
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Restore' }).click();
  await inspector.getByText(/^Change \d+ of 35$/).waitFor();
  expect(await body()).not.toContain('After the second time');
  await page.keyboard.press('Control+z');
  await inspector.getByText(/^Change \d+ of 36$/).waitFor();
});

test('a whole section is restored, and undone', async () => {
  await inspector.getByRole('button', { name: /^Root Cause/ }).click();
  await page.keyboard.press('Shift+R');
  const dialog = page.getByRole('dialog', { name: 'Restore' });
  await dialog.getByText('Make “Root Cause” again').waitFor();
  await dialog.locator('button:focus', { hasText: 'Restore' }).waitFor();
  await page.keyboard.press('Enter');
  await inspector.getByText(/^Change \d+ of 34$/).waitFor();
  await rootCause.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await inspector.getByText(/^Change \d+ of 36$/).waitFor();
});

test('automatic revisions open by their day, and nothing moves while they are read', async () => {
  // What they are, and what they changed, comes when it is let through.
  const held: (() => void)[] = [];
  const hold = async (route: Route) => {
    await new Promise<void>((resolve) => held.push(resolve));
    await route.fallback();
  };
  await page.route(/bridge\/History\/(Page|Summarise)/, hold);
  await page.getByRole('button', { name: /^44 automatic/ }).click();
  const list = page.getByRole('region', { name: 'Automatic revisions of Fri 21 Nov 2025' });
  const height = () => list.evaluate((one) => one.getBoundingClientRect().height);
  await expect.poll(() => held.length).toBeGreaterThan(0);
  const before = await height();
  await page.unroute(/bridge\/History\/(Page|Summarise)/);
  for (const go of held) go();
  await page.getByRole('button', { name: /^Edit factors/ }).hover();
  await page.getByText('Re-decided “Widen every 32-bit key').first().waitFor();
  expect(Math.abs((await height()) - before)).toBeLessThan(1);
  expect(await findings(page)).toEqual([]);
});
