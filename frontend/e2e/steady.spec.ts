import { expect, test } from 'vitest';
import { Session } from './session';

/** A section that opens for writing stands as it stood. */
const session = await Session.start();
session.attend();
const { page } = session;
await page.getByRole('button', { name: 'Show me an example' }).click();
await page.getByRole('main', { name: 'Timeline' }).waitFor();
await session.enter('Document');

const height = (heading: string) =>
  page.evaluate((heading) => {
    const sections = [...document.querySelectorAll('section[data-section]')];
    const section = sections.find((one) => one.querySelector('h2')?.textContent === heading);
    return section?.getBoundingClientRect().height ?? 0;
  }, heading);

test.each([
  'Impact and Scope', // lists and a picture
  'Trigger', // links
  'Resolution', // numbers
  'Timeline of events', // a live block below
  'Root Cause',
  'Action items',
  'If we have time', // a line alone
])('opens %s at its height', async (heading) => {
  const write = page.getByRole('button', { name: `Write ${heading}`, exact: true });
  await write.scrollIntoViewIfNeeded();
  // What is drawn late has come.
  let before = 0;
  await expect
    .poll(async () => {
      const was = before;
      before = await height(heading);
      return before - was;
    })
    .toBe(0);
  await session.write(heading);
  // Where the caret is, the marks of the text stand, too: in none of these on the first line.
  await page.keyboard.press('Control+Home');
  await expect.poll(async () => Math.abs((await height(heading)) - before)).toBeLessThan(1);
  await page.keyboard.press('Escape');
});

test('a click near an edge does not move the page', async () => {
  const words = page.getByText('Two ways led out:');
  const top = () => words.evaluate((one) => one.getBoundingClientRect().top);
  await words.evaluate((one) => {
    one.scrollIntoView({ block: 'start' });
  });
  const before = await top();
  await words.click();
  await page.locator('.cm-content').waitFor();
  await page.waitForFunction(() => Boolean(document.activeElement?.closest('.cm-content')));
  expect(Math.abs((await top()) - before)).toBeLessThan(1);
  await page.keyboard.press('Escape');
});
