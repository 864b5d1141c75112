import { describe, expect, test } from 'vitest';
import { findings } from './accessibility';
import { commandLine } from './bridge';
import { results } from './paths';
import { Session } from './session';

interface Noted {
  kind: string;
  text: string;
  event?: string;
  parked?: boolean;
  settled?: boolean;
}

/** The debrief as it is shared on a screen, by keys alone, in both themes. */
describe.each(['light', 'dark'] as const)('%s', async (colorScheme) => {
  const session = await Session.start({ colorScheme });
  session.attend();
  const note = () => session.page.getByRole('textbox', { name: /Note/ });
  const clock = () => session.page.getByRole('region', { name: 'Clock and agenda' });
  const ofStep = () => session.page.getByRole('list', { name: 'Notes of this step' });
  const look = async (name: string) => {
    for (const [width, height] of [
      [1280, 800],
      [1920, 1080],
    ] as const) {
      await session.page.setViewportSize({ width, height });
      await session.page.screenshot({
        path: `${results}/meeting-${name}-${colorScheme}-${String(width)}.png`,
      });
    }
    await session.page.setViewportSize({ width: 1280, height: 800 });
  };
  const content = () => {
    const shown = JSON.parse(commandLine(session.library, 'show', 'latest', '--json')) as {
      content: { debrief: { notes?: Noted[] }; questions?: { text: string; state?: string }[] };
    };
    return shown.content;
  };
  const notes = () => content().debrief.notes ?? [];
  const asked = 'When does the next key run out?';

  test('the example is as it was before its debrief', async () => {
    const { page } = session;
    // It opens again where it was left once that is kept.
    const kept = page.waitForResponse(
      (answer) =>
        answer.url().endsWith('/Settings/KeepPlace') &&
        !(answer.request().postData() ?? '').includes('"retrospective":""'),
    );
    await page.getByRole('button', { name: 'Show me an example' }).click();
    await page.getByRole('navigation', { name: 'Rooms' }).waitFor();
    await kept;
    await session.kill();
    commandLine(session.library, 'restore', 'latest', 'Agenda sent');
    commandLine(session.library, 'question', 'latest', 'ask', asked, '--for', 'Platform');
    await session.open();
  });

  test('before the start it says when, who opens, and where to dive in', async () => {
    const { page } = session;
    await page.getByRole('navigation', { name: 'Rooms' }).waitFor();
    await session.enter('Debrief');
    await page.getByRole('button', { name: 'The timeline is agreed' }).waitFor();
    await look('plan');
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Choose a day: When' }).click();
    await page.getByRole('dialog', { name: 'When: choose a day' }).waitFor();
    await look('month');
    expect(await findings(page)).toEqual([]);
    const on = page.locator('[data-at]');
    const day = await on.getAttribute('aria-label');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => on.getAttribute('aria-label')).not.toBe(day);
    expect(await on.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Edit the agenda…' }).click();
    await page.getByRole('dialog', { name: 'Agenda' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('F11');
    await clock().waitFor();
    expect(await page.getByRole('navigation', { name: 'Rooms' }).count()).toBe(0);
    await page.getByText(/opens with the summary/).waitFor();
    await page.getByText(/We dive in at/).waitFor();
    await look('first');
    expect(await findings(page)).toEqual([]);
    // Where to dive in leads there, and F11 back to where it was.
    const diveIn = page.getByText(/We dive in at/).getByRole('button');
    const title = await diveIn.innerText();
    await diveIn.click();
    await expect.poll(() => page.locator('[data-event][aria-current="true"]').innerText()).toContain(title);
    await session.enter('Debrief');
    await page.keyboard.press('F11');
    await clock().getByRole('button', { name: 'Start the debrief' }).click();
    await clock().getByText('Step 1 of 6').waitFor();
  });

  test('typing begins a note wherever the focus is, and its first key says the kind', async () => {
    const { page } = session;
    await page
      .getByRole('button', { name: /has spoken$/ })
      .first()
      .click();
    await page.keyboard.type('Lee tells it');
    await page.keyboard.press('Enter');
    await ofStep().getByText('Lee tells it').waitFor();
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.type('?Who told the shops');
    await page.keyboard.press('Enter');
    await ofStep().getByText('Who told the shops').waitFor();
    expect(notes().map(({ kind, text }) => [kind, text])).toEqual([
      ['note', 'Lee tells it'],
      ['question', 'Who told the shops'],
    ]);
  });

  test('brackets walk the timeline, and a note is about the event on the screen', async () => {
    const { page } = session;
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageDown');
    await clock().getByText('Step 3 of 6').waitFor();
    const event = page.getByRole('article', { name: 'Event on the screen' });
    const first = await event.getByRole('heading').textContent();
    await page.keyboard.type(']]');
    await expect.poll(() => event.getByRole('heading').textContent()).not.toBe(first);
    await page.keyboard.type('[[');
    await expect.poll(() => event.getByRole('heading').textContent()).toBe(first);
    for (const height of [800, 1080]) {
      await page.setViewportSize({ width: height * 1.6, height });
      await expect.poll(() => page.locator('.drawing').evaluate(hiddenBelow)).toBe(0);
    }
    await page.keyboard.type('~Orders could be read [from the cache]');
    await look('timeline');
    expect(await page.evaluate(smallest)).toBeGreaterThanOrEqual(18);
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Enter');
    const taken = ofStep().getByText('Orders could be read [from the cache]');
    await taken.waitFor();
    expect(await taken.evaluate(isSeen)).toBe(true);
    const kept = notes().at(-1);
    expect(kept).toMatchObject({ kind: 'correction', text: 'Orders could be read [from the cache]' });
    expect(kept?.event).not.toBeUndefined();
  });

  test('with nothing typed, Ctrl+Z takes back the last note', async () => {
    const { page } = session;
    await page.keyboard.press('Control+z');
    await ofStep().getByText('Orders could be read').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Shift+z');
    await ofStep().getByText('Orders could be read').waitFor();
  });

  test('a topic is parked, brought back and settled', async () => {
    const { page } = session;
    await page.keyboard.type('Random ids?');
    await page.keyboard.press('Control+p');
    await page.getByText('Parked 1').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByRole('button', { name: 'Bring back: Random ids?' }).press('Enter');
    await page.getByText('On the table').waitFor();
    expect(notes().at(-1)?.parked ?? false).toBe(false);
    await page.getByRole('button', { name: 'Settled' }).click();
    await page.getByText('On the table').waitFor({ state: 'detached' });
    expect(notes().at(-1)?.settled).toBe(true);
  });

  test('killed in the middle, it goes on where it was, with the words that were being typed', async () => {
    const kept = session.page.waitForResponse(
      (answer) =>
        answer.url().endsWith('/Debrief/KeepDraft') &&
        (answer.request().postData() ?? '').includes('Alert at 70 % of the'),
    );
    await session.page.keyboard.type('!Alert at 70 % of the');
    await kept;
    await session.kill();
    await session.open();
    await clock().getByText('Step 3 of 6').waitFor();
    await expect.poll(() => note().inputValue()).toBe('Alert at 70 % of the');
    await session.page.keyboard.type(' range');
    await session.page.keyboard.press('Enter');
    await ofStep().getByText('Alert at 70 % of the range').waitFor();
    expect(notes().at(-1)).toMatchObject({ kind: 'action', text: 'Alert at 70 % of the range' });
  });

  test('what was said stands beside the notes when it is asked for', async () => {
    const { page } = session;
    const said = page.getByRole('complementary', { name: 'Transcript' });
    await page.keyboard.press('Escape');
    await page.getByRole('navigation', { name: 'Rooms' }).waitFor();
    await page.getByRole('heading', { name: 'Debrief', exact: true }).click();
    await session.pasteText('WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Lee>It begins there.</v>\n');
    await said.getByText('It begins there.').waitFor();
    await page.keyboard.press('F11');
    await clock().waitFor();
    expect(await said.count()).toBe(0);
    await page.keyboard.press('F9');
    await said.getByText('It begins there.').waitFor();
    await look('said');
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('F9');
    await said.waitFor({ state: 'detached' });
  });

  test('the questions that wait are answered in their step', async () => {
    const { page } = session;
    for (let step = 4; step <= 6; step++) {
      await page.keyboard.press('PageDown');
      await clock()
        .getByText(`Step ${String(step)} of 6`)
        .waitFor();
    }
    const open = page.getByRole('list', { name: 'Open questions' });
    const one = (text: string) => open.getByRole('listitem').filter({ hasText: text });
    const answered = (text: string) => one(text).getByRole('button', { name: 'answered', exact: true });
    await answered(asked).click();
    await one(asked).getByRole('button', { name: 'open again' }).waitFor();
    expect(content().questions?.at(-1)).toMatchObject({ text: asked, state: 'answered' });
    await page.keyboard.press('Control+z');
    await answered(asked).waitFor();
    await answered('Who told the shops').click();
    await one('Who told the shops').waitFor({ state: 'detached' });
    await page.keyboard.type('Later?');
    await page.keyboard.press('Control+p');
    await one('Later?').getByRole('button', { name: 'settled', exact: true }).waitFor();
    expect(await findings(page)).toEqual([]);
  });

  test('paused, it says so; Escape leaves it for the room', async () => {
    const { page } = session;
    await page.keyboard.press('F8');
    await clock().getByText('paused').waitFor();
    await page.keyboard.press('F8');
    await clock().getByText('paused').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.getByRole('navigation', { name: 'Rooms' }).waitFor();
    await page.keyboard.press('F11');
    await clock().waitFor();
    await clock().getByRole('button', { name: 'end', exact: true }).click();
    await page.getByRole('heading', { name: 'The debrief was held' }).waitFor();
    await page.getByRole('navigation', { name: 'Rooms' }).waitFor();
  });

  test('what it changed is told once, and stays while what is left of it is settled', async () => {
    const { page } = session;
    await page.getByRole('region', { name: 'What it changed' }).getByText('Alert at 70 %').waitFor();
    let told = 0;
    page.on('request', (request) => {
      if (request.url().endsWith('/Debrief/Changes')) told += 1;
    });
    const left = page.getByRole('list', { name: 'Still open' }).getByText('Later?');
    await page.getByRole('button', { name: 'settled', exact: true }).click();
    await left.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+z');
    await left.waitFor();
    expect(told).toBe(0);
  });

  test('what a note left elsewhere leads back to it', async () => {
    const { page } = session;
    await session.enter('Actions');
    await page.locator('[data-action]').filter({ hasText: 'Alert at 70 % of the range' }).click();
    await page.getByRole('button', { name: /^action in the debrief, 0:00:/ }).click();
    await page.getByRole('main', { name: 'Debrief' }).waitFor();
    await page.locator('[data-note]:focus', { hasText: 'Alert at 70 % of the range' }).waitFor();
  });
});

/** The smallest size of a letter on the screen, in pixels; a picture may be drawn larger than its units. */
function smallest(): number {
  const sizes: number[] = [];
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const element = words.currentNode.parentElement;
    if (!element?.checkVisibility() || words.currentNode.textContent?.trim() === '') continue;
    if (element.closest('.unseen')) continue;
    const scale = element instanceof SVGGraphicsElement ? (element.getScreenCTM()?.a ?? 1) : 1;
    sizes.push(Number.parseFloat(getComputedStyle(element).fontSize) * scale);
  }
  return Math.min(...sizes);
}

/** Whether nothing lies over the middle of an element, and it is not scrolled away. */
function isSeen(element: Element): boolean {
  const { x, y, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}

/** How many pixels of an element are to be scrolled to. */
function hiddenBelow(element: Element): number {
  return element.scrollHeight - element.clientHeight;
}
