import { expect, test } from 'vitest';
import { findings } from './accessibility';
import { Session } from './session';

/** A transcript beside the notes of the example: pasted, searched, quoted, aligned. */
const session = await Session.start();
session.attend();
const { page } = session;
await page.getByRole('button', { name: 'Show me an example' }).click();
await page.getByRole('navigation', { name: 'Rooms' }).waitFor();
await session.enter('Debrief');

const pane = page.getByRole('complementary', { name: 'Transcript' });
const cues = pane.locator('[data-cue]');
const notes = page.getByRole('list', { name: 'Notes' }).locator('[data-note]');
const look = async (name: string) => {
  const folder = process.env['TRANSCRIPT_SHOTS'];
  if (!folder) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png` });
  }
  await page.emulateMedia({ colorScheme: 'light' });
};

const people = ['Ines Roth', 'Tomás Berg', 'Dana Okafor'];
const sentences = [
  'We dive in at the first failed insert, not at the deploy.',
  'I knew from the sequence, and typed it three minutes later.',
  'The status page was updated, but the channel never heard of it.',
  'Nobody had looked at how close the other tables are.',
  'It was the third time, and each time we took the road we knew.',
];
const two = (n: number) => String(n).padStart(2, '0');
const clock = (s: number) =>
  `${two(Math.floor(s / 3600))}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}.000`;

/** What was said every six seconds for so many minutes. */
function vtt(minutes: number): string {
  const cue = (n: number) =>
    `${String(n + 1)}\n${clock(n * 6)} --> ${clock(n * 6 + 5)}\n${people[Math.floor(n / 2) % 3] ?? ''}: ${sentences[n % 5] ?? ''} (${String(n + 1)})\n`;
  return `WEBVTT\n\n${Array.from({ length: minutes * 10 }, (_, n) => cue(n)).join('\n')}`;
}

test('a pasted transcript stands beside the notes', async () => {
  await session.pasteText(vtt(480));
  await page.getByText('WebVTT, 4,800 cues by Ines Roth, Tomás Berg and Dana Okafor').waitFor();
  await pane.getByText('4,800 cues').waitFor();
  await notes.nth(2).click();
  await pane.locator('[aria-current=true]').waitFor();
  // Of eight hours no more stands in the page than is near.
  expect(await cues.count()).toBeLessThanOrEqual(300);
  await look('beside');
  expect(await findings(page)).toEqual([]);
});

test('it is searched, and scrolled from end to end', async () => {
  await pane.getByRole('searchbox').fill('channel 4798');
  await pane.getByText('1 cue with these words').waitFor();
  await expect.poll(() => cues.allInnerTexts()).toHaveLength(1);
  await pane.getByRole('searchbox').fill('');
  await expect.poll(() => cues.count()).toBeGreaterThan(50);
  const first = await cues.first().getAttribute('data-cue');
  await cues.first().focus();
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('ArrowDown');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-cue')))
    .not.toBe(first);
});

test('a cue becomes a quotation by one key, at its place', async () => {
  const before = await notes.count();
  const cue = cues.nth(4);
  const words = await cue.innerText();
  await cue.click();
  const line = await cue.getAttribute('data-cue');
  let followed = 0;
  page.on('request', (request) => (followed += request.url().endsWith('/Debrief/CueAt') ? 1 : 0));
  await page.keyboard.press('q');
  await expect.poll(() => notes.count()).toBe(before + 1);
  // What is chosen in it stays chosen, whichever note is.
  expect(followed).toBe(0);
  expect(await pane.locator('[aria-current=true]').getAttribute('data-cue')).toBe(line);
  const said = /^\S+\s+(.*)$/s.exec(words)?.[1] ?? '';
  await page.getByRole('list', { name: 'Notes' }).getByText(said).waitFor();
});

test('a cue is quoted in a section by keys', async () => {
  await cues.nth(7).click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('s');
  await page.getByRole('dialog', { name: 'Quote in a section' }).waitFor();
  await look('quote');
  await page.keyboard.type('went well');
  await page.keyboard.press('Enter');
  await page.getByText('Quoted in “What went well”').waitFor();
});

test('one known moment moves all', async () => {
  const place = async () => (await notes.nth(0).locator('..').locator('.mono').first().innerText()).trim();
  const was = await place();
  await notes.nth(0).click();
  // Of the two that were chosen before it goes to the one that the note is about.
  await expect.poll(() => pane.locator('[aria-current=true]').count()).toBe(1);
  const line = await pane.locator('[aria-current=true]').getAttribute('data-cue');
  await pane.locator(`[data-cue="${line ?? ''}"]`).click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('l');
  await expect.poll(place).not.toBe(was);
  await page.keyboard.press('Control+z');
  await expect.poll(place).toBe(was);
});
