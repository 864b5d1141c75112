import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findings } from './accessibility';
import { commandLine } from './bridge';
import { Session } from './session';

/** Words are found in all sections, and replaced one by one or all at once. */
const session = await Session.start();
session.attend();

const texts = {
  First: 'The **pool** was full.\n\nA Pool of pools: [pool](evidence/pool#L1).\n',
  Second: '- a pool\r\n- none\r\n- the pool\r\n',
  Third: 'Nothing is to be seen of the pool here.\n',
};

const bodyOf = (heading: string) =>
  (JSON.parse(commandLine(session.library, 'section', 'latest', heading, '--json')) as { body: string }).body;

await session.kill();
commandLine(session.library, 'new', 'Wrong words', '--template', 'ownership');
for (const [heading, text] of Object.entries(texts)) {
  writeFileSync(`${session.folder}/section.md`, text);
  commandLine(session.library, 'section', 'latest', heading, '--file', `${session.folder}/section.md`);
}
commandLine(session.library, 'section', 'latest', 'Third', '--hide');
await session.open();
await session.show('Wrong words');
await session.enter('Document');

const field = () => session.page.getByRole('textbox', { name: 'Find in the document' });
const bar = () => session.page.getByRole('search', { name: 'Find in the document' });
const says = (words: RegExp | string) => bar().getByText(words).waitFor();
/** What is selected in the text that is being written. */
const selected = () =>
  session.page.evaluate(() => {
    const content = document.querySelector('.cm-content');
    const { cmTile } = content as unknown as { cmTile?: { view: EditorLike } };
    const { cmView } = content as unknown as { cmView?: { view: EditorLike } };
    const view = cmTile?.view ?? cmView?.view;
    if (!view) return '';
    const { from, to } = view.state.selection.main;
    const heading = content?.closest('[data-section]')?.querySelector('h2')?.textContent ?? '';
    return `${heading} ${String(from)} ${view.state.sliceDoc(from, to)}`;
  });
interface EditorLike {
  state: {
    selection: { main: { from: number; to: number } };
    sliceDoc: (from: number, to: number) => string;
  };
}

test('goes through all of them by keys, and says where the rest is', async () => {
  const { page } = session;
  await page.keyboard.press('Control+f');
  await page.keyboard.type('pool');
  await says('7 places');
  await says('1 of them in hidden sections · 1 more in marks and addresses, which stay');
  const gone: string[] = [];
  for (let at = 1; at <= 7; at += 1) {
    await page.keyboard.press('Enter');
    await says(new RegExp(`^${String(at)} of 7`));
    await expect.poll(selected).toMatch(/pool$/i);
    gone.push(await selected());
  }
  expect(gone).toEqual([
    'First 6 pool',
    'First 26 Pool',
    'First 34 pool',
    'First 42 pool',
    'Second 4 pool',
    'Second 22 pool',
    'Third 29 pool',
  ]);
  expect(await page.locator('.cm-found').count()).toBe(1);
  await page.keyboard.press('Shift+Enter');
  await says(/^6 of 7/);
  // It goes on in the text, and F3 from there.
  await page.keyboard.press('Escape');
  await bar().waitFor({ state: 'detached' });
  await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toContain('cm-content');
  await page.keyboard.press('Escape');
  expect(await findings(page)).toEqual([]);
});

test('tells case, whole words and expressions apart, and says what cannot be read', async () => {
  const { page } = session;
  await page.keyboard.press('Control+f');
  await field().fill('pool');
  await bar().getByRole('button', { name: 'Whole words' }).click();
  await says(/^6 places/);
  await bar().getByRole('button', { name: 'Tell upper and lower case apart' }).click();
  await says(/^5 places/);
  await bar().getByRole('button', { name: 'Regular expression' }).click();
  await field().fill('(a');
  await says(/^the regular expression cannot be read/);
  await bar().getByRole('button', { name: 'Regular expression' }).click();
  await bar().getByRole('button', { name: 'Whole words' }).click();
  await bar().getByRole('button', { name: 'Tell upper and lower case apart' }).click();
  await field().fill('no such words');
  await says('Nowhere');
  // A letter on one of its buttons is no word of the document.
  await bar().getByRole('button', { name: 'Whole words' }).press('x');
  expect(await page.locator('.cm-editor').count()).toBe(0);
  await page.keyboard.press('Escape');
});

test('one is replaced, then all of them as one revision that one undo takes back', async () => {
  const { page } = session;
  const rail = page.getByRole('navigation', { name: 'Rooms' });
  const revisions = async () =>
    Number(/\d+/.exec(await rail.getByText('History').locator('..').innerText())?.[0]);
  const before = await revisions();
  await page
    .getByRole('navigation', { name: 'Sections' })
    .getByRole('button', { name: /^First/ })
    .click();
  await page.keyboard.press('Control+h');
  await field().fill('pool');
  await says(/^7 places/);
  const other = page.getByRole('textbox', { name: 'Replace with' });
  await field().press('Tab');
  await page.keyboard.type('pond');
  expect(await other.inputValue()).toBe('pond');
  await other.focus();
  await page.keyboard.press('Enter'); // goes to the first
  await says(/^1 of 7/);
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await says(/^1 of 6/);
  await expect.poll(revisions).toBe(before + 1);
  expect(bodyOf('First')).toBe(texts.First.replace('pool', 'pond'));
  await other.press('Control+Enter');
  await page.getByText('Replaced in 6 places, 1 of them in hidden sections').waitFor();
  await says('Nowhere');
  await says('1 more in marks and addresses, which stay');
  expect(await revisions()).toBe(before + 2);
  expect(bodyOf('First')).toBe('The **pond** was full.\n\nA pond of ponds: [pond](evidence/pool#L1).\n');
  expect(bodyOf('Second')).toBe(texts.Second.replaceAll('pool', 'pond'));
  expect(bodyOf('Third')).toBe(texts.Third.replaceAll('pool', 'pond'));
  // From where it was asked for.
  await page.keyboard.press('Control+z');
  await expect.poll(() => bodyOf('Third')).toBe(texts.Third);
  expect(bodyOf('Second')).toBe(texts.Second);
  expect(bodyOf('First')).toBe(texts.First.replace('pool', 'pond'));
});

test('keys belong to the section that is gone to, not to the one that was written', async () => {
  const { page } = session;
  await page.keyboard.press('Escape');
  await session.write('First');
  await page
    .getByRole('navigation', { name: 'Sections' })
    .getByRole('button', { name: /^Second/ })
    .click();
  await page.locator('.cm-content').waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => Boolean(document.activeElement?.closest('.cm-content')));
  await page.keyboard.press('Control+End');
  await page.keyboard.type('here');
  await page.keyboard.press('Escape');
  await expect.poll(() => bodyOf('Second')).toBe(`${texts.Second}here`);
});
