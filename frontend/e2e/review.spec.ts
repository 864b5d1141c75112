import { expect, test } from 'vitest';
import { findings } from './accessibility';
import { results } from './paths';
import { Session } from './session';

const session = await Session.start();
session.attend();

test('before it leaves, Share says what was looked for and leads to what was found', async () => {
  const { page } = session;
  await session.begin('Wrong unit in the limit');
  await session.enter('Document');
  await session.write('Trigger');
  await page.keyboard.type('They should have checked the unit; it was human error.');
  await page.keyboard.press('Escape');
  await session.saved();
  await session.enter('Share');
  const panel = page.getByRole('complementary', { name: 'Before it leaves' });
  await panel.getByRole('button', { name: '“human error” in “Trigger”' }).waitFor();
  await panel.getByText('Looked for passwords, keys and tokens').waitFor();
  await panel.getByText('“Human error” is where an investigation begins').click();
  await panel.getByText('How did it make sense at that moment?').first().waitFor();
  await page.screenshot({ path: `${results}/review.png` });
  expect(await findings(page)).toEqual([]);
  await panel.getByRole('button', { name: '“should have checked” in “Trigger”' }).click();
  await page.getByRole('main', { name: 'Document' }).waitFor();
});

test('words that are put right are found no more', async () => {
  const { page } = session;
  await session.write('Trigger');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('The limit was written in megabytes and read in bytes.');
  await page.keyboard.press('Escape');
  await session.saved();
  await session.enter('Share');
  const panel = page.getByRole('complementary', { name: 'Before it leaves' });
  await panel.getByText('Looked for passwords, keys and tokens').waitFor();
  await panel.getByRole('button', { name: '“human error” in “Trigger”' }).waitFor({ state: 'detached' });
});

test('marked as shared, nothing else is told as done', async () => {
  const { page } = session;
  await page.getByRole('button', { name: 'Mark as shared' }).click();
  const stages = page.getByRole('list', { name: 'Stages' });
  await stages.getByText(/Shared/).waitFor();
  expect(await stages.getByText('(done)').count()).toBe(1);
  expect(await stages.getByText(/Resolved|Investigated|Debriefed/).count()).toBe(0);
});
