import { expect, test } from 'vitest';
import { findings } from './accessibility';
import { commandLine } from './bridge';
import { Session } from './session';
import { choose } from './choose';

/** More than a window shows. */
const many = 120;

const session = await Session.start();
session.attend();

test('an empty library offers a beginning and an example', async () => {
  const { page } = session;
  await page.getByRole('button', { name: 'Show me an example' }).waitFor();
  expect(await findings(page)).toEqual([]);
});

test('a new retrospective needs only a name, typed', async () => {
  const { page } = session;
  await page.keyboard.press('n');
  await page.keyboard.type('Disk full');
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Rooms' }).waitFor();
  expect(await page.title()).toBe('Disk full — Afterword');
});

test('deleting one can be undone', async () => {
  const { page } = session;
  await page.getByRole('button', { name: 'Library', exact: true }).click();
  const row = page.getByRole('row', { name: /Disk full/ });
  await row.getByRole('button').last().click();
  await page.getByRole('menuitem', { name: /Delete/ }).click();
  await row.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await row.waitFor();
});

/** Waits until the room that is open is kept, '' for the library. */
function kept(room: string): Promise<unknown> {
  return session.page.waitForResponse(
    (answer) =>
      /keepPlace$/i.test(answer.url()) && answer.request().postData()?.includes(`"room":"${room}"`) === true,
  );
}

test('it opens where it was closed', async () => {
  await session.show('Disk full');
  const inActions = kept('actions');
  await session.enter('Actions');
  await inActions;
  await session.kill();
  await session.open();
  await session.page.getByRole('main', { name: 'Actions' }).waitFor();
  expect(await session.page.title()).toBe('Disk full — Afterword');
  const inLibrary = kept('');
  await session.home();
  await inLibrary;
  await session.kill();
  await session.open();
  await session.page.getByRole('heading', { name: 'Retrospectives' }).waitFor();
});

test('what waits is said, and the example is none of it', async () => {
  const { page } = session;
  await page.getByText('One needs you this week.').waitFor();
  await session.kill();
  commandLine(session.library, 'demo', '--out', `${session.folder}/demo`);
  await session.open();
  await session.page.getByText('One needs you this week.').waitFor();
  await session.page.getByText('Library saved, 2 retrospectives').waitFor();
  await session.page.getByRole('button', { name: 'Action items' }).click();
  await session.page
    .getByText(/^Example: Orders stop saving/)
    .first()
    .waitFor();
  await session.page.getByRole('button', { name: 'Retrospectives', exact: true }).click();
});

test('a long list is filtered, ordered and walked through, and only what is in view is drawn', async () => {
  await session.kill();
  const number = (n: number) => String(n).padStart(3, '0');
  for (let n = 1; n <= many; n++) commandLine(session.library, 'new', `Outage ${number(n)}`);
  await session.open();
  const { page } = session;
  const rows = page.locator('tbody tr:not(.away)');
  const titles = () => rows.locator('[data-title]').allTextContents();

  await page.getByRole('columnheader', { name: 'Title' }).getByRole('button').click();
  await page.locator('th[aria-sort=ascending]', { hasText: 'Title' }).waitFor();
  await page.getByRole('button', { name: 'Disk full', exact: true }).waitFor();
  expect((await titles()).slice(0, 3)).toEqual([
    'Disk full',
    expect.stringContaining('Orders'),
    'Outage 001',
  ]);
  expect(await rows.count()).toBeLessThan(60);
  expect(await findings(page)).toEqual([]);

  await page.getByRole('button', { name: 'Disk full', exact: true }).focus();
  await page.keyboard.press('End');
  await page.getByRole('button', { name: `Outage ${number(many)}`, exact: true }).waitFor();
  await page.waitForFunction(
    (last) => document.activeElement?.textContent === last,
    `Outage ${number(many)}`,
  );
  expect(await rows.count()).toBeLessThan(60);
  await page.keyboard.press('Home');
  await page.waitForFunction(() => document.activeElement?.textContent === 'Disk full');

  await page.getByRole('columnheader', { name: 'Title' }).getByRole('button').click();
  await page.locator('th[aria-sort=descending]', { hasText: 'Title' }).waitFor();
  await page.getByRole('button', { name: `Outage ${number(many)}`, exact: true }).waitFor();

  await page.keyboard.press('/');
  await page.keyboard.type('outage 11');
  await page.getByText(`11 of ${String(many + 2)}`).waitFor();
  expect((await titles())[0]).toBe('Outage 119');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction(() => document.activeElement?.textContent === 'Outage 118');
  await page.keyboard.press('/');
  await page.keyboard.type('nothing at all');
  await page.getByText('No retrospective is like that').waitFor();
  await page.keyboard.press('Escape');
  // The example waits for nobody, and is late for nobody.
  await choose(page.getByRole('combobox', { name: 'Stage' }), { label: 'Late' });
  await page.getByText('No retrospective is like that').waitFor();
  await choose(page.getByRole('combobox', { name: 'Stage' }), { label: 'Share' });
  await page.getByText(`1 of ${String(many + 2)}`).waitFor();
  expect(await titles()).toEqual([expect.stringContaining('Orders')]);
});
