import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findings } from './accessibility';
import { commandLine } from './bridge';
import { results } from './paths';
import { Session } from './session';

const example = 'Orders stop saving: integer key exhausted, third time';
const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(2);

/** A library whose example was merged with the copy of a colleague: both wrote in the same places, at length. */
async function merged(colorScheme: 'light' | 'dark'): Promise<Session> {
  const session = await Session.start({ colorScheme });
  await session.kill();
  const theirs = `${session.folder}/theirs.db`;
  const written = `${session.folder}/written.md`;
  for (const library of [session.library, theirs])
    for (const end of ['', '-wal', '-shm']) rmSync(library + end, { force: true });
  const write = (library: string, heading: string, words: [string, string]) => {
    writeFileSync(written, commandLine(library, 'section', 'latest', heading).replace(...words));
    commandLine(library, 'section', 'latest', heading, '--file', written);
  };
  const send = (from: string, to: string) => {
    const [bundle = ''] = JSON.parse(
      commandLine(from, 'export', 'latest', '--to', 'bundle', '--out', session.folder, '--json'),
    ) as string[];
    commandLine(to, 'import', bundle);
  };
  commandLine(session.library, 'demo');
  send(session.library, theirs);
  write(theirs, 'Resolution', ['rehearsed', `practised ${long} ${'over and over again '.repeat(60)}`]);
  write(theirs, 'Root Cause', ['small and quick', 'quick']);
  commandLine(theirs, 'checkpoint', 'latest', `Read by the database team, ${long}`);
  write(session.library, 'Resolution', ['rehearsed', 'ever rehearsed together']);
  write(session.library, 'Root Cause', ['small and quick', 'small']);
  send(theirs, session.library);
  await session.open();
  await session.page.setViewportSize({ width: 1280, height: 800 });
  await session.show(example);
  return session;
}

describe.each(['light', 'dark'] as const)('in a %s window', async (theme) => {
  const session = await merged(theme);
  session.attend();
  const { page } = session;
  const look = async (name: string) => {
    // Nothing is wider than the window, whatever somebody wrote.
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await findings(page)).toEqual([]);
    await page.screenshot({ path: `${results}/dialogs-${theme}-${name}.png` });
  };

  test('pictures are swiped by keys', async () => {
    await session.enter('History');
    await page.getByRole('button', { name: 'swipe', exact: true }).first().press('Enter');
    const slider = page.getByRole('slider').first();
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(
      () => document.activeElement?.getAttribute('aria-valuetext') === '51 % before',
    );
    await look('swipe');
  });

  test('what a merge took in stands under it', async () => {
    await session.enter('History');
    const run = page.getByRole('button', { name: /^3 revisions merged here/ });
    await run.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: /^Compare from Read by the database team/ }).check();
    await page.getByText('between “Read by the database team').waitFor();
    await look('merged');
  });

  test('a report and a restore are looked at before they are done', async () => {
    await page.locator('main').getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Share a report of these changes…' }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: /^Copy/ }).first().waitFor();
    await look('report');
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).waitFor();
    await look('restore');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('conflicts are settled by keys alone', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Decide what was changed');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Changed on both sides' });
    await dialog.getByText('(1 of 2)').waitFor();
    await look('conflict');
    await page.keyboard.press('n');
    await dialog.getByText('(2 of 2)').waitFor();
    await page.keyboard.press('e');
    await page.keyboard.type(' In words of our own.');
    await look('own-words');
    await page.keyboard.press('Control+Enter');
    await dialog.getByText('(1 of 1)').waitFor();
    await page.keyboard.press('m');
    await dialog.getByText('All is decided').waitFor();
    await look('decided');
    await page.keyboard.press('Escape');
    await session.saved();
    const bodies = ['Resolution', 'Root Cause'].map((heading) => {
      return commandLine(session.library, 'section', 'latest', heading);
    });
    expect(bodies.join()).toContain('In words of our own.');
    expect(bodies.join()).not.toContain('Conflict');
    // What stands under the merge stays there when newer revisions come.
    await page.getByRole('radio', { name: /^Compare to Read by the database team/ }).waitFor();
  });
});
