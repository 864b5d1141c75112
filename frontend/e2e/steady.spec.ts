import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commandLine } from './bridge';
import { Session } from './session';

/** A section that opens for writing stands as it stood. */
const session = await Session.start();
session.attend();
await session.page.getByRole('button', { name: 'Show me an example' }).click();
await session.page.getByRole('main', { name: 'Timeline' }).waitFor();
await session.enter('Document');

const height = (heading: string) =>
  session.page.evaluate((heading) => {
    const sections = [...document.querySelectorAll('section[data-section]')];
    const section = sections.find((one) => one.querySelector('h2')?.textContent === heading);
    return section?.getBoundingClientRect().height ?? 0;
  }, heading);

async function expectSteady(heading: string): Promise<void> {
  const { page } = session;
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
}

test.each([
  'Impact and Scope', // lists and a picture
  'Trigger', // links
  'Resolution', // numbers
  'Timeline of events', // a live block below
  'Root Cause',
  'Action items',
  'If we have time', // a line alone
])('opens %s at its height', expectSteady);

test('what is drawn late takes nothing from under the pointer', async () => {
  const { page } = session;
  await session.enter('Timeline');
  let draw: () => void = () => undefined;
  const isTime = new Promise<void>((resolve) => (draw = resolve));
  let drawn = 0;
  await page.route(/bridge\/Document\/(Preview|Block)/, async (route) => {
    await isTime;
    await route.fallback();
    drawn += 1;
  });
  await session.enter('Document');
  const write = page.getByRole('button', { name: 'Write Resolution', exact: true });
  await write.hover();
  const top = async () => (await write.boundingBox())?.y ?? 0;
  const before = await top();
  draw();
  await page.getByText('Widen orders.id in place').waitFor();
  await page.getByText('so people chose their plants').waitFor();
  await expect.poll(() => drawn).toBeGreaterThan(8);
  expect(Math.abs((await top()) - before)).toBeLessThan(1);
  await page.unroute(/bridge\/Document\/(Preview|Block)/);
});

test('a click near an edge does not move the page', async () => {
  const { page } = session;
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

const texts: Record<string, string> = {
  'code in a text': 'Text.\n\n```sql\nSELECT 1\nFROM a;\n```\n\nMore.\n',
  'code at the end': 'Text.\n\n```\none\n```\n',
  'code in pieces': 'Text.\n\n```\none\n\ntwo\n```\n\n~~~~\nthree\n~~~~\n\nMore.\n',
  'code that is indented': 'Text.\n\n    one\n    two\n\nMore.\n',
  'a live block without anything': 'Text.\n\n{{impact}}\n\nMore.\n',
  'a live block of rows': 'Text.\n\n{{appreciations}}\n\nMore.\n',
  'two live blocks': 'Text.\n\n{{views}}\n\n{{appreciations}}\n\nMore.\n',
};

test('texts with code and live blocks open at their height', async () => {
  await session.kill();
  commandLine(session.library, 'new', 'Steady', '--template', 'ownership');
  for (const [name, text] of Object.entries(texts)) {
    writeFileSync(`${session.folder}/section.md`, text);
    commandLine(session.library, 'section', 'latest', name, '--file', `${session.folder}/section.md`);
  }
  commandLine(session.library, 'table', 'latest', 'appreciations', 'whom=Lee Brandt', 'for=calm');
  await session.open();
  await session.show('Steady');
  await session.enter('Document');
  for (const name of Object.keys(texts)) await expectSteady(name);
});

test('whoever leaves the end of a long text still reads its end', async () => {
  await session.kill();
  commandLine(session.library, 'new', 'Long');
  const sentence = 'Orders were counted by hand while the queue drained, and it took until noon. ';
  const paragraphs = Array.from({ length: 300 }, (_, nth) => sentence.repeat(1 + (nth % 7)));
  writeFileSync(`${session.folder}/section.md`, `${paragraphs.join('\n\n')}\n\nThen it was over.\n`);
  commandLine(session.library, 'section', 'latest', 'Trigger', '--file', `${session.folder}/section.md`);
  await session.open();
  await session.show('Long');
  await session.enter('Document');
  const { page } = session;
  await session.write('Trigger');
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Escape');
  const end = page.getByText('Then it was over.');
  await end.waitFor();
  const view = page.locator('.page').filter({ has: page.locator('article') });
  await expect
    .poll(async () => {
      const [words, frame] = [await end.boundingBox(), await view.boundingBox()];
      return words && frame && words.y >= frame.y && words.y + words.height <= frame.y + frame.height;
    })
    .toBe(true);
  const current = page.getByRole('complementary', { name: 'About the section' });
  await current.getByText('History of “Trigger”').waitFor();
});
