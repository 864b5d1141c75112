import { expect, test } from 'vitest';
import { findings } from './accessibility';
import { commandLine } from './bridge';
import { choose } from './choose';
import { Session } from './session';

/** A gap is asked about by keys, the question leaves, and the reply that comes back lands in it. */
const session = await Session.start();
session.attend();

await session.kill();
const line = (...args: string[]) => commandLine(session.library, ...args);
line('new', 'Orders stood still');
for (const [at, title, kind, end] of [
  ['2026-03-14 10:00', 'Deploy of 4f2c', 'trigger', ''],
  ['2026-03-14 10:02', 'Orders fail', 'impact', '2026-03-14 10:50'],
  ['2026-03-14 10:04', 'Alert: the pool is full', 'detection', ''],
  ['2026-03-14 10:41', 'Rolled back', 'action', ''],
  ['2026-03-14 11:20', 'All orders are through', 'resolution', ''],
] as const)
  line(
    'event',
    'latest',
    'add',
    '--at',
    at,
    '--title',
    title,
    '--kind',
    kind,
    ...(end ? ['--end', end] : []),
  );
line('debrief', 'latest', 'plan', '--at', '2026-03-19 14:00');
await session.open();
await session.show('Orders stood still');
await session.enter('Timeline');

interface Status {
  questions: { text: string; for?: string; state: string; due?: string; from?: string; to?: string }[];
  answers: { question?: string; who: string; text: string; event?: string }[];
}
const stored = () => JSON.parse(line('question', 'latest', 'list', '--json')) as Status;
const { page } = session;
const dialog = (name: string | RegExp) => page.getByRole('dialog', { name });

test('one key asks about the gap most worth it', async () => {
  // The key asks about what is there to be seen.
  await page.getByText('Ask about it').first().waitFor();
  await page.keyboard.press('q');
  await dialog('Ask somebody').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.type('Payments');
  await page.keyboard.press('Enter');
  await dialog('Ask somebody').waitFor({ state: 'detached' });
  await session.saved();
  expect(stored().questions).toMatchObject([
    {
      text: 'What happened on 14 March between 10:04 and 10:41 UTC?',
      for: 'Payments',
      state: 'open',
      from: '2026-03-14T10:04:00Z',
      to: '2026-03-14T10:41:00Z',
    },
  ]);
  // The deadline is the day before the debrief, and moves with it: it is not kept.
  expect(stored().questions[0]?.due).toBeUndefined();
  await page.getByRole('button', { name: 'Q1 for Payments: open' }).waitFor();
});

test('the next one is about the next gap', async () => {
  await page.keyboard.press('Escape');
  await page.keyboard.press('q');
  await dialog('Ask somebody').waitFor();
  await expect
    .poll(() => page.getByLabel('Question', { exact: true }).inputValue())
    .toContain('10:41 and 11:20');
  await page.getByLabel('Question', { exact: true }).fill('Who decided to roll back?');
  await page.getByRole('textbox', { name: 'Answer by' }).fill('2026-03-17');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await dialog('Ask somebody').waitFor({ state: 'detached' });
  expect(stored().questions[1]).toMatchObject({ text: 'Who decided to roll back?', due: '2026-03-17' });
});

test('they are listed, and leave as a message', async () => {
  await page.keyboard.press('Alt+q');
  await dialog('Questions to people and teams').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('navigation', { name: 'Questions' }).getByRole('button', { name: /Q1/ }).click();
  await page.keyboard.press('s');
  await dialog('Send questions').waitFor();
  const sent = page.getByRole('region', { name: 'What is sent' });
  await sent.getByText('What happened on 14 March').first().waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('c');
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain('Q1: What happened on 14 March between 10:04 and 10:41 UTC?');
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain('Wednesday, 18 March 2026');
  expect(text).toContain('Alert: the pool is full');
  expect(text).not.toContain('Who decided');
  await page.keyboard.press('Escape');
});

test('a pasted reply lands at its question, and what has no place is kept', async () => {
  await dialog('Questions to people and teams').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+r');
  await dialog('A reply').waitFor();
  await page.keyboard.insertText(
    'Ines Vogel  9:40 AM\nQ1: 10:12 we restarted the pool, it did nothing\n\nBo Li  9:44 AM\nBy the way the runbook is out of date, somebody should look at it\n',
  );
  const parts = page.getByRole('list', { name: 'Parts of the reply' }).getByRole('listitem');
  await expect.poll(() => parts.count()).toBe(2);
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await dialog('A reply').waitFor({ state: 'detached' });
  await session.saved();
  const { questions, answers } = stored();
  expect(questions[0]?.state).toBe('answered');
  expect(answers).toMatchObject([
    { who: 'Ines Vogel', text: '10:12 we restarted the pool, it did nothing' },
    { who: 'Bo Li', text: 'By the way the runbook is out of date, somebody should look at it' },
  ]);
  expect(answers[1]?.question).toBeUndefined();
});

test('an answer becomes an event by one key, and what has no place gets one', async () => {
  const list = dialog('Questions to people and teams');
  await list.waitFor();
  await list.getByText('10:12 we restarted the pool').waitFor();
  await page.keyboard.press('t');
  await list.getByRole('button', { name: 'On the timeline' }).waitFor();
  expect(line('show', 'latest')).toContain('We restarted the pool, it did nothing');
  await list.getByRole('button', { name: /Without a place/ }).click();
  expect(await findings(page)).toEqual([]);
  await choose(list.getByLabel('What it answers'), { label: 'Q2: Who decided to roll back?' });
  await expect.poll(() => stored().answers.every(({ question }) => question !== undefined)).toBe(true);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Q1 for Payments: answered' }).first().waitFor();
  // The one that was made is chosen.
  expect(
    await page.getByRole('list', { name: 'Events' }).locator('[aria-current="true"]').innerText(),
  ).toContain('We restarted the pool');
});
