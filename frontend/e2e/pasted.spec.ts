import { expect, test } from 'vitest';
import { pieces } from './paths';
import { Session } from './session';

/** What people really paste, and what comes later: more of it, a corrected clock, a part of the same picture. */
const session = await Session.start();
session.attend();
await session.begin('Checkout fails');
const { page } = session;

/** Messages above a log, as somebody copies both out of one window. */
function paste(lines: number): string {
  const log = Array.from({ length: lines }, (_, line) => {
    const at = new Date(Date.UTC(2026, 2, 14, 21, 30, line * 10)).toISOString();
    return `${at} ${line % 9 === 4 ? 'ERROR' : 'INFO'} [orders] GET /cart took=${String(20 + line)}ms`;
  });
  return [
    'Dana Kim  [10:41 PM]\nseeing 502s on checkout, anybody else?\n',
    `Joel Berg  [10:43 PM]\nyes, the orders service. Here is what I see:\n\n${log.join('\n')}\n`,
  ].join('\n');
}

const inspector = page.getByRole('complementary', { name: 'Selected evidence' });
const source = page.locator('[data-source]', { hasText: 'Pasted chat' });

test('a chat and a log in one paste are parted, and what neither says is asked', async () => {
  await session.pasteText(paste(200));
  await page.getByText('Kept “Pasted chat” as Slack and log, 202 entries').waitFor();
  const question = page.getByRole('region', { name: 'A question about Pasted chat' });
  await question.getByText('has times without a date').waitFor();
  await question.getByRole('button', { name: '14 Mar' }).click();
  await question.getByText('has times that name no zone').waitFor();
  await question.getByRole('button', { name: 'UTC' }).click();
  await question.waitFor({ state: 'detached' });
  await source.getByText(/^Slack and log/).waitFor();
  const said = page.getByRole('row', { name: /seeing 502s/ });
  await page.keyboard.press('/');
  await page.keyboard.type('seeing');
  await said.getByRole('button', { name: 'Dana Kim' }).waitFor();
  await said.getByText('22:41').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('grid').getAttribute('aria-rowcount')).toBe('202');
});

test('a chat whose day only a log in a message names is offered that day first', async () => {
  const other = await Session.start();
  await other.begin('The cart is slow');
  const log = ['21:30:00.402Z ERROR [cart] timeout', '21:30:01.118Z WARN [cart] retry'];
  const messages = [
    'Dana Kim\n  10:41 PM\nThe cart is slow.',
    `Joel Berg\n  10:43 PM\nsee:\n${log.map((line) => `2026-03-09T${line}`).join('\n')}`,
    'Dana Kim\n  10:50 PM\nthe pool is full',
  ];
  await other.pasteText(`${messages.join('\n')}\n`);
  const question = other.page.getByRole('region', { name: 'A question about Pasted chat' });
  const first = question.getByRole('button').first();
  await expect.poll(() => first.innerText()).toBe('Mon 9 Mar');
  await first.click();
  await question.getByText('has times that name no zone').waitFor();
  await other.close();
});

test('the same with more below is the same source, and tells what is new', async () => {
  await session.pasteText(paste(219));
  await page.getByText('“Pasted chat” grew: 19 new entries').waitFor();
  expect(await page.locator('[data-source]').count()).toBe(1);
  await source.getByText('+19').waitFor();
  await page.getByRole('grid').focus();
  await page.keyboard.press('u');
  await expect.poll(() => page.getByRole('grid').getAttribute('aria-rowcount')).toBe('19');
  await page.keyboard.press('Shift+U');
  await source.getByText('+19').waitFor({ state: 'detached' });
  await expect.poll(() => page.getByRole('grid').getAttribute('aria-rowcount')).toBe('221');
});

test('a link to an entry leads there from an action item', async () => {
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.getByRole('row', { selected: true }).getByText('took=21ms').waitFor();
  await page.keyboard.press('Shift+Y');
  await page.getByText('Copied: a link to these lines').waitFor();
  await session.enter('Actions');
  await page.keyboard.press('n');
  await page.getByLabel('Add a remediation').pressSequentially('Alert earlier, see ');
  await page.keyboard.press('Control+V');
  await page.keyboard.press('Enter');
  await page.getByRole('main').getByText('Alert earlier, see Pasted chat, line').click();
  await page
    .getByRole('complementary')
    .getByRole('button', { name: /^Pasted chat, line/ })
    .click();
  await page.getByRole('main', { name: 'Evidence' }).waitFor();
  await page.getByRole('row', { selected: true }).getByText('took=21ms').waitFor();
});

test('a chart follows a clock that is set right, and History stops at it', async () => {
  await page.keyboard.press('e');
  await page.keyboard.press('g');
  await page.getByRole('button', { name: 'Keep chart' }).click();
  await page.getByRole('region', { name: 'Charts' }).getByText('errors', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await source.click();
  await inspector.getByRole('button', { name: 'Edit…' }).click();
  const dialog = page.getByRole('dialog', { name: 'About this source' });
  await dialog.getByLabel('Clock skew').fill('-2 min');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('region', { name: 'Charts' }).locator('[data-chart]').click();
  await page
    .getByText(/because\s+the clock of Pasted chat was set back by 2 min/)
    .waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: /^Compare with/ }).click();
  const changes = page.getByRole('main', { name: 'History' });
  const looked = page.getByRole('complementary', { name: 'The change that is looked at' });
  await looked.getByText(/^Drawn again: the clock of Pasted chat/i).waitFor();
  await changes.getByRole('figure', { name: 'errors, before' }).waitFor();
  const [, places = ''] = /of (\d+)/.exec((await looked.getByText(/^Change \d/).textContent()) ?? '') ?? [];
  await looked.getByText(`Change ${places} of ${places}`).waitFor();
  await page.keyboard.press('p');
  await looked.getByText(`Change ${String(Number(places) - 1)} of ${places}`).waitFor();
  await changes.getByText('−2 min').waitFor();
  await page.keyboard.press('n');
  await looked.getByText(`Change ${places} of ${places}`).waitFor();
});

test('a part of a picture that is there already is noticed', async () => {
  await session.enter('Evidence');
  await session.pastePicture(`${pieces}/error-rate-utc.png`);
  await page.getByText('Kept “Screenshot”').waitFor();
  await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const bitmap = await createImageBitmap((await item?.getType('image/png')) ?? new Blob());
    const canvas = new OffscreenCanvas(bitmap.width * 0.8, bitmap.height * 0.8);
    canvas.getContext('2d')?.drawImage(bitmap, -bitmap.width * 0.1, -bitmap.height * 0.1);
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': await canvas.convertToBlob() })]);
  });
  await page.keyboard.press('Control+V');
  await page.getByText('It looks like “Screenshot”').waitFor();
});
