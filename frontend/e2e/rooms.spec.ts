import { describe, expect, test } from 'vitest';
import { findings } from './accessibility';
import { rooms, Session } from './session';

/** Every room, filled by the example, in both themes: nothing that axe can find. */
describe.each(['light', 'dark'] as const)('%s', async (colorScheme) => {
  const session = await Session.start({ colorScheme });
  session.attend();
  await session.page.getByRole('button', { name: 'Show me an example' }).click();
  await session.page.getByRole('navigation', { name: 'Rooms' }).waitFor();

  test.each(rooms)('%s', async (room) => {
    const { page } = session;
    await session.enter(room);
    await page.waitForTimeout(300);
    expect(await findings(page)).toEqual([]);
    // What can be ticked has the app's own colour.
    const ticks = page.locator('input:is([type=checkbox], [type=radio])');
    const colours = await ticks.evaluateAll((all) => all.map((one) => getComputedStyle(one).accentColor));
    expect(colours).not.toContain('auto');
  });

  test('the library', async () => {
    const { page } = session;
    await page.keyboard.press('Alt+0');
    await page.getByRole('heading', { name: 'Retrospectives' }).waitFor();
    expect(await findings(page)).toEqual([]);
  });

  test('what the search finds in the open room is chosen there, and says what it is', async () => {
    const { page } = session;
    for (const [room, type, words] of [
      ['Actions', 'action item', 'Rehearse the widening'],
      ['Timeline', 'event', 'Deploy 4f2c1a'],
    ] as const) {
      if ((await page.getByRole('navigation', { name: 'Rooms' }).count()) === 0) {
        await page
          .getByRole('button', { name: /^Orders stop saving/ })
          .first()
          .click();
        await page.getByRole('navigation', { name: 'Rooms' }).waitFor();
      }
      await session.enter(room);
      await page.keyboard.press('Control+K');
      await page.keyboard.type(words);
      await page
        .getByRole('option', { name: new RegExp(`^${type}.*${words}`) })
        .first()
        .click();
      await page.locator('[aria-current=true]', { hasText: words }).waitFor();
    }
  });

  test('no row of Embed lies over another', async () => {
    const { page } = session;
    await session.enter('Document');
    await page.keyboard.press('Control+K');
    await page.keyboard.type('Embed');
    await page
      .getByRole('option', { name: /^Embed/ })
      .first()
      .click();
    const list = page.getByRole('listbox', { name: 'What can be embedded' });
    await list.getByRole('option').first().waitFor();
    const overlaps = await list.evaluate((box) =>
      [...box.children].flatMap((row, index, all) => {
        const next = all[index + 1];
        const inside = Math.max(
          ...[...row.querySelectorAll('*')].map((one) => one.getBoundingClientRect().bottom),
        );
        const end = Math.max(row.getBoundingClientRect().bottom, inside);
        return next && end > next.getBoundingClientRect().top + 0.5 ? [index] : [];
      }),
    );
    expect(overlaps).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('one person’s own account has no debrief anywhere, and all of it again', async () => {
    const { page } = session;
    await session.enter('Debrief');
    const act = async () => {
      await page.keyboard.press('Control+K');
      await page.keyboard.type('Hold no debrief');
      await page.getByRole('option', { name: /^Hold no debrief/ }).click();
    };
    await act();
    await page.getByRole('heading', { name: 'There is no debrief' }).waitFor();
    expect(await findings(page)).toEqual([]);
    const room = page.getByRole('navigation', { name: 'Rooms' }).getByRole('button', { name: /^Debrief/ });
    expect(await room.count()).toBe(0);
    expect(await page.getByRole('list', { name: 'Stages' }).textContent()).not.toMatch(/ebrief/);
    await session.enter('Share');
    await page.getByRole('radio', { name: /^Markdown/ }).waitFor();
    expect(await page.getByRole('radio', { name: /Agenda pack|Recording notes|Calendar/ }).count()).toBe(0);
    await page.keyboard.press('Alt+5');
    expect(await page.getByRole('radio', { name: /^Markdown/ }).isVisible()).toBe(true);
    await act();
    await room.waitFor();
    await session.enter('Debrief');
    await page.getByRole('heading', { name: 'The debrief was held' }).waitFor();
    await session.enter('Document'); // where a key begins no note
  });

  test('the palette and the sheet of keys', async () => {
    const { page } = session;
    await page.keyboard.press('Control+K');
    await page.getByRole('dialog').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });
});
