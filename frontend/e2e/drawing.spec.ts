import { expect, test } from 'vitest';
import { Session } from './session';

/** What the drawing of the example tells under the pointer. */
const session = await Session.start();
session.attend();
const { page } = session;
await page.getByRole('button', { name: 'Show me an example' }).click();
await page.getByRole('main', { name: 'Timeline' }).waitFor();

test('what stands beside the events is told under the pointer, and a click leads to it', async () => {
  const tooltip = page.getByRole('tooltip');
  await page.locator('.drawing image').waitFor();
  const at = await page.locator('.drawing image').boundingBox();
  const bar = await page.locator('.drawing .bar').last().boundingBox();
  if (!at || !bar) throw new Error('no screenshot and no density is drawn');
  await page.mouse.move(bar.x + bar.width / 2, bar.y + bar.height / 2);
  await tooltip.getByText(/entr(y|ies) that no event cites/).waitFor();
  await page.mouse.move(at.x + 20, at.y + 15);
  await tooltip.getByText('Failed requests during the incident').waitFor();
  await expect
    .poll(() => tooltip.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBeGreaterThan(0);
  await page.mouse.click(at.x + 20, at.y + 15);
  await page.getByRole('main', { name: 'Evidence' }).waitFor();
  await page.getByRole('heading', { name: 'Time the picture shows' }).waitFor();
});
