import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findings } from './accessibility';
import { commandLine } from './bridge';
import { results } from './paths';
import { Session } from './session';
import { choose } from './choose';

/** What leaves comes back: a page that others edited, and the file of a colleague. */

const session = await Session.start();
session.attend();
await session.page.getByRole('button', { name: 'Show me an example' }).click();
await session.page.getByRole('navigation', { name: 'Rooms' }).waitFor();

const photograph = (name: string) => session.page.screenshot({ path: `${results}/roundtrip-${name}.png` });

/** Exchanges the only occurrence of some words. */
function edited(page: string, edits: [string, string][]): string {
  return edits.reduce((text, [before, after]) => {
    expect(text.split(before)).toHaveLength(2);
    return text.replace(before, after);
  }, page);
}

let exported = '';

test('three edits of an exported page come back as exactly three changes', async () => {
  const { page } = session;
  await session.enter('Share');
  await page.getByRole('radio', { name: /^Markdown/ }).check();
  await page.keyboard.press('Control+E');
  await page.getByText(/^Saved .*retrospective\.md/).waitFor();
  exported = readFileSync(`${session.folder}/retrospective.md`, 'utf8');

  await page.getByRole('button', { name: 'Bring an edited page back…' }).click();
  await page.getByText('What left so far').waitFor();
  await photograph('choose');
  expect(await findings(page)).toEqual([]);
  await session.pasteText(
    edited(exported, [
      ['steps that none of us had rehearsed', 'steps that none of us had tried'],
      ['| 10:03 | 11:03 |', '| 10:04 | 11:03 |'],
      ['five minutes | Priya Nair', 'five minutes | Lee Brandt'],
    ]),
  );
  const dialog = page.getByRole('dialog', { name: 'Bring an edited page back' });
  await dialog.getByRole('status').getByText('3 changes').waitFor();
  await dialog.getByText('1 min later').waitFor();
  await photograph('preview');
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Take it in' }).click();
  await page.getByText(/^Took in “pasted.md”: 3 changes/).waitFor();

  await session.enter('Timeline');
  await page.getByText('10:04', { exact: true }).first().waitFor();
  await session.enter('History');
  await page.getByText('import pasted.md').first().waitFor();
});

test('what was changed on both sides is decided by a key, and outlives a restart', async () => {
  const { page } = session;
  await session.enter('Document');
  const editor = await session.write('What went well');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('All of it went well here.');
  await page.keyboard.press('Escape');
  await editor.waitFor({ state: 'detached' });
  await session.saved();

  const [, wentWell = ''] = /## What went well\n\n(.*?)\n/.exec(exported) ?? [];
  await page.keyboard.press('Control+Shift+B');
  await page.getByText('What left so far').waitFor();
  await session.pasteText(edited(exported, [[wentWell, 'It went well there.']]));
  await page.getByText('Changed on both sides · you decide next').waitFor();
  await photograph('preview-conflict');
  await page.getByRole('button', { name: 'Take it in' }).click();
  const dialog = page.getByRole('dialog', { name: 'Changed on both sides' });
  await dialog.getByText('(1 of 1)').waitFor();
  await photograph('conflict');
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Later' }).click();
  await session.saved();

  await session.kill();
  await session.open();
  await session.show('Orders stop saving: integer key exhausted, third time');
  await session.page.getByRole('button', { name: '1 place changed on both sides: decide' }).click();
  await session.page.getByText('(1 of 1)').waitFor();
  await session.page.keyboard.press('t');
  await session.page.getByText('All is decided').waitFor();
  await session.page.getByRole('button', { name: 'Done', exact: true }).click();
  await session.enter('Document');
  await session.page.getByText('It went well there.').waitFor();
  expect(await session.page.getByText('All of it went well here.').count()).toBe(0);
});

test('a page of something else is not taken for an edited one', async () => {
  const { page } = session;
  await page.keyboard.press('Control+Shift+B');
  await page.getByText('What left so far').waitFor();
  await session.pasteText(
    `# Notes\n\n## Breakfast\n\n${'We had bread and butter and jam this morning. '.repeat(20)}`,
  );
  await page.getByText('This page shares nothing with what you exported').waitFor();
  await photograph('strange');
  await page.getByRole('button', { name: 'Make a new retrospective of it' }).click();
  await page.getByRole('button', { name: 'Write Breakfast', exact: true }).waitFor();
});

test('the file of a colleague is merged, and opening it twice makes no copy', async () => {
  const { page } = session;
  await page.keyboard.press('Alt+0');
  await session.show('Orders stop saving: integer key exhausted, third time');
  await session.enter('Share');
  await page.getByRole('button', { name: 'Save for a colleague…' }).click();
  await page.getByText(/your colleague opens it/).waitFor();
  const bundle = readdirSync(session.folder).find((name) => name.endsWith('.afterword')) ?? '';

  // The colleague goes on in a library of their own, and so do we.
  const theirs = `${session.folder}/theirs.db`;
  commandLine(theirs, 'import', `${session.folder}/${bundle}`);
  writeFileSync(`${session.folder}/impact.md`, 'What the colleague says of the impact.\n');
  commandLine(theirs, 'section', 'latest', 'Trigger', '--file', `${session.folder}/impact.md`);
  mkdirSync(`${session.folder}/choose`);
  commandLine(theirs, 'export', 'latest', '--to', 'bundle', '--out', `${session.folder}/choose`);
  await session.enter('Document');
  await session.write('Resolution');
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\n\nWhat we add meanwhile.');
  await page.keyboard.press('Escape');
  await session.saved();

  await page.keyboard.press('Alt+0');
  await page.getByRole('button', { name: 'Open a colleague’s file…' }).waitFor();
  await photograph('library');
  await page.keyboard.press('Control+O');
  await page.getByText(/^Merged with the copy of/).waitFor();
  await session.enter('Document');
  await page.getByText('What the colleague says of the impact.').waitFor();
  await page.getByText('What we add meanwhile.').waitFor();

  await page.keyboard.press('Alt+0');
  await page.keyboard.press('Control+O');
  await page.getByText(/holds nothing that is not here already/).waitFor();
  await page.keyboard.press('Alt+0');
  await page.getByRole('heading', { name: 'Retrospectives' }).waitFor();
  expect(await page.getByRole('button', { name: /^Orders stop saving/ }).count()).toBe(1);
});

test('what the debrief changed is shared as a report', async () => {
  const { page } = session;
  await session.show('Orders stop saving: integer key exhausted, third time');
  await session.enter('History');
  await page.getByRole('button', { name: /^Next change/ }).waitFor();
  await page.keyboard.press('Control+K');
  await page.keyboard.type('Share a report');
  await page.getByRole('option', { name: /Share a report of these changes/ }).waitFor();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'What changed, to share' });
  await dialog.getByText(/From/).first().waitFor();
  await photograph('report');
  expect(await findings(page)).toEqual([]);
  await choose(dialog.getByLabel('For'), 'html');
  await dialog.getByRole('button', { name: 'Save…' }).click();
  await page.getByText(/^Saved .*what-changed\.html/).waitFor();
  expect(
    execFileSync('head', ['-c', '15', `${session.folder}/what-changed.html`], { encoding: 'utf8' }),
  ).toMatch(/<!doctype html>/i);
});
