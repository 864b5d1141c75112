import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { findings } from './accessibility';
import { pieces } from './paths';
import { Session } from './session';

/**
 * What an investigator does with a screenshot, each test standing on the one
 * before. The chart is 1200 × 600 and its title, "Failed requests", stands in
 * the top left corner: that is what is blacked out.
 */

const session = await Session.start();
session.attend();
await session.begin('A chart with a secret');
const { page } = session;

const chart = `${pieces}/error-rate-utc.png`;
const pane = () => page.getByRole('application');
const marks = () => pane().locator('[data-mark]');

/** Drags over the picture from one place to another, in parts of its sides. */
async function drag(from: [number, number], to: [number, number]): Promise<void> {
  const box = await pane().locator('img').boundingBox();
  if (!box) throw new Error('the picture is not shown');
  const at = ([x, y]: [number, number]) => [box.x + box.width * x, box.y + box.height * y] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]));
  await page.mouse.move(...at(to));
  await page.mouse.up();
}

/** How dark the corner with the title is, and a place that nobody touched: 0 is black, 255 white. */
async function brightness(picture: Locator): Promise<{ title: number; elsewhere: number; width: number }> {
  await picture.waitFor();
  return picture.evaluate(async (element) => {
    const image = element as HTMLImageElement;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(image, 0, 0);
    const lightest = (x: number, y: number, width: number, height: number) => {
      const { data } = context.getImageData(
        Math.round(x * canvas.width),
        Math.round(y * canvas.height),
        Math.round(width * canvas.width),
        Math.round(height * canvas.height),
      );
      return data.reduce((most, value, index) => (index % 4 === 3 ? most : Math.max(most, value)), 0);
    };
    return {
      title: lightest(0.04, 0.04, 0.2, 0.05),
      elsewhere: lightest(0.02, 0.95, 0.9, 0.04),
      width: canvas.width,
    };
  });
}

test('a picture is pasted, and stays selected when its time takes it elsewhere', async () => {
  await session.pasteText(readFileSync(`${pieces}/postgres-primary.log`, 'utf8'));
  await page.getByText(/PostgreSQL, 493 entries/).waitFor();
  await session.pastePicture(chart);
  await page.getByText(/a screenshot, 1200 × 600/).waitFor();
  await page.locator('[data-source]', { hasText: 'Screenshot' }).click();
  const time = page.getByLabel('Time the picture shows, in UTC');
  await time.fill('2026-03-14 22:40+01:00');
  await page.getByText(/^= .*14 Mar.*21:40 UTC$/).waitFor();
  await time.fill('2025-11-14 10:06');
  await time.press('Enter');
  const row = page.getByRole('row', { name: /^10:06.*Screenshot/ });
  await row.waitFor();
  await expect.poll(() => row.getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('Control+S');
  await page.getByLabel('Name', { exact: true }).fill('As it came');
  await page.keyboard.press('Enter');
  await page.getByText('Kept “As it came”').waitFor();
});

test('it is opened, zoomed and moved by wheel, keys and hand', async () => {
  await page.getByRole('grid').focus();
  await page.keyboard.press('o');
  await pane().waitFor();
  await page.getByRole('dialog').getByText('LOG:', { exact: false }).first().waitFor();
  const size = async () => (await pane().locator('img').boundingBox())?.width ?? 0;
  const whole = await size();
  await page.keyboard.press('1');
  await expect.poll(size).toBe(1200);
  await page.keyboard.press('+');
  await expect.poll(size).toBe(1500);
  await pane().hover();
  await page.mouse.wheel(0, -100);
  await expect.poll(size).toBeGreaterThan(1800);
  const left = async () => (await pane().locator('img').boundingBox())?.x ?? 0;
  const before = await left();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(left).toBe(before + 60);
  await page.keyboard.press('0');
  await expect.poll(size).toBe(whole);
  expect(await findings(page)).toEqual([]);
});

test('a blackout, a box and an arrow are drawn by the pointer, a place to cite by keys', async () => {
  await page.keyboard.press('x');
  await drag([0.02, 0.02], [0.3, 0.1]);
  await page.keyboard.press('b');
  await drag([0.6, 0.4], [0.8, 0.6]);
  await page.getByLabel('Words for Box 1').fill('It stays up');
  await page.getByLabel('Words for Box 1').press('Enter');
  await page.getByRole('button', { name: 'Arrow', exact: true }).click();
  await drag([0.9, 0.8], [0.8, 0.7]);
  await expect.poll(() => marks().count()).toBe(3);

  await page.keyboard.press('c');
  await page.keyboard.press('Enter');
  const place = page.getByRole('button', { name: 'Place to cite 1', exact: true });
  await place.waitFor();
  const before = await place.boundingBox();
  await pane().focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+ArrowRight');
  await expect
    .poll(async () => {
      const now = await place.boundingBox();
      return [
        Math.round((now?.y ?? 0) - (before?.y ?? 0)),
        Math.round((now?.width ?? 0) - (before?.width ?? 0)),
      ];
    })
    .toEqual([-10, 10]);
  await page.keyboard.press('Enter');
  await page.keyboard.type('Errors climb');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Place to cite “Errors climb”', exact: true }).waitFor();
});

test('a mark is moved, removed and brought back', async () => {
  await pane().focus();
  const arrow = page.getByRole('button', { name: 'Arrow 1', exact: true });
  const before = await arrow.boundingBox();
  await drag([0.85, 0.75], [0.85, 0.85]);
  await expect.poll(async () => (await arrow.boundingBox())?.y ?? 0).toBeGreaterThan((before?.y ?? 0) + 20);
  await page.keyboard.press('Delete');
  await expect.poll(() => marks().count()).toBe(3);
  await page.keyboard.press('Control+z');
  await expect.poll(() => marks().count()).toBe(4);
  await page.keyboard.press('Control+z');
  await expect
    .poll(async () => Math.round((await arrow.boundingBox())?.y ?? 0))
    .toBe(Math.round(before?.y ?? 0));
});

test('the place goes onto the timeline, and its event shows that part', async () => {
  await page.getByRole('button', { name: 'Choose Place to cite “Errors climb”' }).click();
  await page.getByText('Cites “Errors climb”.').waitFor();
  await pane().focus();
  await page.keyboard.press('t');
  await page.getByText('On the timeline: “Errors climb”').last().waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await pane().waitFor({ state: 'detached' });

  await session.enter('Timeline');
  await page.locator('[data-event]', { hasText: 'Errors climb' }).click();
  const part = page.getByRole('figure').getByRole('img', { name: 'Errors climb' });
  const { width } = await brightness(part);
  expect(width).toBeGreaterThan(100);
  expect(width).toBeLessThan(400);
});

test('what is blacked out is black wherever the picture is shown', async () => {
  await session.enter('Evidence');
  await page.locator('[data-source]', { hasText: 'Screenshot' }).click();
  const thumbnail = await brightness(page.getByRole('grid').getByRole('img', { name: 'Screenshot' }).first());
  expect([thumbnail.title, thumbnail.elsewhere]).toEqual([0, 255]);

  await session.enter('Document');
  await session.write('Trigger');
  await page.keyboard.press('Control+Shift+E');
  await page
    .getByRole('dialog')
    .getByRole('option', { name: /^Screenshot/ })
    .click();
  await page.keyboard.press('Escape');
  await session.saved();
  const shown = await brightness(page.locator('.doc-picture img').first());
  expect(shown).toEqual({ title: 0, elsewhere: 255, width: 1200 });
});

test('the page that is shared holds the blackened pixels and not the others', async () => {
  await session.enter('Share');
  await page.getByRole('radio', { name: 'HTML' }).check({ force: true });
  await page.getByRole('article', { name: /HTML/ }).getByText('Trigger').first().waitFor();
  await page.keyboard.press('Control+E');
  const said = page.getByText(/^Saved \//);
  const [path] = /\/\S+/.exec((await said.textContent()) ?? '') ?? [''];
  const html = readFileSync(path, 'utf8');
  const pictures = [...html.matchAll(/src="data:image\/png;base64,([^"]+)"/g)].map((match) => match[1] ?? '');
  expect(pictures.length).toBeGreaterThan(1);
  const reader = await page.context().newPage();
  await reader.setContent(`<img src="data:image/png;base64,${pictures[0] ?? ''}">`);
  expect(await brightness(reader.locator('img'))).toEqual({ title: 0, elsewhere: 255, width: 1200 });
  const original = createHash('sha256').update(readFileSync(chart)).digest('hex');
  for (const picture of pictures)
    expect(createHash('sha256').update(Buffer.from(picture, 'base64')).digest('hex')).not.toBe(original);
});

test('the history says that the picture was annotated, and shows how', async () => {
  await session.enter('History');
  const change = page.getByRole('list', { name: 'Changes of the evidence' }).getByRole('listitem');
  await change.getByText('annotated').waitFor();
  const before = await brightness(change.getByRole('img', { name: 'Screenshot, before' }));
  const after = await brightness(change.getByRole('img', { name: 'Screenshot, after' }));
  expect([before.title, after.title]).toEqual([255, 0]);
});
