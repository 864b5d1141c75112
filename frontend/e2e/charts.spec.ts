import { expect, test } from 'vitest';
import { Session } from './session';
import { choose } from './choose';

/** Charts as people make them: of what is filtered, of a number, kept, promoted, embedded. */
const session = await Session.start();
session.attend();
const { page } = session;
await session.begin('Slow checkout');

const inspector = page.getByRole('complementary', { name: 'Selected evidence' });
const drawing = page.getByRole('main').locator('svg.drawing');
const plot = page.getByRole('slider', { name: 'Time on the chart' });
const look = async (name: string) => {
  const folder = process.env['CHART_SHOTS'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
};

test('what is filtered becomes a chart by one key', async () => {
  const lines = Array.from({ length: 600 }, (_, n) => {
    const at = new Date(Date.UTC(2026, 2, 14, 21, 0, n * 6)).toISOString();
    const level = n > 200 && n < 420 && n % 3 === 0 ? 'ERROR' : 'INFO';
    return `${at} ${level} request done took=${String(20 + ((n * 37) % 90) + (level === 'ERROR' ? 900 : 0))}ms queue ${String(n % 17)} deep`;
  });
  await session.pasteText(lines.filter((_, n) => n < 300 || n > 340).join('\n'));
  await page
    .getByRole('row', { name: /took=20ms/ })
    .first()
    .waitFor();
  await page.keyboard.press('g');
  await drawing.waitFor();
  await expect.poll(() => drawing.getAttribute('aria-label')).toContain('entries by level');
  await page.getByRole('columnheader', { name: 'error' }).waitFor();
  await look('by-level');
});

test('a number, a statistic and a bucket are chosen', async () => {
  await choose(inspector.getByLabel('Split of series 1'), '');
  await choose(inspector.getByLabel('Number of series 1'), 'took');
  await expect.poll(() => drawing.getAttribute('aria-label')).toContain('p95 of took');
  await choose(page.getByLabel('How long a bucket is'), { label: 'Every 1 min' });
  await page.getByText('60 rows, each minute').waitFor();
  await page.getByRole('button', { name: 'log', exact: true }).click();
  await inspector.getByRole('button', { name: '+ Add a series' }).click();
  await inspector.getByLabel('Filter of series 2').fill('level:error');
  await inspector.getByLabel('Filter of series 2').press('Enter');
  await page.getByRole('columnheader', { name: 'errors' }).waitFor();
  await look('two-panels');
});

test('a share of two counts', async () => {
  await choose(inspector.getByLabel('Statistic of series 2'), 'share');
  await page.getByRole('columnheader', { name: 'share of errors' }).waitFor();
  await page
    .getByRole('cell', { name: /^30 %$/ })
    .first()
    .waitFor();
});

test('it is kept, and a stretch of it promoted by keys', async () => {
  await page.getByRole('button', { name: 'Keep chart' }).click();
  await page.getByText('Kept as evidence').waitFor();
  await page.getByRole('region', { name: 'Charts' }).getByRole('button', { pressed: true }).waitFor();
  await plot.focus();
  await page.keyboard.press('Home');
  for (let step = 0; step < 20; step += 1) await page.keyboard.press('ArrowRight');
  for (let step = 0; step < 10; step += 1) await page.keyboard.press('Shift+ArrowRight');
  await page.getByText('21:20 – 21:30 chosen').waitFor();
  await look('range');
  await page.keyboard.press('t');
  await page.getByText('On the timeline: “').waitFor();
  const rail = page.getByRole('navigation', { name: 'Rooms' });
  await expect.poll(() => rail.getByText('Timeline').locator('..').innerText()).toContain('1');
});

test('a stretch is drawn with the mouse as well', async () => {
  const box = await plot.boundingBox();
  if (!box) throw new Error('the chart is not drawn');
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.4);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.4, { steps: 5 });
  // The table follows the pointer by itself: the chart stays where it is.
  await page.mouse.move(box.x + box.width * 0.85, box.y + box.height * 0.4, { steps: 5 });
  expect(await plot.boundingBox()).toEqual(box);
  await page.mouse.up();
  await page.getByText(/^\d\d:\d\d – \d\d:\d\d chosen/).waitFor();
  await page.keyboard.press('Escape');
});

test('a number that is selected in a line is charted', async () => {
  if ((await drawing.count()) > 0) await page.keyboard.press('Escape');
  await drawing.waitFor({ state: 'detached' });
  await page.getByRole('row', { name: /took=/ }).first().click();
  const lines = inspector.getByRole('region', { name: 'The lines as they stand' });
  await lines.getByText('queue 0 deep').waitFor();
  await lines.evaluate((pre) => {
    const [text] = pre.childNodes;
    const at = pre.textContent.indexOf('queue ') + 'queue '.length;
    if (text) document.getSelection()?.setBaseAndExtent(text, at, text, at + 1);
  });
  await page.keyboard.press('g');
  await expect.poll(() => drawing.getAttribute('aria-label')).toContain('p95 of a number');
  await page.getByText('entries have a number').first().waitFor();
});

test('a kept chart stands in the document', async () => {
  await page.getByRole('region', { name: 'Charts' }).locator('[data-chart]').click();
  await page.getByRole('button', { name: 'Copy for the document' }).click();
  const source = await page.evaluate(() => navigator.clipboard.readText());
  expect(source).toMatch(/^!\[.*\]\(evidence\/[0-9a-z]+\)$/);
  await session.enter('Document');
  await page.getByRole('button', { name: 'Write' }).first().click();
  await page.keyboard.insertText(`What it did to us.\n\n${source}\n`);
  const shown = page.locator('.doc-chart svg.drawing').first();
  await shown.waitFor();
  await look('document');
});
