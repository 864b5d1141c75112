import { expect, test } from 'vitest';
import { Session } from './session';

/** An event that is written by hand is saved once, when it is meant to be, and never otherwise. */

const session = await Session.start();
session.attend();
const { page } = session;

/** How often an event is added in a row, over a quick backend and a slow one. */
const [times, slowTimes] = [process.env['TIMES'] ?? 12, process.env['TIMES'] ?? 3].map(Number) as [
  number,
  number,
];

const rail = page.getByRole('navigation', { name: 'Rooms' });
const tally = (room: string) => async () =>
  Number(/\d+/.exec(await rail.getByText(room).locator('..').innerText())?.[0] ?? 0);
const [events, revisions] = [tally('Timeline'), tally('History')];
const form = page.getByRole('form');
const title = page.getByLabel('What happened');
const kind = page.getByRole('combobox', { name: 'Kind', exact: true });

/** Does something and counts what came of it, once nothing is under way any more. */
async function made(act: () => Promise<unknown>): Promise<{ events: number; revisions: number }> {
  const before = [await events(), await revisions()] as const;
  await act();
  await session.saved();
  return { events: (await events()) - before[0], revisions: (await revisions()) - before[1] };
}

/** Presses N, wherever the focus is left by what came before, and types an event. */
async function begin(words: string): Promise<void> {
  await page.keyboard.press('n');
  await title.waitFor();
  await page.keyboard.type(words);
  await page.getByLabel('When').fill('2026-03-14 21:40');
}

const focused = () => page.evaluate(() => document.activeElement?.textContent?.replace(/\s+/g, ' ') ?? '');

/** Holds back every answer. */
async function slowed(act: () => Promise<void>): Promise<void> {
  await page.route('**/bridge/Timeline/*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  await act();
  // A call that is still held back goes on before the next test.
  await page.unrouteAll({ behavior: 'wait' });
}

await session.begin('Typed by hand');
await session.enter('Timeline');

test('N, words, Enter: one event and one revision, time after time', async () => {
  for (let time = 1; time <= times; time++) {
    const one = await made(async () => {
      await begin(`Event ${String(time)}`);
      await page.keyboard.press('Enter');
      await form.waitFor({ state: 'detached' });
    });
    expect(one).toEqual({ events: 1, revisions: 1 });
    expect(await focused()).toContain(`Event ${String(time)}`);
  }
});

test('the same over a slow backend, with Enter pressed twice', async () => {
  await slowed(async () => {
    for (let time = 1; time <= slowTimes; time++) {
      const one = await made(async () => {
        await begin(`Slow ${String(time)}`);
        await page.keyboard.press('Enter');
        await page.keyboard.press('Enter');
        await form.waitFor({ state: 'detached' });
      });
      expect(one).toEqual({ events: 1, revisions: 1 });
      expect(await focused()).toContain(`Slow ${String(time)} `);
    }
  });
});

test('what is typed while an event is being saved becomes the next one', async () => {
  const times = ['2026-03-14 21:41', '21:42', '21:43'];
  const all = await made(() =>
    slowed(async () => {
      for (const time of times) {
        await page.keyboard.type(`nTyped on at ${time}`);
        for (const key of ['Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Control+a'])
          await page.keyboard.press(key);
        await page.keyboard.type(time);
        await page.keyboard.press('Enter');
      }
      await page.getByRole('button', { name: /^21:43.*Typed on at 21:43/ }).waitFor();
      await form.waitFor({ state: 'detached' });
    }),
  );
  expect(all).toEqual({ events: 3, revisions: 3 });
  for (const time of ['21:41', '21:42']) {
    expect(
      await page.getByRole('button', { name: new RegExp(`^${time}.*Typed on at .*${time}`) }).count(),
    ).toBe(1);
  }
});

test('an edit is one revision, and none where nothing was changed', async () => {
  const edit = (type: () => Promise<void>) =>
    made(async () => {
      await page.keyboard.press('Enter');
      await form.waitFor();
      await type();
      await page.keyboard.press('Enter');
      await form.waitFor({ state: 'detached' });
    });
  expect(await edit(() => page.keyboard.type('Reworded'))).toEqual({ events: 0, revisions: 1 });
  expect(await focused()).toContain('Reworded');
  expect(await edit(() => Promise.resolve())).toEqual({ events: 0, revisions: 0 });
  expect(await focused()).toContain('Reworded');
});

test.each(['by Escape', 'by Cancel', 'by Escape, slowly', 'of an edit'])(
  'nothing is saved %s',
  async (how) => {
    const one = await made(async () => {
      if (how === 'of an edit') await page.keyboard.press('Enter');
      else await begin('Given up');
      await page.keyboard.type(' not this');
      if (how.endsWith('slowly')) await slowed(() => page.keyboard.press('Escape'));
      else if (how === 'by Cancel') await page.getByRole('button', { name: /^Cancel/ }).click();
      else await page.keyboard.press('Escape');
      await form.waitFor({ state: 'detached' });
    });
    expect(one).toEqual({ events: 0, revisions: 0 });
    expect(await focused()).toContain('Reworded');
  },
);

test('a click between the fields leaves the keys in the field', async () => {
  const one = await made(async () => {
    await begin('Clicked beside');
    await title.focus();
    for (const position of [
      { x: 300, y: 5 },
      { x: 5, y: 100 },
    ]) {
      await form.click({ position });
      await page.keyboard.type('d');
    }
    await page.keyboard.press('Enter');
    await form.waitFor({ state: 'detached' });
  });
  expect(one).toEqual({ events: 1, revisions: 1 });
  expect(await focused()).toContain('Clicked besidedd');
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: /Clicked besidedd/ }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Close message' }).click();
  await page.getByRole('button', { name: /Reworded/ }).click();
});

test('a click on the ground leaves the keys with a form that cannot be saved yet', async () => {
  const none = await made(async () => {
    await begin('');
    await page.getByLabel('When').fill('21:44');
    await page.getByText('Offline by design').click();
    await expect.poll(() => title.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.type('di');
    expect(await title.inputValue()).toBe('di');
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
  });
  expect(none).toEqual({ events: 0, revisions: 0 });
});

test('who goes elsewhere has saved, once, and stays where they went', async () => {
  const one = await made(async () => {
    await begin('Left by a click');
    await page.getByRole('button', { name: /Reworded/ }).click();
    await form.waitFor({ state: 'detached' });
  });
  expect(one).toEqual({ events: 1, revisions: 1 });
  expect(await focused()).toContain('Reworded');
  const untouched = await made(async () => {
    await page.keyboard.press('n');
    await form.waitFor();
    await page.getByRole('button', { name: /Reworded/ }).click();
    await form.waitFor({ state: 'detached' });
  });
  expect(untouched).toEqual({ events: 0, revisions: 0 });
});

test('another event is begun while the first is being saved', async () => {
  const two = await made(() =>
    slowed(async () => {
      await begin('First of two');
      await page.getByRole('button', { name: 'Add event' }).click();
      await page.waitForFunction(
        () => document.querySelector<HTMLInputElement>('form [id$=title]')?.value === '',
      );
      await page.keyboard.type('Second of two');
      await page.keyboard.press('Enter');
      await form.waitFor({ state: 'detached' });
    }),
  );
  expect(two).toEqual({ events: 2, revisions: 2 });
});

test('words that cannot be saved stay: in the room, on the way out of it, and when it is closed', async () => {
  const one = await made(async () => {
    await begin('Half an event');
    await page.getByLabel('When').fill('soonish');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true');
    await page.getByRole('button', { name: /Reworded/ }).click();
    await page.getByRole('button', { name: 'Add event' }).click();
    expect(await title.inputValue()).toBe('Half an event');
    await session.enter('Actions');
    await session.enter('Timeline');
    expect(await title.inputValue()).toBe('Half an event');
    await page.getByRole('button', { name: 'Library', exact: true }).click();
    await page.getByText('What you are writing is not saved yet').waitFor();
    expect(await title.inputValue()).toBe('Half an event');
  });
  expect(one).toEqual({ events: 0, revisions: 0 });
  await page.getByRole('button', { name: 'Close message' }).click();
});

test('a save that is refused adds nothing, and is asked for again', async () => {
  await page.getByLabel('When').fill('2026-03-14 21:41');
  await page.route('**/bridge/Timeline/AddEvent', (route) =>
    route.fulfill({ json: { error: { code: 'full', message: 'the disk is full', hint: '' } } }),
  );
  const none = await made(async () => {
    await title.press('Enter');
    await page.getByText('the disk is full').waitFor();
  });
  expect(none).toEqual({ events: 0, revisions: 0 });
  await page.unroute('**/bridge/Timeline/AddEvent');
  const one = await made(async () => {
    await title.press('Enter');
    await form.waitFor({ state: 'detached' });
  });
  expect(one).toEqual({ events: 1, revisions: 1 });
});

test('what is whole is saved when the retrospective is left', async () => {
  await begin('On the way out');
  await page.keyboard.press('Alt+0');
  await page.getByRole('navigation', { name: 'Library' }).waitFor();
  await session.show('Typed by hand');
  await session.enter('Timeline');
  await page.getByRole('button', { name: /On the way out/ }).waitFor();
});

test('a kind is taken from the list, and a new one is made only on purpose', async () => {
  const add = async (words: string, choose: () => Promise<void>) => {
    await begin(words);
    await kind.focus();
    await page.keyboard.press('Control+a');
    await choose();
    await title.press('Enter');
  };
  const kindOf = async (words: string) => {
    await form.waitFor({ state: 'detached' });
    return page
      .getByRole('button', { name: new RegExp(words) })
      .locator('.kind')
      .innerText();
  };
  await add('Kind one', async () => {
    await page.keyboard.type('tri');
    await page.keyboard.press('Enter');
    expect(await kind.inputValue()).toBe('trigger');
  });
  expect(await kindOf('Kind one')).toBe('trigger');
  await add('Kind two', async () => {
    await page.keyboard.press('Delete');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await kind.inputValue()).toBe('change');
  });
  expect(await kindOf('Kind two')).toBe('change');
  await add('Kind three', async () => {
    await page.keyboard.type('luck');
    await page.keyboard.press('Escape');
  });
  await page.getByText('“luck” is not a kind yet').waitFor();
  expect(await kind.getAttribute('aria-invalid')).toBe('true');
  await kind.click();
  await kind.press('End');
  await page.keyboard.type('y');
  await page.getByRole('option', { name: 'New kind “lucky”' }).click();
  await title.press('Enter');
  expect(await kindOf('Kind three')).toBe('lucky');
});
