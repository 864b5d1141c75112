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
  });

  test('the library', async () => {
    const { page } = session;
    await page.keyboard.press('Alt+0');
    await page.getByRole('heading', { name: 'Retrospectives' }).waitFor();
    expect(await findings(page)).toEqual([]);
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
