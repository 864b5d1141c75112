import { expect, test } from 'vitest';
import { Session } from './session';
import { choose } from './choose';

/** From rows to events and into the text, the way people go back and forth. */
const session = await Session.start();
session.attend();
const { page } = session;
await session.begin('Slow checkout');

const main = page.getByRole('main');
const rail = page.getByRole('navigation', { name: 'Rooms' });
const events = async () =>
  Number(/\d+/.exec(await rail.getByText('Timeline').locator('..').innerText())?.[0] ?? 0);

test('a table of metrics says what it measured', async () => {
  const minutes = Array.from({ length: 20 }, (_, minute) => {
    const clock = `2026-03-14T21:${String(minute + 10)}:00Z`;
    return `${clock},${String(100 + minute)},${String(minute)}`;
  });
  await session.pasteText(`time,p99_ms,errors\n${minutes.join('\n')}\n`);
  await page.getByText('CSV, 20 entries').waitFor();
  await page.getByRole('row', { name: /p99_ms=104 errors=4/ }).waitFor();
});

test('a key of the room works after the kind was chosen with the mouse', async () => {
  await page.getByRole('row', { name: /p99_ms=104/ }).click();
  const kind = page.getByRole('combobox', { name: 'Kind of event' });
  await kind.waitFor();
  await choose(kind, 'detection');
  await kind.focus();
  await page.keyboard.press('t');
  await page.getByText('On the timeline: “p99_ms=104 errors=4”').waitFor();
  await expect.poll(events).toBe(1);
  expect(await kind.innerText()).not.toMatch(/trigger/i);
});

test('the same lines again lead to the event that cites them, or to another on purpose', async () => {
  await page.getByRole('row', { name: /p99_ms=104/ }).click();
  await page.getByRole('grid').focus();
  await page.keyboard.press('t');
  await page.getByText('“p99_ms=104 errors=4” cites this already').waitFor();
  expect(await events()).toBe(1);
  await page.getByRole('button', { name: 'Add another' }).click();
  await expect.poll(events).toBe(2);
});

test('undo from another room says what it took back, and leads there', async () => {
  await session.enter('Document');
  await page.keyboard.press('Control+z');
  await page.getByText('Undone: p99_ms=104 errors=4: added').waitFor();
  expect(await events()).toBe(1);
  await page.getByRole('button', { name: 'Show in Timeline' }).click();
  await page.getByRole('main', { name: 'Timeline' }).waitFor();
  await page.keyboard.press('Control+Shift+z');
  await page.getByText('Done again: p99_ms=104 errors=4: added').waitFor();
  expect(await page.getByText(/^Undone/).count()).toBe(0);
});

test('an event shows all the lines that it cites, ten of them at most', async () => {
  await session.enter('Evidence');
  await page.getByRole('row', { name: /p99_ms=105/ }).click();
  await page.getByRole('row', { name: /p99_ms=116/ }).click({ modifiers: ['Shift'] });
  await page.getByText('12 entries selected').waitFor();
  await page.keyboard.press('t');
  await page.getByText('On the timeline: “p99_ms=105 errors=5”').waitFor();
  await session.enter('Timeline');
  await page.locator('[data-event]', { hasText: 'p99_ms=105' }).click();
  const inspector = page.getByRole('complementary');
  await inspector.getByText('2 more lines in Evidence').waitFor();
  const lines = (await inspector.getByLabel('Original lines').innerText()).split('\n');
  expect([lines.length, lines[0], lines[9]]).toEqual([
    10,
    '2026-03-14T21:15:00Z,105,5',
    '2026-03-14T21:24:00Z,114,14',
  ]);
  await page.keyboard.press('Control+z');
  await page.getByText(/^Undone/).waitFor();
});

test('Enter in Embed puts in what is chosen and nothing else', async () => {
  await session.enter('Document');
  const editor = await session.write('Trigger');
  await page.keyboard.type('It was slow.');
  await page.keyboard.press('Control+Shift+E');
  const dialog = page.getByRole('dialog', { name: 'Embed evidence' });
  await dialog.getByRole('combobox', { name: 'Filter' }).fill('p99');
  await dialog.getByRole('region', { name: 'How it will look' }).getByText('104').first().waitFor();
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.keyboard.type('So it went on.');
  await page.keyboard.press('Escape');
  await editor.waitFor({ state: 'detached' });
  await session.saved();
  await main.getByText('So it went on.').waitFor();
  await session.write('Trigger');
  const lines = await editor.locator('.cm-line').allInnerTexts();
  expect(lines.map((line) => line.trim()).filter((line) => line !== '')).toHaveLength(3);
  expect(lines[0]).toBe('It was slow.');
  expect(lines.at(-1)).toBe('So it went on.');
});
