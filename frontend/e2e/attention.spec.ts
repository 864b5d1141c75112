import { expect, test } from 'vitest';
import { Session } from './session';

/** What is not written fades, the line that is written stays in the middle, and both are kept. */
const session = await Session.start();
session.attend();
const { page } = session;
await session.begin('Calm');
await session.enter('Document');

const opacities = () =>
  page
    .locator('[data-section]')
    .evaluateAll((all) =>
      all.map((one) => [one.querySelector('h2')?.textContent, getComputedStyle(one).opacity]),
    );

test('by keys, and the next time too', async () => {
  await session.write('Trigger');
  await page.keyboard.type('One.\n\nTwo\nof it.\n\nThree.');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Control+Shift+F');
  await page.locator('.cm-faded').waitFor();
  expect(await page.locator('.cm-near').allInnerTexts()).toEqual(['Two', 'of it.']);
  for (const [heading, opacity] of await opacities())
    expect([heading, opacity]).toEqual([heading, heading === 'Trigger' ? '1' : '0.5']);
  await page.keyboard.press('Control+End');
  expect(await page.locator('.cm-near').allInnerTexts()).toEqual(['Three.']);
  await page.keyboard.press('Control+Shift+Y');
  await page.keyboard.type('\n\nMore.'.repeat(40));
  const caret = () =>
    page.evaluate(() => {
      const box = document.querySelector('.cm-cursor')?.getBoundingClientRect();
      return box ? Math.abs(box.top / innerHeight - 0.5) : 1;
    });
  await expect.poll(caret).toBeLessThan(0.12);
  await session.saved();
  await page.reload();
  await session.show('Calm');
  await session.enter('Document');
  await session.write('Trigger');
  await page.locator('.cm-faded').waitFor();
  await page.keyboard.press('Control+Shift+F');
  await page.locator('.cm-faded').waitFor({ state: 'detached' });
  expect((await opacities()).every(([, opacity]) => opacity === '1')).toBe(true);
});

test('a button above the text shows it as it is stored, and the keyboard stays in the text', async () => {
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\n\n**Bold.**\n\nEnd.');
  const content = page.locator('.cm-content');
  expect(await content.innerText()).not.toContain('**');
  await page.getByRole('button', { name: /^Source/ }).click();
  await expect.poll(() => content.innerText()).toContain('**Bold.**');
  await page.keyboard.type(' More');
  await expect.poll(() => content.innerText()).toContain('End. More');
});
