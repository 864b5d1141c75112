import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findings } from './accessibility';
import { Session } from './session';

/** The drawing of a timeline under the hand: each act one revision, and one undo takes it back. */
const session = await Session.start();
session.attend();
const { page } = session;

const picture = page.locator('.drawing');
const lanes = picture.locator('> svg').first();
const row = (title: string) => page.locator('[data-event]').filter({ hasText: title });
const dot = (title: string) => page.locator(`.drawing [data-id="${ids.get(title) ?? ''}"]`).first();
const ids = new Map<string, string>();
const rangeBar = page.getByRole('toolbar', { name: 'The selected range' });
const gutter = 118;

/** The times that the rows say, and how many revisions there are. */
const time = (title: string) => row(title).locator('time').innerText();
const revisions = async () =>
  Number(
    /\d+/.exec(
      await page.getByRole('navigation', { name: 'Rooms' }).getByText('History').locator('..').innerText(),
    )?.[0],
  );

async function add(when: string, title: string, kind = 'observation', until = '') {
  await page.keyboard.press('n');
  await page.getByLabel('What happened').fill(title);
  await page.getByLabel('When').fill(when);
  if (until) await page.getByLabel('Until').fill(until);
  await page.getByRole('combobox', { name: 'Kind', exact: true }).fill(kind);
  await page.getByLabel('What happened').press('Enter');
  await page.getByRole('form').waitFor({ state: 'detached' });
  ids.set(title, (await row(title).getAttribute('data-event')) ?? '');
}

/** The middle of what is drawn of an event. */
async function middle(title: string): Promise<{ x: number; y: number; width: number }> {
  // It is drawn anew when something changed, and for a moment is not there.
  let box: { x: number; y: number; width: number; height: number } | null = null;
  await expect.poll(async () => (box = await dot(title).boundingBox())).toBeTruthy();
  if (!box) throw new Error(`“${title}” is not drawn`);
  const { x, y, width, height } = box as { x: number; y: number; width: number; height: number };
  return { x: x + width / 2, y: y + height / 2, width };
}

/** The plot on the page. */
async function plot() {
  const box = await picture.boundingBox();
  if (!box) throw new Error('nothing is drawn');
  return { left: box.x + gutter, right: box.x + box.width - 16, top: box.y, bottom: box.y + box.height };
}

async function drag(from: { x: number; y: number }, to: { x: number; y: number }, drop = true) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 3 });
  if (drop) await page.mouse.up();
}

/** Does something that makes so many revisions, and takes it back with one undo each. */
async function made(count: number, act: () => Promise<unknown>, shows: () => Promise<unknown>) {
  const before = await revisions();
  await act();
  await expect.poll(revisions).toBe(before + count);
  await session.saved();
  expect(await revisions()).toBe(before + count);
  await shows();
}

async function undo() {
  const before = await revisions();
  await page.keyboard.press('Control+z');
  await expect.poll(revisions).toBe(before + 1);
  await session.saved();
}

await session.begin('Under the hand');
await session.enter('Timeline');
await page.keyboard.press('Control+k');
await page.getByRole('combobox', { name: /^Search/ }).fill('Choose time zones');
await page.keyboard.press('Enter');
await page.getByRole('combobox', { name: 'Another zone' }).fill('Europe/Berlin');
await page.getByRole('option', { name: 'Europe/Berlin' }).click();
await page.getByRole('button', { name: 'Put Berlin first' }).click();
await page.getByRole('button', { name: 'Use these zones' }).click();
await page.locator('dialog[open]').waitFor({ state: 'detached' });
// Clocks in Berlin go forward at 02:00 of 29 March 2026: the night has no 02:30.
await add('28 March 2026 22:00', 'It begins', 'trigger');
await add('28 March 2026 23:00', 'Before midnight', 'action');
await add('29 March 2026 00:30', 'No shop answers', 'impact', '29 March 2026 01:30');
await add('29 March 2026 05:00', 'It is over', 'resolution');

test('the wheel scrolls; with Ctrl it zooms at the pointer, with Shift it pans', async () => {
  const { left, right, top } = await plot();
  const at = await middle('Before midnight');
  const everything = await page.locator('.tick').allTextContents();
  await page.mouse.move(at.x, top + 30);
  await page.mouse.wheel(0, 240);
  expect(await page.locator('.tick').allTextContents()).toEqual(everything);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -240);
  await page.keyboard.up('Control');
  await page.getByRole('button', { name: /^Show all/ }).waitFor();
  // What was under the pointer stays under it.
  expect(Math.abs((await middle('Before midnight')).x - at.x)).toBeLessThan(2);
  await page.keyboard.down('Shift');
  await page.mouse.wheel(0, (right - left) / 10);
  await page.keyboard.up('Shift');
  const panned = at.x - (right - left) / 10;
  await expect.poll(async () => Math.abs((await middle('Before midnight')).x - panned)).toBeLessThan(2);
  await page.keyboard.press('0');
  await expect.poll(() => page.locator('.tick').allTextContents()).toEqual(everything);
});

test('what lasts is drawn on the plot and not beside it', async () => {
  const at = await middle('No shop answers');
  await page.mouse.move(at.x, at.y);
  await page.keyboard.down('Control');
  for (let times = 0; times < 12; times++) await page.mouse.wheel(0, -240);
  await page.keyboard.up('Control');
  const { left, right } = await plot();
  await expect
    .poll(async () => Math.round((await dot('No shop answers').boundingBox())?.width ?? 0))
    .toBe(Math.round(right - left));
  expect(Math.round((await dot('No shop answers').boundingBox())?.x ?? 0)).toBe(Math.round(left));
  await page.keyboard.press('0');
});

test('a drag over the ground selects a range, and Esc lets go of it', async () => {
  const { left, top } = await plot();
  await drag({ x: left + 100, y: top + 12 }, { x: left + 300, y: top + 12 }, false);
  await rangeBar.waitFor();
  // What it is drawn over stays as it is.
  expect(await lanes.evaluate((drawing) => getComputedStyle(drawing).opacity)).toBe('1');
  await page.mouse.up();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await rangeBar.waitFor({ state: 'detached' });
});

test('Esc in mid-drag lets go of the event, and of a range, and nothing is changed', async () => {
  const at = await middle('Before midnight');
  const was = await time('Before midnight');
  const before = await revisions();
  await drag(at, { x: at.x + 90, y: at.y }, false);
  await page.locator('.pill-text').getByText('Alt: finer · Esc: leave it').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.pill-text').waitFor({ state: 'detached' });
  await page.mouse.move(at.x + 140, at.y);
  await page.mouse.up();
  const { left, top } = await plot();
  await drag({ x: left + 100, y: top + 12 }, { x: left + 300, y: top + 12 }, false);
  await rangeBar.waitFor();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await rangeBar.waitFor({ state: 'detached' });
  await session.saved();
  expect(await time('Before midnight')).toBe(was);
  expect(await revisions()).toBe(before);
});

test('an event snaps to the exact time of another that is near, unless Alt is held', async () => {
  const at = await middle('Before midnight');
  const begins = await middle('It begins');
  const inspector = page.getByRole('complementary', { name: 'About the event' });
  await drag(at, { x: begins.x + 3, y: at.y }, false);
  await inspector.getByText('“It begins”').waitFor();
  await inspector.getByText('23:00', { exact: true }).waitFor();
  expect(await row('Before midnight').innerText()).toContain('→ 22:00:00');
  expect(await findings(page)).toEqual([]);
  await page.keyboard.down('Alt');
  await page.mouse.move(begins.x + 4, at.y);
  await inspector.getByText('nothing near').waitFor();
  await page.keyboard.up('Alt');
  await page.mouse.move(begins.x + 3, at.y);
  await made(
    1,
    () => page.mouse.up(),
    () => expect.poll(() => time('Before midnight')).toBe('22:00'),
  );
  await undo();
});

test('the times stay in sight while lanes are scrolled', async () => {
  const size = page.viewportSize() ?? { width: 1280, height: 800 };
  await page.setViewportSize({ ...size, height: 240 });
  const hidden = () => picture.evaluate((box) => box.scrollHeight - box.clientHeight);
  await expect.poll(hidden).toBeGreaterThan(0);
  const [whole, foot] = [await picture.boundingBox(), await picture.locator('.foot').boundingBox()];
  expect(Math.round((foot?.y ?? 0) + (foot?.height ?? 0))).toBe(
    Math.round((whole?.y ?? 0) + (whole?.height ?? 0)),
  );
  await page.setViewportSize(size);
  await expect.poll(hidden).toBe(0);
});

test.each(['at once', 'with a slow backend'])('an event is dragged over midnight, %s', async (how) => {
  if (how !== 'at once')
    await page.route('**/bridge/Timeline/*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      await route.continue();
    });
  const at = await middle('Before midnight');
  const goal = await middle('No shop answers');
  let told = '';
  await made(
    1,
    async () => {
      await drag(at, { x: goal.x, y: at.y }, false);
      told = ((await page.locator('.pill-text').textContent()) ?? '').slice(0, 5);
      await page.mouse.up();
      // It stands where it was put while that is being saved.
      expect(Math.abs((await middle('Before midnight')).x - goal.x)).toBeLessThan(4);
    },
    async () => {
      await expect.poll(async () => (await time('Before midnight')).slice(0, 5)).toBe(told);
    },
  );
  expect(told.startsWith('01') || told.startsWith('00')).toBe(true);
  await page.unrouteAll({ behavior: 'wait' });
  await undo();
  await expect.poll(async () => (await time('Before midnight')).slice(0, 5)).toBe('23:00');
  await expect.poll(async () => Math.round((await middle('Before midnight')).x)).toBe(Math.round(at.x));
});

test('a drag off the window ends at the edge of the plot', async () => {
  const at = await middle('Before midnight');
  const { right } = await plot();
  await made(
    1,
    async () => {
      await drag(at, { x: 3000, y: at.y });
    },
    async () => {
      await expect
        .poll(async () => Math.round((await middle('Before midnight')).x))
        .toBeLessThanOrEqual(Math.round(right) + 1);
    },
  );
  await undo();
  await expect.poll(async () => Math.round((await middle('Before midnight')).x)).toBe(Math.round(at.x));
});

test('an end is stretched, and one undo takes it back', async () => {
  const box = await dot('No shop answers').boundingBox();
  if (!box) throw new Error('it is not drawn');
  const length = row('No shop answers').locator('.kind small');
  const was = await length.innerText();
  const y = box.y + box.height / 2;
  await made(
    1,
    () => drag({ x: box.x + box.width - 2, y }, { x: box.x + box.width + 120, y }),
    () => expect.poll(() => length.innerText()).not.toBe(was),
  );
  await undo();
  await expect.poll(() => length.innerText()).toBe(was);
});

test('a moment is given an end by its handle, and by a key', async () => {
  const at = await middle('Before midnight');
  const y = at.y;
  await page.mouse.click(at.x, y);
  await page.locator('.handle').waitFor({ state: 'attached' });
  const length = row('Before midnight').locator('.kind small');
  expect(await length.count()).toBe(0);
  await made(
    1,
    async () => {
      await drag({ x: at.x + 9, y }, { x: at.x + 130, y }, false);
      expect(await page.locator('.pill-text').textContent()).toContain('lasts');
      await page.mouse.up();
    },
    () => length.waitFor(),
  );
  expect((await time('Before midnight')).slice(0, 5)).toBe('23:00');
  await undo();
  await length.waitFor({ state: 'detached' });
  await page.keyboard.press('Shift+E');
  const field = page.getByLabel('End', { exact: true });
  await field.waitFor();
  await made(
    1,
    async () => {
      await page.keyboard.type('23:20');
      await page.keyboard.press('Enter');
      await field.waitFor({ state: 'detached' });
    },
    () => expect.poll(() => length.innerText()).toContain('20 min'),
  );
  await undo();
});

test('a double click adds an event at that time', async () => {
  const { left, right, top } = await plot();
  await page.mouse.dblclick((left + right) / 2, top + 12);
  await page.getByRole('form').waitFor();
  await made(
    1,
    async () => {
      await page.keyboard.type('Where the hand was');
      await page.keyboard.press('Enter');
      await page.getByRole('form').waitFor({ state: 'detached' });
    },
    () => row('Where the hand was').waitFor(),
  );
  // Where it stood the keys go on, and they go back to it.
  await undo();
  await row('Where the hand was').waitFor({ state: 'detached' });
  const chosen = page.locator('[data-event][aria-current="true"]');
  await expect.poll(() => chosen.count()).toBe(1);
  await page.keyboard.press('Control+y');
  await expect.poll(() => chosen.innerText()).toContain('Where the hand was');
  await expect.poll(() => chosen.evaluate((row) => row === document.activeElement)).toBe(true);
  await session.saved();
  await undo();
  await row('Where the hand was').waitFor({ state: 'detached' });
});

test('what is out of view is counted at the ends of the axis, and a click brings it in', async () => {
  const at = await middle('Before midnight');
  await page.mouse.move(at.x, at.y);
  await page.keyboard.down('Control');
  for (let step = 0; step < 4; step++) await page.mouse.wheel(0, -240);
  await page.keyboard.up('Control');
  const edges = picture.locator('.edge');
  await expect.poll(() => edges.allTextContents()).toEqual(['← 1 earlier', '2 later →']);
  await picture.locator('.beyond').last().click();
  await expect.poll(() => edges.allTextContents()).toEqual(['← 1 earlier']);
  await picture.locator('.beyond').click();
  await expect.poll(() => edges.count()).toBe(0);
  await rangeBar.waitFor({ state: 'detached' });
  await page.keyboard.press('0');
});

test('a range is told in the inspector', async () => {
  const { left, top } = await plot();
  const [begin, end] = [await middle('It begins'), await middle('Before midnight')];
  await drag({ x: begin.x - 4, y: top + 12 }, { x: end.x + 4, y: top + 12 });
  expect(begin.x).toBeGreaterThan(left);
  const inspector = page.getByRole('complementary', { name: 'About the event' });
  await inspector.getByRole('heading', { name: 'Selected range' }).waitFor();
  await inspector.getByText('2 events').waitFor();
  await rangeBar.getByRole('button', { name: 'Let go of the range' }).click();
  await rangeBar.waitFor({ state: 'detached' });
  // One that is fitted is all that is seen, and held no longer.
  await drag({ x: begin.x - 4, y: top + 12 }, { x: end.x + 4, y: top + 12 });
  await rangeBar.waitFor();
  await page.keyboard.press('f');
  await page.getByRole('button', { name: /^Show all/ }).waitFor();
  await rangeBar.waitFor({ state: 'detached' });
  await page.keyboard.press('0');
});

test('the status bar tells what nobody would guess', async () => {
  const bar = page.getByRole('contentinfo');
  await bar.getByText('zoom').waitFor();
  expect(await bar.innerText()).toMatch(/Ctrl wheel\s*zoom[\s\S]*walk/);
});

test('a figure tells until when what it counts to lasted', async () => {
  await page.getByRole('button', { name: /^to mitigate/ }).click();
  const how = page.getByRole('group', { name: 'How it was computed' });
  const [, until] = (await how.getByRole('button', { name: /No shop answers/ }).innerText()).split(' – ');
  expect(until).toMatch(/\d\d:\d\d/);
  await page.keyboard.press('Escape');
});

test('an event is added over a range, with both of its ends', async () => {
  const { top } = await plot();
  const [begin, end] = [await middle('It begins'), await middle('Before midnight')];
  await drag({ x: begin.x + 10, y: top + 12 }, { x: end.x - 10, y: top + 12 });
  const [from, to] = (await rangeBar.innerText()).match(/\d\d:\d\d/g) ?? [];
  await rangeBar.getByRole('button', { name: 'Add event' }).click();
  expect(await page.getByLabel('When').inputValue()).toContain(from);
  expect(await page.getByLabel('Until').inputValue()).toContain(to);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await rangeBar.waitFor({ state: 'detached' });
});

test('what is chosen stays so while another room is looked at', async () => {
  await row('Before midnight').click();
  await page.keyboard.press('Alt+1');
  await row('Before midnight').waitFor({ state: 'detached' });
  await page.keyboard.press('Alt+2');
  await row('Before midnight').waitFor();
  expect(await row('Before midnight').getAttribute('aria-current')).toBe('true');
});

test('Esc in the filter lets go of it', async () => {
  const stands = (title: string) =>
    dot(title).evaluate((one) => getComputedStyle(one.closest('g') ?? one).opacity);
  expect(await stands('Before midnight')).toBe('1');
  await page.getByRole('combobox', { name: 'Only events of a kind' }).click();
  await page.getByRole('option', { name: 'impact' }).click();
  await page.getByText('1 of 4 events').waitFor();
  // What is not listed stands back in the drawing.
  await expect.poll(() => stands('Before midnight')).toBe('0.3');
  expect(await stands('No shop answers')).toBe('1');
  await page.keyboard.press('Escape');
  await page.getByText('1 of 4 events').waitFor({ state: 'detached' });
  await expect.poll(() => stands('Before midnight')).toBe('1');
});

test('all of a lane’s name that is cut is told beside it', async () => {
  const name = 'The committee for everything that nobody else wants to decide';
  await page.keyboard.press('n');
  await page.getByLabel('What happened').fill('They meet');
  await page.getByLabel('When').fill('29 March 2026 00:10');
  await page.getByRole('button', { name: 'More…' }).click();
  await page.getByRole('form').getByLabel('Name').fill(name);
  await page.getByLabel('What happened').press('Enter');
  await page.getByRole('form').waitFor({ state: 'detached' });
  await page.getByRole('combobox', { name: 'What the lanes stand for' }).click();
  await page.getByRole('option', { name: 'By person' }).click();
  const lane = picture.locator('.lane text').filter({ hasText: 'The comm' });
  await lane.waitFor();
  // What is drawn anew under the pointer is told when the pointer moves.
  await expect
    .poll(async () => {
      const box = await lane.boundingBox();
      if (!box) return '';
      await page.mouse.move(box.x + 5, box.y + 5);
      await page.mouse.move(box.x + 8, box.y + 6);
      return page.getByRole('tooltip').allTextContents();
    })
    .toEqual([expect.stringContaining(name)]);
  await page.getByRole('combobox', { name: 'What the lanes stand for' }).click();
  await page.getByRole('option', { name: 'By subject' }).click();
  await undo();
  await row('They meet').waitFor({ state: 'detached' });
});

test('where clocks go forward, a drag tells times that there are, each at a round minute', async () => {
  const at = await middle('It begins');
  const end = await middle('It is over');
  const seen = new Set<string>();
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  for (let step = 1; step <= 60; step++) {
    await page.mouse.move(at.x + ((end.x - at.x) * step) / 60, at.y);
    for (const told of await page.locator('.pill-text').allTextContents()) seen.add(told.slice(0, 8));
  }
  await page.keyboard.press('Escape');
  await page.mouse.up();
  const told = [...seen];
  expect(told.some((clock) => clock.startsWith('01'))).toBe(true);
  expect(told.some((clock) => clock.startsWith('03'))).toBe(true);
  expect(told.filter((clock) => clock.startsWith('02') || !/^\d\d:\d\d:00$/.test(clock))).toEqual([]);
});

test('the drawing is saved as a picture, whole whatever is seen, or what is seen, light and dark', async () => {
  const path = `${session.folder}/timeline.png`;
  const save = async (item: string) => {
    await page.getByRole('button', { name: 'More about the drawing' }).click();
    await page.getByRole('menuitem', { name: item }).first().click();
    await page.getByText('Saved as').first().waitFor();
    await expect.poll(() => existsSync(path)).toBe(true);
    return readFileSync(path);
  };
  const all = await save('Save as a picture');
  expect(all.subarray(1, 4).toString()).toBe('PNG');
  await expect.poll(() => save('Save as a dark picture')).not.toEqual(all);
  await page.keyboard.press('+');
  await page.getByRole('button', { name: /^Show all/ }).waitFor();
  await expect.poll(async () => (await save('Save as a picture')).equals(all)).toBe(true);
  await expect.poll(async () => (await save('Save what is shown')).equals(all)).toBe(false);
  await page.keyboard.press('0');
});

test('an event is part of another one, and says how people felt', async () => {
  const before = await revisions();
  await page.keyboard.press('n');
  await page.getByLabel('What happened').fill('Somebody yells');
  await page.getByRole('button', { name: 'More…' }).click();
  const form = page.getByRole('form');
  const part = form.getByRole('combobox', { name: 'Part of' });
  const holder = 'It begins';
  await part.fill(holder);
  await part.press('Tab');
  await form.getByLabel('How people felt').fill('Dana: 7 of 10');
  await page.getByLabel('What happened').press('Enter');
  await form.getByRole('alert').filter({ hasText: 'is no mood' }).waitFor();
  await form.getByLabel('How people felt').fill('Dana: worried, all night; Joel: great');
  await page.getByLabel('What happened').press('Enter');
  await form.waitFor({ state: 'detached' });
  await expect.poll(revisions).toBe(before + 1);
  await row('Somebody yells').getByText('Dana: low, worried, all night; Joel: great').waitFor();
  await row(holder).click();
  const felt = await page.locator('.drawing .mood circle').first().boundingBox();
  await page.mouse.move((felt?.x ?? 0) + 3, (felt?.y ?? 0) + 3);
  await page.getByRole('tooltip').getByText('low, worried, all night').waitFor();
  await page.mouse.click((felt?.x ?? 0) + 3, (felt?.y ?? 0) + 3);
  await expect.poll(() => row('Somebody yells').getAttribute('aria-current')).toBe('true');
  const inspector = page.getByRole('complementary', { name: 'About the event' });
  await inspector.getByRole('button', { name: holder, exact: true }).waitFor();
  await picture.getByText('mood', { exact: true }).waitFor();
  await picture.getByText('great', { exact: true }).waitFor();
  await expect.poll(() => picture.locator('.band').count()).toBe(1);
  expect(await findings(page)).toEqual([]);
});

test.each(['light', 'dark'] as const)('all that opens in it is for everybody, %s', async (colorScheme) => {
  await page.emulateMedia({ colorScheme });
  await page.waitForFunction((theme) => matchMedia(`(prefers-color-scheme: ${theme})`).matches, colorScheme);
  // A figure explained, over what was known when.
  await page.keyboard.press('h');
  const slider = page.getByRole('slider');
  await slider.waitFor();
  expect(await slider.evaluate((one) => one === document.activeElement)).toBe(true);
  // Its keys are its own: what is chosen stays, and so does what is seen.
  const everything = await page.locator('.tick').allTextContents();
  const all = await slider.getAttribute('aria-valuetext');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowDown');
  const later = await slider.getAttribute('aria-valuetext');
  expect(later).not.toBe(all);
  expect(await page.locator('.tick').allTextContents()).toEqual(everything);
  await page.keyboard.press('End');
  expect(await slider.getAttribute('aria-valuetext')).toBe(all);
  await page.getByRole('button', { name: /^customer impact/ }).click();
  await page.getByRole('group', { name: 'How it was computed' }).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('h');
  await page.getByRole('slider').waitFor({ state: 'detached' });
  // Several events, with what can be done to them.
  await row('It begins').click();
  await page.keyboard.press('Shift+ArrowDown');
  const chosen = page.getByRole('toolbar', { name: 'The chosen events' });
  await chosen.waitFor();
  await chosen.getByLabel('Kind of the chosen events').click();
  await page.getByRole('listbox').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await chosen.waitFor({ state: 'detached' });
  // A range, its menu, and all of a form that asks for more.
  await row('It is over').click();
  const { left, top } = await plot();
  await drag({ x: left + 100, y: top + 12 }, { x: left + 300, y: top + 12 });
  await rangeBar.waitFor();
  await page.keyboard.press('n');
  await page.getByRole('button', { name: 'More…' }).click();
  await page.getByLabel('When').fill('soonish');
  await page.getByLabel('What happened').press('Enter');
  await page.getByRole('alert').filter({ hasText: /\S/ }).first().waitFor();
  await page.getByRole('button', { name: 'More about the drawing' }).click();
  await page.getByRole('menu', { name: 'More about the drawing' }).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Cancel/ }).click();
  await page.getByRole('form').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await rangeBar.waitFor({ state: 'detached' });
});
