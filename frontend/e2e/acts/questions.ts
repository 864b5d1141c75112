import { choose } from '../choose';
import { hands } from './hands';
import type { Act, Stage } from './stage';

/** Asking, and what comes of it; `range` selects a stretch of the drawing. */
export function questionActs(stage: Stage, range: () => Promise<void>): Act[] {
  const { page } = stage;
  const { type, press, dialog, opened, click } = hands(stage);
  const list = dialog('Questions to people and teams');

  /** One question about a stretch of time, once. */
  const asked = async () => {
    if ('questions' in (await stage.stored()).content) return;
    await range();
    await press('q');
    await dialog('Ask somebody').waitFor();
    await type('Support');
    await press('Enter');
    await dialog('Ask somebody').waitFor({ state: 'detached' });
    await press('Escape');
  };
  const reply = async (words: string) => {
    await press('Alt+r');
    await dialog('A reply').waitFor();
    await page.keyboard.insertText(`Ines Vogel  9:40 AM\n${words}\n`);
    await page.getByRole('list', { name: 'Parts of the reply' }).waitFor();
  };
  /** The list, with a reply in it that says these words: at the question, or without a place. */
  const kept = async (words: string, isPlaced: boolean) => {
    await asked();
    if (JSON.stringify((await stage.stored()).content).includes(words)) await press('Alt+q');
    else {
      await reply(words);
      const part = page.getByLabel('What part 1 answers');
      await choose(part, isPlaced ? { index: 1 } : '');
      await press('Control+Enter');
      await dialog('A reply').waitFor({ state: 'detached' });
    }
    await list.waitFor();
    await list.getByRole('button', { name: isPlaced ? /^Q1/ : /^Without a place/ }).click();
  };
  const lost = 'The runbook is out of date, somebody should look at it';
  const place = page.getByLabel('What it answers');

  return [
    { of: 'questions.ask', room: 'Timeline', shows: opened('Ask somebody') },
    {
      of: 'somebody is asked',
      form: 'AskDialog',
      from: () => press('Alt+a'),
      keys: async () => {
        await type('Support');
        await press('Tab');
        await type('What did customers hear?');
        await press('Enter');
      },
      mouse: async () => {
        await page.getByLabel('Question', { exact: true }).fill('What did customers hear?');
        await page.getByRole('textbox', { name: 'Answer by' }).fill('2026-03-17');
        await page.getByRole('button', { name: 'Ask', exact: true }).click();
      },
      changes: ['+questions'],
    },
    { of: 'questions.list', from: asked, shows: opened('Questions to people and teams') },
    {
      of: 'questions.send',
      from: asked,
      keys: () => stage.choose('Send questions…'),
      shows: opened('Send questions'),
    },
    { of: 'questions.reply', from: asked, shows: opened('A reply') },
    {
      of: 'a reply is kept',
      form: 'ReplyDialog',
      from: async () => {
        await asked();
        await reply('Q1: nothing at all');
      },
      keys: () => press('Control+Enter'),
      mouse: () => click('Keep it'),
      changes: ['questions.state', '+answers'],
      stands: true,
    },
    {
      of: 'an answer without a place gets one',
      form: 'QuestionsDialog',
      from: async () => {
        await kept(lost, false);
      },
      keys: async () => {
        await place.focus();
        await press('ArrowDown');
        await press('ArrowDown');
        await press('Enter');
      },
      mouse: async () => {
        await choose(place, { index: 1 });
      },
      changes: ['questions.state', 'answers.question'],
      stands: true,
    },
    {
      of: 'a question is answered without a word',
      from: async () => {
        await asked();
        await press('Alt+q');
        await list.getByRole('button', { name: /^Q1/ }).click();
      },
      keys: () => press('o'),
      mouse: () => click(/^(It is answered|Open again)/),
      changes: ['questions.state'],
      stands: true,
    },
    {
      of: 'a question is taken back',
      from: async () => {
        await asked();
        await press('Alt+q');
        await list.getByRole('button', { name: /^Q1/ }).click();
      },
      keys: () => press('Delete'),
      mouse: () => click(/^Take back/),
      changes: ['-questions'],
      stands: true,
    },
    {
      of: 'an answer becomes an event',
      from: () => kept('We restarted all of them', true),
      keys: () => press('t'),
      mouse: () => click(/^Make it an event/),
      changes: ['+events', 'answers.event'],
      stands: true,
    },
    {
      of: 'an answer is quoted',
      from: () => kept('We restarted all of them', true),
      keys: async () => {
        await list
          .getByRole('button', { name: /^Quote it in/ })
          .first()
          .press('Enter');
        await page.getByRole('menuitem').first().press('Enter');
      },
      mouse: async () => {
        await list
          .getByRole('button', { name: /^Quote it in/ })
          .first()
          .click();
        await page.getByRole('menuitem').first().click();
      },
      changes: ['sections.body'],
      stands: true,
    },
    {
      of: 'an answer is removed',
      from: () => kept('We restarted all of them', true),
      keys: () => list.getByRole('button', { name: 'Remove' }).first().press('Enter'),
      mouse: () => list.getByRole('button', { name: 'Remove' }).first().click(),
      changes: ['questions.state', '-answers'],
      stands: true,
    },
  ];
}
