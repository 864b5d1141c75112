import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commandLine } from './bridge';
import { documents } from './live/documents';
import { Session } from './session';

/** The editor shows a text as it will be read, and never changes it by that. */
const session = await Session.start();
session.attend();
const names = Object.keys(documents);

/** Each text is stored as it was written, byte for byte. */
function expectUntouched(): void {
  const { content } = JSON.parse(commandLine(session.library, 'show', 'latest', '--json')) as {
    content: { sections: { heading: string; body: string }[] };
  };
  const stored = new Map(content.sections.map(({ heading, body }) => [heading, body]));
  for (const name of names) expect.soft(stored.get(name), name).toBe(documents[name]);
}

async function begin(): Promise<void> {
  await session.kill();
  commandLine(session.library, 'new', 'All there is', '--template', 'ownership');
  for (const name of names) {
    writeFileSync(`${session.folder}/section.md`, documents[name] ?? '');
    commandLine(session.library, 'section', 'latest', name, '--file', `${session.folder}/section.md`);
  }
  await session.open();
  await session.show('All there is');
  await session.enter('Document');
}

const revisions = async () =>
  Number(
    /\d+/.exec(
      await session.page
        .getByRole('navigation', { name: 'Rooms' })
        .getByText('History')
        .locator('..')
        .innerText(),
    )?.[0],
  );

/** Which section is being written. */
const written = () =>
  session.page.evaluate(
    () =>
      document.querySelector('.cm-content')?.closest('[data-section]')?.querySelector('h2')?.textContent ??
      '',
  );

/** Presses an arrow until the section is left; fails where that never happens. */
async function walk(from: string, key: 'ArrowDown' | 'ArrowUp'): Promise<string> {
  for (let presses = 0; presses < 600; presses += 1) {
    await session.page.keyboard.press(key);
    const now = await written();
    if (now === from) continue;
    // Between two sections there is a moment without an editor.
    await expect.poll(written).not.toBe('');
    return written();
  }
  throw new Error(`${key} does not lead out of “${from}”`);
}

test(`${String(names.length)} documents are gone through by keys, down and up, and stay byte for byte`, async () => {
  expect(names.length).toBeGreaterThanOrEqual(60);
  await begin();
  const before = await revisions();
  const { page } = session;
  await session.write(names[0] ?? '');
  await page.keyboard.press('Control+Home');
  let at = names[0] ?? '';
  for (const next of names.slice(1)) {
    expect(await walk(at, 'ArrowDown')).toBe(next);
    at = next;
  }
  await page.keyboard.press('Control+End');
  for (const next of names.slice(0, -1).reverse()) {
    expect(await walk(at, 'ArrowUp')).toBe(next);
    at = next;
  }
  await page.keyboard.press('Control+/');
  await page.keyboard.press('Control+/');
  await page.keyboard.press('Escape');
  expect(await revisions()).toBe(before);
  await session.kill();
  expectUntouched();
}, 240_000);

test('a letter in each of them, taken back, leaves nothing of it', async () => {
  await session.open();
  await session.show('All there is');
  await session.enter('Document');
  for (const name of names) {
    await session.touch(name, 'Home');
    await session.saved();
  }
  await session.kill();
  expectUntouched();
}, 240_000);
