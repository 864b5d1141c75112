import { existsSync, readFileSync, rmSync } from 'node:fs';
import { expect } from 'vitest';
import { hands } from './hands';
import type { Act, Stage } from './stage';
import { choose } from '../choose';

/** What is done with earlier revisions, and with what leaves and comes back. */
export function exchangeActs(stage: Stage): Act[] {
  const { page, session } = stage;
  const { type, press, dialog, opened, click, menu, button, gone } = hands(stage);

  const looked = page.getByRole('complementary', { name: 'The change that is looked at' });
  const restore = dialog('Restore').getByRole('button', { name: 'Restore', exact: true });
  /** Looks at what became of one paragraph since the debrief began. */
  const onParagraph = async () => {
    await menu(/^More about Before the debrief/, 'Compare with now');
    await looked.getByText('Before the debrief').first().waitFor();
    await looked.getByRole('button', { name: /^Root Cause/ }).click();
    await press('n');
    await looked
      .getByText(/paragraph \d/i)
      .first()
      .waitFor();
  };
  const restored = (keys: string): Pick<Act, 'from' | 'keys' | 'mouse'> => ({
    from: async () => {
      await onParagraph();
      await press(keys);
      await restore.waitFor();
    },
    keys: () => restore.press('Enter'),
    mouse: () => restore.click(),
  });

  const history: Act[] = [
    { of: 'history.restore', from: onParagraph, shows: opened('Restore') },
    { of: 'history.restore-whole', from: onParagraph, shows: opened('Restore') },
    { of: 'a paragraph is restored', ...restored('r'), changes: ['sections.body'] },
    { of: 'a section is restored', ...restored('Shift+R'), changes: ['sections.body'] },
    {
      of: 'a whole revision is restored',
      from: async () => {
        await menu(/^More about Before the debrief/, 'Restore this revision…');
        await restore.waitFor();
      },
      keys: () => restore.press('Enter'),
      mouse: () => restore.click(),
      changes: 'many' as const,
    },
  ].map((act) => ({ room: 'History', ...act }) satisfies Act);

  const saved = (name: RegExp) => () => page.getByText(name).last().waitFor();
  const exported = `${session.folder}/retrospective.md`;
  const back = dialog('Bring an edited page back');
  const sides = dialog('Changed on both sides');
  /** Exports the page; what is said of an earlier export may still stand there. */
  const export_ = async () => {
    rmSync(exported, { force: true });
    await page.getByRole('radio', { name: /^Markdown/ }).check();
    await press('Control+E');
    await saved(/^Saved .*retrospective\.md/)();
    await expect.poll(() => existsSync(exported)).toBe(true);
  };
  const bring = async (was: string, is: string) => {
    await press('Control+Shift+B');
    await page.getByText('What left so far').waitFor();
    await session.pasteText(readFileSync(exported, 'utf8').replace(was, is));
    // It stands there before what it does is known.
    await back.getByRole('button', { name: 'Take it in', disabled: false }).waitFor();
  };
  /** A place that was changed here and there, and is not decided; it stays so from case to case. */
  const conflict = async () => {
    if ((await button(/changed on both sides: decide/).count()) > 0) {
      await click(/changed on both sides: decide/);
    } else {
      await export_();
      await session.enter('Document');
      const editor = await session.write('Trigger');
      await press('Control+a');
      await type('What we say of it.');
      await press('Escape');
      await gone(editor);
      await session.saved();
      const text = readFileSync(exported, 'utf8');
      const [, trigger] = /## Trigger\n\n(.+?)\n/.exec(text) ?? [];
      if (!trigger) throw new Error(`nothing stands below Trigger:\n${text}`);
      await bring(trigger, 'What they say of it.');
      await click('Take it in');
    }
    await sides.getByText('(1 of 1)').waitFor();
  };
  const settled = (how: string, keys: string, words: RegExp): Act => ({
    of: `a conflict is settled: ${how}`,
    form: 'ConflictsDialog',
    from: conflict,
    keys: () => press(keys),
    mouse: () => sides.getByRole('button', { name: words }).click(),
    changes: ['sections.body'],
    shows: () => sides.getByText('All is decided').waitFor(),
    stands: true,
  });

  const forWhom = (edition: string) => async () => {
    await page.getByRole('combobox', { name: 'For whom' }).click();
    await page.getByRole('option', { name: edition }).click();
  };
  const found = (words: RegExp) =>
    page
      .getByRole('complementary', { name: 'Before it leaves' })
      .getByRole('listitem')
      .filter({ hasText: words });
  const isCalled = page.getByLabel('Is called', { exact: true });
  const humanError = found(/“human error” in “Trigger”/);
  const acronym = found(/“NOCX”/);
  /** Words that stop at a human error, and an acronym; they stay from case to case. */
  const onHumanError = async () => {
    if ((await humanError.count()) === 0) {
      await session.enter('Document');
      const editor = await session.write('Trigger');
      await press('Control+End');
      await type(' It was human error, said the NOCX.');
      await press('Escape');
      await gone(editor);
      await session.saved();
      await session.enter('Share');
    }
    await humanError.waitFor();
  };

  const share: Act[] = [
    {
      of: 'share.mark',
      keys: () => stage.choose('Mark as shared'),
      // What is marked already is not marked again.
      mouse: null,
      changes: ['sharedAt'],
      stays: true,
      shows: saved(/^Marked as shared/),
    },
    {
      of: 'a name is called otherwise',
      form: 'Withheld',
      from: async () => {
        if ((await isCalled.count()) > 0) return;
        await forWhom('For clients')();
        await isCalled.waitFor();
      },
      keys: async () => {
        await page.getByLabel('Name', { exact: true }).fill('Fernhill');
        await isCalled.fill('the shop');
        await press('Enter');
      },
      mouse: async () => {
        await click(/ → /);
        await isCalled.fill('the lead');
        await click('Call it so');
      },
      changes: ['aliases'],
      after: async () => {
        await forWhom('For the team')();
        await gone(isCalled);
      },
    },
    {
      of: 'a human error is waived',
      form: 'FindingActs',
      from: onHumanError,
      keys: async () => {
        await humanError.getByRole('button', { name: 'Waive…' }).press('Enter');
        await type('The report quotes them.');
        await press('Enter');
      },
      mouse: async () => {
        await humanError.getByRole('button', { name: 'Waive…' }).click();
        await page.getByLabel('Why “human error” may stand').fill('The report quotes them.');
        await humanError.getByRole('button', { name: 'Keep' }).click();
      },
      changes: ['+verdicts'],
      shows: saved(/^“human error” may stand/),
    },
    {
      of: 'an acronym is explained',
      form: 'FindingActs',
      from: onHumanError,
      keys: async () => {
        await acronym.getByRole('button', { name: 'Explain it…' }).press('Enter');
        await type('network operations centre');
        await press('Enter');
      },
      mouse: async () => {
        await acronym.getByRole('button', { name: 'Explain it…' }).click();
        await page.getByLabel('What “NOCX” means').fill('network operations centre');
        await acronym.getByRole('button', { name: 'Keep' }).click();
      },
      changes: ['+sections', 'tables'],
      shows: saved(/^“NOCX” stands in the glossary/),
    },
    { of: 'share.save', mouse: () => click(/^Save…/), shows: saved(/^Saved \//) },
    {
      of: 'share.bundle',
      keys: () => stage.choose('Save for a colleague…'),
      mouse: () => click('Save for a colleague…'),
      shows: saved(/your colleague opens it/),
    },
    {
      of: 'share.copy',
      from: () => button(/^Copy/).first().isEnabled(),
      mouse: () => click(/^Copy/),
      shows: saved(/^Copied /),
    },
    { of: 'merging.page', shows: opened('Bring an edited page back') },
    {
      of: 'an edited page comes back',
      form: 'BringBackDialog',
      from: async () => {
        await export_();
        await bring('steps that none of us had rehearsed', 'steps that none of us had tried');
      },
      keys: () => back.getByRole('button', { name: 'Take it in' }).press('Enter'),
      mouse: () => back.getByRole('button', { name: 'Take it in' }).click(),
      changes: ['sections.body'],
    },
    {
      of: 'merging.conflicts',
      from: async () => {
        await conflict();
        await stage.reset();
      },
      keys: () => stage.choose('Decide what was changed on both sides…'),
      mouse: () => click(/changed on both sides: decide/),
      shows: opened('Changed on both sides'),
    },
    settled('mine', 'm', /^Keep what is here/),
    settled('theirs', 't', /^Take theirs/),
    settled('both', 'b', /^Keep both/),
    {
      ...settled('in own words', 'e', /^Write it anew/),
      keys: async () => {
        await press('e');
        await type(' And more.');
        await press('Control+Enter');
      },
      mouse: async () => {
        await sides.getByRole('button', { name: /^Write it anew/ }).click();
        await sides.getByLabel('In your own words').fill('Otherwise.');
        await sides.getByRole('button', { name: /^Use these words/ }).click();
      },
    },
  ].map((act) => ({ room: 'Share', ...act }) satisfies Act);

  return [...history, ...share];
}

/** The meeting, from its plan to its end, in a retrospective that has not had it. */
export function meetingActs(stage: Stage): Act[] {
  const { page, session } = stage;
  const { type, press, click, button, retype, dialog, opened, gone } = hands(stage);
  const purge = () => stage.choose('Purge for good…');
  const ask = page.getByRole('button', { name: 'Ask for input…' });
  const heading = (name: string) => page.getByRole('heading', { name }).waitFor();
  const field = (label: string, words: string, change: string): Act => ({
    of: `the debrief is planned: ${label.toLowerCase()}`,
    form: 'Plan',
    keys: async () => {
      await page.getByLabel(label, { exact: true }).focus();
      await retype(words);
    },
    mouse: async () => {
      await page.getByLabel(label, { exact: true }).fill(words);
      await page.getByRole('heading', { name: 'Plan the debrief' }).click();
    },
    changes: [change],
  });
  const recorded = async () => {
    await click('Start the debrief');
    await button('End the debrief').waitFor();
    await press('n');
    await retype('Lee tells it');
    await page.getByRole('list', { name: 'Notes' }).getByText('Lee tells it').waitFor();
    await click('Add a recording…');
    await retype('meeting.mp4');
    await button('Take off meeting.mp4').waitFor();
  };
  /** Takes back so many acts that only led to where something can be done. */
  const back = (times: number) => async () => {
    await stage.reset();
    for (let left = times; left > 0; left -= 1) await press('Control+z');
    await button('Start the debrief').waitFor();
  };
  return [
    field('When', '2026-12-01 09:30', 'debrief.at'),
    field('Where', 'Room 2', 'debrief.place'),
    {
      of: 'the debrief is planned: length',
      form: 'Plan',
      keys: async () => {
        await choose(page.getByLabel('Length'), '30');
      },
      mouse: null,
      changes: ['debrief.minutes'],
    },
    {
      of: 'evidence.ask',
      room: 'Evidence' as const,
      from: async () => {
        if ((await ask.count()) === 0)
          await session.pasteText(
            '2026-03-14T21:40:00Z worker: gave up\n2026-03-14T22:40:00Z worker: back\n',
          );
        await ask.waitFor();
        await page.locator('[data-row]').filter({ has: ask }).locator('[aria-selected]').click();
      },
      keys: () => stage.choose('Ask for input on the silence before the selected entry'),
      mouse: () => ask.click(),
      shows: () => page.getByRole('dialog', { name: 'Ask somebody' }).waitFor(),
    },
    {
      of: 'debrief.start',
      keys: () => stage.choose('Start the debrief'),
      mouse: () => click('Start the debrief'),
      // When it began, how long each step has, and the clock.
      changes: 'many' as const,
      shows: () => button('End the debrief').waitFor(),
    },
    ...[
      { of: 'debrief.pause', by: 'Pause', first: [] },
      { of: 'debrief.next-step', by: 'Next step', first: [] },
      { of: 'debrief.previous-step', by: undefined, first: ['Next step'] },
    ].map(({ of, by, first }) => ({
      of,
      from: async () => {
        await click('Start the debrief');
        await button('End the debrief').waitFor();
        for (const name of first) {
          await click(name);
          await page.locator('[aria-current=step]').filter({ hasText: 'Summary' }).waitFor();
        }
        await press('Escape');
      },
      ...(by ? { mouse: () => click(by) } : {}),
      changes: ['debrief.clock'],
      after: async () => {
        await stage.reset();
        for (let left = first.length; left >= 0; left -= 1) await press('Control+z');
        await button('Start the debrief').waitFor();
      },
    })),
    {
      of: 'debrief.keep-end',
      from: async () => {
        await page.getByLabel('When', { exact: true }).focus();
        await retype('10 minutes ago');
        await heading('Plan the debrief');
        await click('Start the debrief');
        await button(/keeps it/).waitFor();
      },
      mouse: () => click(/keeps it/),
      changes: ['debrief.steps.gave', 'debrief.steps.gave'],
      after: async () => {
        await stage.reset();
        await press('Control+z');
        await button('Start the debrief').waitFor();
        await press('Control+z');
        await page.getByText('No date yet').waitFor();
      },
    },
    {
      of: 'debrief.end',
      from: async () => {
        await click('Start the debrief');
        await button('End the debrief').waitFor();
      },
      keys: () => stage.choose('End the debrief'),
      mouse: () => click('End the debrief'),
      changes: ['debrief.clock', 'debrief.endedAt'],
      shows: () => heading('The debrief was held'),
      after: async () => {
        await stage.reset();
        await press('Control+z');
        await button('Start the debrief').waitFor();
      },
    },
    {
      of: 'an agenda is chosen',
      form: 'Plan',
      keys: () => choose(page.getByRole('combobox', { name: 'Agenda' }), 'heroku'),
      mouse: () => choose(page.getByRole('combobox', { name: 'Agenda' }), 'etsy'),
      changes: 'many' as const,
      shows: () => page.getByRole('list', { name: 'Agenda' }).waitFor(),
    },
    {
      of: 'when the debrief is due is said',
      form: 'Plan',
      from: () => page.getByLabel('Due', { exact: true }).focus(),
      keys: async () => {
        await press('Control+a');
        await type('14');
        await press('Enter');
      },
      mouse: async () => {
        await page.getByLabel('Due', { exact: true }).fill('5');
        await page.getByRole('heading', { name: 'Plan the debrief' }).click();
      },
      changes: ['debrief.dueDays'],
    },
    {
      of: 'how far notes lag behind is said',
      form: 'Plan',
      from: () => page.getByLabel('Lag', { exact: true }).focus(),
      keys: async () => {
        await type('4');
        await press('Enter');
      },
      mouse: async () => {
        await page.getByLabel('Lag', { exact: true }).fill('5');
        await page.getByRole('heading', { name: 'Plan the debrief' }).click();
      },
      changes: ['debrief.lag'],
    },
    {
      of: 'the agenda is edited',
      form: 'AgendaDialog',
      from: async () => {
        await click('Edit the agenda…');
        await dialog('Agenda').waitFor();
      },
      keys: () => retype('Who is here'),
      mouse: async () => {
        await click('Remove step 2');
        await click('Move step 2 up');
        await click('Save');
      },
      changes: 'many' as const,
    },
    {
      of: 'a step is added, and the agenda kept for other debriefs',
      form: 'AgendaDialog',
      from: async () => {
        await click('Edit the agenda…');
        await dialog('Agenda').waitFor();
      },
      keys: async () => {
        await button('Add a step').press('Enter');
        await type('What was missed');
        await page.getByLabel(/^Keep it for other/).focus();
        await retype('Short and sharp');
      },
      mouse: async () => {
        await click('Add a step');
        await type('What was left');
        await page.getByLabel(/^Keep it for other/).fill('Long and dull');
        await click('Save');
      },
      changes: 'many' as const,
      shows: () =>
        page
          .getByRole('combobox', { name: 'Agenda' })
          .getByText(/^(Short and|Long and)/)
          .waitFor(),
    },
    {
      of: 'an agenda of one’s own is taken out of the list',
      from: async () => {
        await page.getByRole('combobox', { name: 'Agenda' }).click();
        await page.getByRole('option', { name: /^Short and/ }).click();
        await button('Remove it from the list').waitFor();
      },
      keys: () => button('Remove it from the list').press('Enter'),
      mouse: () => click('Remove it from the list'),
      shows: async () => {
        await page.getByRole('combobox', { name: 'Agenda' }).getByText('Edited for this one').waitFor();
        await page.getByText('Removed “Short and sharp”').waitFor();
        await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
        await button('Remove it from the list').waitFor();
      },
      after: () => stage.press('Control+z'),
    },
    {
      of: 'a recording is added',
      form: 'RecordingDialog',
      from: async () => {
        await click('Add a recording…');
        await dialog('Recording').waitFor();
      },
      keys: () => retype('meeting.mp4'),
      mouse: async () => {
        await page.getByLabel('Where it is').fill('https://video.example/1');
        await page.getByLabel(/^Where on the clock/).fill('0:01:30');
        await dialog('Recording').getByRole('button', { name: 'Add', exact: true }).click();
      },
      changes: ['debrief.recorded'],
    },
    {
      of: 'a recording is aligned by a note',
      form: 'AlignDialog',
      from: async () => {
        await recorded();
        await click('Align meeting.mp4');
        await dialog('Align the recording').waitFor();
      },
      keys: () => retype('0:12:30'),
      mouse: async () => {
        await page.getByLabel(/is said in the recording at/).fill('0:01:00');
        await dialog('Align the recording').getByRole('button', { name: 'Align', exact: true }).click();
      },
      changes: ['debrief.recorded'],
      after: back(3),
    },
    {
      of: 'a recording is somewhere else now',
      form: 'RecordingDialog',
      from: async () => {
        await recorded();
        await click('Say where meeting.mp4 is now');
        await dialog('Recording').waitFor();
      },
      keys: () => retype('https://video.example/1'),
      mouse: async () => {
        await page.getByLabel('Where it is').fill('https://video.example/2');
        await click('Save');
      },
      changes: ['debrief.recorded'],
      after: back(3),
    },
    {
      of: 'a recording is taken off',
      from: recorded,
      keys: () => button('Take off meeting.mp4').press('Enter'),
      mouse: () => click('Take off meeting.mp4'),
      changes: ['debrief.recorded'],
      after: back(3),
    },
    {
      of: 'the timeline is agreed',
      keys: () => button('it is').press('Enter'),
      mouse: () => click('it is'),
      changes: ['debrief.agreedAt'],
    },
    {
      of: 'debrief.meeting',
      mouse: () => click(/^Meeting mode/),
      shows: () => page.getByRole('region', { name: 'Clock and agenda' }).waitFor(),
      focus: '#debrief-note',
      after: () => press('F11'),
    },
    {
      of: 'debrief.park',
      from: async () => {
        await click('Start the debrief');
        await button('End the debrief').waitFor();
        await press('F11');
        await type('Random ids?');
      },
      mouse: () => click(/park$/),
      changes: ['+debrief.notes'],
      shows: () => page.getByText('Parked 1').waitFor(),
      focus: '#debrief-note, button',
      after: async () => {
        await press('F11');
        await stage.reset();
        await press('Control+z');
        await button('Start the debrief').waitFor();
      },
    },
    { of: 'retrospective.purge', keys: purge, shows: opened('Purge for good') },
    {
      of: 'words are purged',
      form: 'PurgeDialog',
      from: async () => {
        await purge();
        await choose(page.getByLabel('What goes'), 'words');
      },
      keys: async () => {
        await page.getByLabel('Words, in large or small letters').focus();
        await type('to hold');
        await page.getByText(/words in .*, in all revisions/).waitFor();
        await press('Tab');
        await press('Space');
        await press('Enter');
        await gone(dialog('Purge for good'));
      },
      mouse: async () => {
        await page.getByLabel('Words, in large or small letters').fill('A debrief █████');
        await page.getByText(/words in .*, in all revisions/).waitFor();
        await page.getByLabel('Nothing brings it back').check();
        await button('Purge').last().click();
        await gone(dialog('Purge for good'));
      },
      changes: ['title'],
      stays: true,
      shows: () =>
        page
          .getByText(/^Purged words in/)
          .last()
          .waitFor(),
    },
  ].map((act) => ({ room: 'Debrief', ...act }) satisfies Act);
}

/** What is done with whole retrospectives, and what becomes of their number. */
export interface LibraryAct {
  of: string;
  form?: string;
  from?: () => Promise<unknown>;
  keys: () => Promise<unknown>;
  mouse: () => Promise<unknown>;
  /** How many more there are afterwards. */
  adds: -1 | 0 | 1;
  shows?: () => Promise<unknown>;
}

export function libraryActs(stage: Stage): LibraryAct[] {
  const { page } = stage;
  const { press, dialog, opened, click, type } = hands(stage);
  const rooms = () => page.getByRole('navigation', { name: 'Rooms' }).waitFor();
  const title = (words: string) => page.locator('[data-title]').filter({ hasText: words });
  const remove = async () => {
    await title('Begun by hand').first().press('Delete');
    await page.getByText('Deleted “Begun by hand”').last().waitFor();
  };
  const undo = page.getByRole('button', { name: 'Undo' }).last();
  return [
    {
      of: 'library.new',
      keys: () => press('n'),
      mouse: () => click(/^New retrospective/),
      adds: 0,
      shows: opened('New retrospective'),
    },
    {
      of: 'a retrospective is begun',
      form: 'NewDialog',
      from: async () => {
        await press('n');
        await dialog('New retrospective').waitFor();
      },
      keys: async () => {
        await type('Begun by hand');
        await press('Enter');
      },
      mouse: async () => {
        await page.getByLabel(/^What happened/).fill('Begun by hand');
        await click('Begin');
      },
      adds: 1,
      shows: rooms,
    },
    {
      of: 'a retrospective is opened',
      keys: () => title('Begun by hand').first().press('Enter'),
      mouse: () => title('Begun by hand').first().click(),
      adds: 0,
      shows: rooms,
    },
    {
      of: 'a deleted retrospective is brought back',
      from: remove,
      keys: () => undo.press('Enter'),
      mouse: () => undo.click(),
      adds: 1,
    },
    {
      of: 'a retrospective is deleted',
      keys: () => title('Begun by hand').first().press('Delete'),
      mouse: async () => {
        await page
          .getByRole('row', { name: /Begun by hand/ })
          .first()
          .getByRole('button')
          .last()
          .click();
        await page.getByRole('menuitem', { name: /Delete/ }).click();
      },
      adds: -1,
    },
    {
      of: 'library.example',
      keys: () => stage.choose('Build the example retrospective'),
      mouse: () => stage.choose('Build the example retrospective'),
      adds: 1,
      shows: rooms,
    },
    {
      of: 'library.open-bundle',
      from: () => {
        stage.bundle();
        return Promise.resolve();
      },
      keys: () => press('Control+o'),
      mouse: () => click('Open a colleague’s file…'),
      adds: 1,
      shows: rooms,
    },
    {
      of: 'the settings are saved',
      form: 'Settings',
      from: () => click('Settings'),
      keys: async () => {
        await page.getByLabel('Your name').press('Control+a');
        await type('Noor');
        await press('Enter');
      },
      mouse: async () => {
        await page.getByLabel('Your name').fill('Noor Haddad');
        await click('Save settings');
      },
      adds: 0,
      shows: () => dialog('Settings').waitFor({ state: 'detached' }),
    },
  ];
}
