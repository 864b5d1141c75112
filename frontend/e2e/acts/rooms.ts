import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { rooms } from '../session';
import { hands } from './hands';
import { questionActs } from './questions';
import type { Act, Stage } from './stage';
import { choose } from '../choose';

/** What can be done everywhere, and in the rooms in which things are written. */
export function writtenActs(stage: Stage): Act[] {
  const { page, session } = stage;
  const { type, press, dialog, opened, button, click, menu, retype, gone } = hands(stage);

  const event = (title: string | RegExp) => page.locator('[data-event]').filter({ hasText: title });
  const chosenEvent = () => event('Deploy 4f2c1a').click();
  const form = page.getByRole('form');
  const drawing = page.locator('.drawing > svg').first();

  /** Selects a range by dragging over the ground of the drawing. */
  const range = async () => {
    const bar = page.getByRole('toolbar', { name: 'The selected range' });
    if (await bar.isVisible()) return;
    await drawing.waitFor();
    const box = (await drawing.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const y = box.y + 8;
    await page.mouse.move(box.x + box.width * 0.3, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.4, y, { steps: 3 });
    await page.mouse.up();
    await bar.waitFor();
  };
  const twoEvents = async () => {
    await chosenEvent();
    await event('The export job is a little over').click({ modifiers: ['Control'] });
    await page.getByRole('toolbar', { name: 'The chosen events' }).waitFor();
  };
  /** Drags the first event along the drawing. */
  const dragged = async () => {
    await drawing.waitFor();
    const box = await page.locator('.drawing .moment').first().boundingBox();
    if (!box) return;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + 40, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
  };

  const openTable = async () => {
    await stage.choose('Edit the table “Assumptions”');
    await dialog('Assumptions').waitFor();
  };
  const cells = page.locator('dialog tbody [data-cell]');
  const part = (name: string) => page.getByLabel(name, { exact: true });
  /** Each part of an event, edited in its row and in the inspector: by its field's name, its cell and its pencil. */
  const editedInPlace: Act[] = (
    [
      ['Title', 'title', 'title', 'Deploy, said in its row', ['events.title'], []],
      ['Kind', 'kind', 'kind', 'decision', ['events.kind'], ['Shift+Tab']],
      ['End', undefined, 'end', '15 min later', ['events.end'], ['Shift+Tab', 'Shift+Tab']],
      [
        'Time',
        'at',
        'time',
        '09:10',
        ['events.at.at', 'events.at.precision'],
        ['Shift+Tab', 'Shift+Tab', 'Shift+Tab'],
      ],
      ['Role', 'role', 'role', 'the release train', ['events.actor.role'], ['Tab']],
      ['Name', undefined, 'name', 'Ines Okafor', ['events.actor.name'], ['Tab', 'Tab']],
      ['Known since', undefined, 'time at which it was known', '10:30', ['events.knownAt'], undefined],
      ['Why it made sense', undefined, 'words below it', 'It had worked before.', ['events.body'], undefined],
    ] as const
  ).map(([name, cell, pencil, words, changes, tabs]) => ({
    of: `the ${pencil} is edited in place`,
    form: 'PartField',
    from: chosenEvent,
    keys: async () => {
      if (tabs) {
        await press('F2');
        await part('Title').waitFor();
        for (const tab of tabs) await press(tab);
      } else await button(`Change the ${pencil}`).press('Enter');
      await part(name).waitFor();
      await press('Control+a');
      await type(words);
      // The first takes what the list offers.
      if (name === 'Kind') await press('Enter');
      await press('Control+Enter');
      await gone(part(name));
    },
    mouse: async () => {
      if (cell) await event('Deploy 4f2c1a').locator(`[data-part=${cell}]`).dblclick();
      else await click(`Change the ${pencil}`);
      await part(name).fill(words);
      await event('No order can be placed').click();
      await gone(part(name));
    },
    changes,
  }));

  const everywhere: Act[] = [
    { of: 'app.palette', shows: opened('Search or run'), mouse: () => button(/^Search/).click() },
    { of: 'app.keys', shows: () => page.locator('dialog[open]').waitFor() },
    { of: 'app.reading', keys: () => stage.choose('Reading list'), shows: opened('Reading list') },
    { of: 'app.settings', shows: opened('Settings') },
    ...rooms.map((room): Act => ({
      of: `room.${room.toLowerCase()}`,
      room: room === 'Actions' ? 'Debrief' : 'Actions',
      shows: () => page.getByRole('main', { name: room }).waitFor(),
      mouse: () => page.getByRole('navigation', { name: 'Rooms' }).getByText(room, { exact: true }).click(),
    })),
    {
      of: 'app.home',
      shows: () => page.getByRole('heading', { name: 'Retrospectives' }).waitFor(),
      after: () => session.show(example),
    },
    { of: 'retrospective.checkpoint', room: 'Timeline', shows: opened('Name a checkpoint') },
    {
      of: 'a checkpoint is named',
      form: 'CheckpointDialog',
      room: 'Timeline',
      from: () => press('Control+s'),
      keys: () => retype('Named by keys'),
      mouse: async () => {
        await page.getByLabel('Name', { exact: true }).fill('Named by hand');
        await click('Keep checkpoint');
      },
      stays: true,
      shows: () =>
        page
          .getByText(/^Kept “Named/)
          .last()
          .waitFor(),
    },
    {
      of: 'retrospective.rename',
      room: 'Timeline',
      shows: () => page.getByRole('textbox', { name: 'Title' }).waitFor(),
      after: () => press('Escape'),
    },
    {
      of: 'a retrospective is renamed',
      form: 'TitleField',
      room: 'Timeline',
      from: () => press('F2'),
      keys: () => retype('Called otherwise'),
      mouse: async () => {
        await page.getByRole('textbox', { name: 'Title' }).fill('Called otherwise');
        await page.locator('main').click({ position: { x: 5, y: 5 } });
      },
      changes: ['title'],
      unchanged: async () => {
        await stage.reset();
        await press('F2');
        await press('Enter');
        await button(/: rename$/).waitFor();
      },
    },
    {
      of: 'retrospective.solo',
      room: 'Timeline',
      keys: () => stage.choose('Hold no debrief: one person’s own account, or hold one again'),
      changes: ['solo'],
    },
    {
      of: 'retrospective.zones',
      room: 'Timeline',
      keys: () => stage.choose('Choose time zones'),
      shows: opened('Zones'),
    },
    {
      of: 'a zone is added',
      form: 'ZonesDialog',
      room: 'Timeline',
      from: () => stage.choose('Choose time zones'),
      keys: async () => {
        await page.getByRole('combobox', { name: 'Another zone' }).focus();
        await type('Asia/Tok');
        await press('ArrowDown');
        await press('Enter');
        await press('Enter');
        await gone(dialog('Zones'));
      },
      mouse: async () => {
        await page.getByRole('combobox', { name: 'Another zone' }).fill('Asia/Tok');
        await page.getByRole('option', { name: 'Asia/Tokyo' }).click();
        await click('Use these zones');
        await gone(dialog('Zones'));
      },
      changes: ['zones'],
    },
    {
      of: 'retrospective.add-file',
      room: 'Timeline',
      from: () => {
        mkdirSync(`${session.folder}/choose`, { recursive: true });
        writeFileSync(`${session.folder}/choose/chosen.log`, '2026-03-14T21:40:00Z worker: gave up\n');
        return Promise.resolve();
      },
      changes: ['+evidence'],
    },
  ];

  const timeline: Act[] = [
    { of: 'timeline.add', shows: () => form.waitFor(), after: () => press('Escape') },
    {
      of: 'an event is added',
      form: 'EventForm',
      from: async () => {
        await chosenEvent();
        await press('n');
        await form.waitFor();
      },
      keys: async () => {
        await type('Written by hand');
        await press('Enter');
        await gone(form);
      },
      mouse: async () => {
        await page.getByLabel('What happened').fill('Written by hand');
        await click(/^Save/);
        await gone(form);
      },
      changes: ['+events'],
      focus: '[data-event]',
    },
    ...(['previous', 'next'] as const).map((way): Act => ({
      of: `timeline.swap-${way}`,
      from: async () => {
        await chosenEvent();
        await press('n');
        await form.waitFor();
        await type('At the same time');
        await press('Enter');
        await gone(form);
        if (way === 'next') await chosenEvent();
      },
      mouse: () => click(way === 'previous' ? /^Move up/ : /^Move down/),
      changes: ['events order'],
      focus: '[data-event]',
      after: async () => {
        await event('At the same time').click();
        await press('Delete');
        await event('At the same time').waitFor({ state: 'detached' });
      },
    })),
    { of: 'timeline.edit', from: chosenEvent, shows: () => form.waitFor(), after: () => press('Escape') },
    {
      of: 'an event is edited',
      form: 'EventForm',
      from: async () => {
        await chosenEvent();
        await press('Enter');
        await form.waitFor();
      },
      keys: async () => {
        await retype('Deploy 4f2c1a, said otherwise');
        await gone(form);
      },
      mouse: async () => {
        await page.getByLabel('What happened').fill('Deploy 4f2c1a, said otherwise');
        await event('No order can be placed').click();
        await gone(form);
      },
      changes: ['events.title'],
      focus: '[data-event]',
      unchanged: async () => {
        await chosenEvent();
        await press('Enter');
        await form.waitFor();
        await press('Enter');
        await gone(form);
      },
    },
    {
      of: 'timeline.edit-title',
      from: chosenEvent,
      shows: () => part('Title').waitFor(),
      after: () => press('Escape'),
    },
    {
      of: 'timeline.edit-end',
      from: chosenEvent,
      shows: () => part('End').waitFor(),
      after: () => press('Escape'),
    },
    ...editedInPlace,
    {
      of: 'timeline.insert',
      from: chosenEvent,
      mouse: () => click('Insert an event before the next one'),
      shows: () => form.waitFor(),
      after: () => press('Escape'),
    },
    {
      of: 'an event is inserted between two',
      from: async () => {
        await chosenEvent();
        await press('Shift+N');
        await form.waitFor();
      },
      keys: async () => {
        await type('In between');
        await press('Enter');
        await gone(form);
      },
      mouse: async () => {
        await page.getByLabel('What happened').fill('In between');
        await click(/^Save/);
        await gone(form);
      },
      changes: ['+events'],
      focus: '[data-event]',
    },
    { of: 'timeline.dive-in', from: chosenEvent, changes: ['events.diveIn', 'events.diveIn'] },
    {
      of: 'timeline.sitrep',
      keys: () => stage.choose('Put the situation report into the summary'),
      changes: ['sections.body'],
    },
    {
      of: 'timeline.agree',
      keys: () => stage.choose('The timeline is agreed'),
      mouse: () => click('Mark as agreed'),
      changes: ['debrief.agreedAt'],
    },
    { of: 'timeline.interpretation', from: chosenEvent, changes: ['events.interpretation'] },
    {
      of: 'timeline.lines',
      from: async () => {
        await chosenEvent();
        await press('ArrowDown');
      },
      mouse: () => page.getByRole('button', { name: /^Cited lines of “The export job is a little/ }).click(),
      shows: () =>
        page
          .getByRole('group', { name: /^What “.*” cites/ })
          .getByRole('button')
          .first()
          .waitFor(),
      after: () => press('L'),
    },
    { of: 'timeline.delete', from: chosenEvent, changes: ['-events'], focus: '[data-event]' },
    {
      of: 'timeline.next',
      from: chosenEvent,
      mouse: () => event('The export job is a little over').click(),
      focus: '[data-event]',
    },
    { of: 'timeline.previous', from: chosenEvent, mouse: null, focus: '[data-event]' },
    {
      of: 'timeline.extend-next',
      from: chosenEvent,
      mouse: () => event('The export job is a little over').click({ modifiers: ['Shift'] }),
      shows: () => page.getByRole('toolbar', { name: 'The chosen events' }).getByText('2 events').waitFor(),
      focus: '[data-event]',
      after: () => press('Escape'),
    },
    {
      of: 'timeline.extend-previous',
      from: () => event('The export job is a little over').click(),
      mouse: () => event('Deploy 4f2c1a').click({ modifiers: ['Shift'] }),
      shows: () => page.getByRole('toolbar', { name: 'The chosen events' }).getByText('2 events').waitFor(),
      focus: '[data-event]',
      after: () => press('Escape'),
    },
    { of: 'timeline.walk-next', from: chosenEvent, focus: '[data-event]' },
    { of: 'timeline.walk-previous', from: chosenEvent, focus: '[data-event]' },
    { of: 'timeline.first', from: chosenEvent, focus: '[data-event]' },
    { of: 'timeline.last', from: chosenEvent, focus: '[data-event]' },
    { of: 'timeline.fit', from: chosenEvent, after: () => press('0') },
    {
      of: 'timeline.let-go',
      from: range,
      shows: () => gone(page.getByRole('toolbar', { name: 'The selected range' })),
      mouse: null,
    },
    {
      of: 'timeline.range-evidence',
      from: range,
      shows: () => page.getByRole('main', { name: 'Evidence' }).waitFor(),
      after: async () => {
        await session.enter('Timeline');
        await press('Escape');
      },
    },
    {
      of: 'timeline.range-chart',
      from: range,
      shows: () => page.getByRole('slider', { name: 'Time on the chart' }).waitFor(),
      after: async () => {
        await press('Escape');
        await session.enter('Timeline');
        await press('Escape');
      },
    },
    {
      of: 'timeline.range-ask',
      from: range,
      shows: opened('Ask somebody'),
    },
    {
      of: 'timeline.delete-chosen',
      from: twoEvents,
      changes: ['-events', '-events'],
      focus: '[data-event]',
    },
    {
      of: 'chosen events are moved',
      form: 'ChosenBar',
      from: twoEvents,
      keys: async () => {
        await page.getByLabel('Move the chosen events by').focus();
        await type('5 min');
        await press('Enter');
      },
      mouse: async () => {
        await page.getByLabel('Move the chosen events by').fill('5 min');
        await click('Move by');
      },
      changes: 'many' as const,
    },
    {
      of: 'chosen events get another kind',
      form: 'ChosenBar',
      from: twoEvents,
      keys: async () => {
        await choose(page.getByLabel('Kind of the chosen events'), 'decision');
      },
      mouse: null,
      changes: ['events.kind', 'events.kind'],
    },
    { of: 'timeline.merge', from: twoEvents, changes: 'many' as const, focus: '[data-event]' },
    {
      of: 'an event is dragged to another time',
      from: () => press('0'),
      keys: async () => {
        await chosenEvent();
        await press('Enter');
        await page.getByLabel('When').fill('09:20:00.000');
        await press('Enter');
        await gone(form);
      },
      mouse: dragged,
      changes: ['events.at.at'],
    },
    ...['zoom-in', 'zoom-out', 'zoom-all'].map((way): Act => ({
      of: `timeline.${way}`,
      after: () => press('0'),
    })),
    ...['pan-left', 'pan-right'].map((way): Act => ({
      of: `timeline.${way}`,
      from: chosenEvent,
      mouse: null,
      after: () => press('0'),
    })),
    {
      of: 'a citation is taken off',
      from: () => event('Deploy 4f2c1a').click(),
      keys: () => button('Uncite').first().press('Enter'),
      mouse: () => click('Uncite'),
      changes: ['events.citations'],
    },
    {
      of: 'timeline.known',
      form: 'Timeline',
      mouse: () => menu(/^More about the drawing/, 'Show what was known when'),
      shows: () => page.getByRole('slider').waitFor(),
      after: () => press('H'),
    },
  ].map((act) => ({ room: 'Timeline', ...act }) satisfies Act);

  const editor = page.locator('.cm-content');
  const openSection = (heading: string) =>
    page.getByRole('navigation', { name: 'Sections' }).getByText(heading, { exact: true }).click();
  const factor = page.getByRole('textbox', { name: 'Factor', exact: true });

  const writeTrigger = async () => {
    await openSection('Trigger');
    await press('Enter');
    await editor.waitFor();
  };

  const document_: Act[] = [
    {
      of: 'document.write',
      from: () => openSection('Trigger'),
      shows: () => editor.waitFor(),
      focus: '.cm-content',
      after: () => press('Escape'),
    },
    {
      of: 'a section is written',
      from: async () => {
        await openSection('Trigger');
        await press('Enter');
        await editor.waitFor();
      },
      keys: async () => {
        await press('Control+End');
        await type(' More.');
        await press('Escape');
      },
      mouse: async () => {
        await editor.click();
        await press('Control+End');
        await type(' More.');
        await button('Write Root Cause').click();
        await press('Escape');
      },
      changes: ['sections.body'],
    },
    {
      of: 'document.source',
      from: writeTrigger,
      shows: () => editor.getByText('](evidence/').first().waitFor(),
      after: async () => {
        await press('Control+/');
        await press('Escape');
      },
    },
    {
      of: 'a block is put in by its name',
      from: writeTrigger,
      keys: async () => {
        await press('Control+End');
        await type('\n\n/fig');
        await page.getByRole('option', { name: /^Figures/ }).waitFor();
        await press('Enter');
        await press('Escape');
      },
      mouse: async () => {
        await press('Control+End');
        await type('\n\n/');
        await page.getByRole('option', { name: /^Figures/ }).click();
        await press('Escape');
      },
      changes: ['sections.body'],
    },
    {
      of: 'somebody is named',
      from: writeTrigger,
      keys: async () => {
        await press('Control+End');
        await type(' @dana');
        await page.getByRole('option', { name: /^Dana/ }).first().waitFor();
        await press('Enter');
        await press('Escape');
      },
      mouse: async () => {
        await press('Control+End');
        await type(' @dana');
        await page.getByRole('option', { name: /^Dana/ }).first().click();
        await press('Escape');
      },
      changes: ['sections.body'],
    },
    {
      of: 'a table of a spreadsheet is pasted, and a cell of it written',
      from: writeTrigger,
      keys: async () => {
        await press('Control+End');
        await session.pasteText('Who\tHow many\nShops\t38\n');
        await page.locator('.cm-grid').waitFor();
        await press('ArrowUp');
        await press('ArrowUp');
        await page.locator('.cm-grid textarea').waitFor();
        await type('9');
        await press('Escape');
        await press('Escape');
      },
      mouse: async () => {
        await press('Control+End');
        await session.pasteText('Who\tHow many\nShops\t38\n');
        await page.locator('.cm-grid td').first().click();
        await type(' abroad');
        await button('Write Root Cause').click();
        await press('Escape');
      },
      changes: ['sections.body'],
    },
    {
      of: 'selected words are set in bold',
      from: writeTrigger,
      keys: async () => {
        await press('Control+Home');
        await press('Control+Shift+ArrowRight');
        await press('Control+b');
        await press('Escape');
      },
      mouse: async () => {
        await press('Control+Home');
        await press('Control+Shift+ArrowRight');
        await page.getByRole('toolbar', { name: 'Format' }).getByRole('button', { name: 'Bold' }).click();
        await press('Escape');
      },
      changes: ['sections.body'],
    },
    {
      of: 'document.embed',
      from: () => openSection('Trigger'),
      shows: opened('Embed evidence'),
    },
    {
      of: 'evidence is embedded',
      form: 'EmbedDialog',
      from: async () => {
        await openSection('Trigger');
        await press('Control+Shift+e');
        await dialog('Embed evidence').waitFor();
      },
      keys: async () => {
        await press('Enter');
        await editor.waitFor();
        await press('Escape');
      },
      mouse: async () => {
        await dialog('Embed evidence').getByRole('option').first().click();
        await editor.waitFor();
        await press('Escape');
      },
      changes: ['sections.body'],
    },
    {
      of: 'a private note is added',
      form: 'PrivateNotes',
      keys: async () => {
        await stage.choose('Note something privately on the section');
        await type('It was known for weeks');
        await press('Enter');
        await page
          .getByRole('textbox', { name: /^Private note on/ })
          .first()
          .waitFor();
      },
      mouse: async () => {
        await page
          .getByRole('textbox', { name: /^New private note on/ })
          .first()
          .click();
        await type('It was known for weeks');
        await press('Enter');
        await page
          .getByRole('textbox', { name: /^Private note on/ })
          .first()
          .waitFor();
      },
      changes: ['+private'],
    },
    {
      of: 'document.sitrep',
      keys: () => stage.choose('Put the latest situation report into the summary'),
      changes: ['sections.body'],
    },
    {
      of: 'document.draft',
      keys: () => stage.choose('Mark as a draft, or as final'),
      changes: ['draft'],
    },
    ...tables.map(([block, title]): Act => ({
      of: `document.table.${block}`,
      keys: () => stage.choose(`Edit the table “${title}”`),
      shows: opened(title),
    })),
    {
      of: 'a row of a table is added',
      form: 'TableDialog',
      from: openTable,
      keys: async () => {
        await type('The key is large enough');
        await press('Tab');
        await type('It was an integer');
        await press('Tab');
        await type('A chart');
        await press('Tab');
        await cells.nth(3).waitFor();
        await press('Escape');
        await gone(dialog('Assumptions'));
      },
      mouse: async () => {
        await page.getByLabel('New: What we believed').fill('The key is large enough');
        await page.getByLabel('New: What was true').fill('It was an integer');
        await click(/^Done$/);
        await gone(dialog('Assumptions'));
      },
      changes: ['+sections', 'tables'],
    },
    {
      of: 'document.templates',
      keys: () => stage.choose('Switch to another template, or edit yours'),
      shows: opened('Templates'),
    },
    {
      of: 'another template is switched to',
      form: 'TemplatesDialog',
      from: async () => {
        await click('Nine sections…');
        await dialog('Templates').getByText('Which one thing set it off').waitFor();
      },
      keys: async () => {
        await dialog('Templates')
          .getByRole('button', { name: /^On one page/ })
          .press('Enter');
        await dialog('Templates').getByText('Six lines are enough').first().waitFor();
        await button('Switch to it').press('Enter');
      },
      mouse: async () => {
        await dialog('Templates')
          .getByRole('button', { name: /^Owning a mistake/ })
          .click();
        await dialog('Templates').getByText('five sentences').first().waitFor();
        await click('Switch to it');
      },
      changes: 'many' as const,
    },
    {
      of: 'document.hide',
      from: () => openSection('Trigger'),
      changes: ['sections.hidden'],
    },
    { of: 'document.add-section', shows: opened('New section') },
    {
      of: 'a section is added',
      form: 'SectionDialog',
      from: () => press('Alt+n'),
      keys: () => retype('Customers'),
      mouse: async () => {
        await page.getByLabel('Heading').fill('Customers');
        await page.getByLabel('Prompt').fill('Who noticed?');
        await dialog('New section').getByRole('button', { name: 'Add section' }).click();
      },
      changes: ['+sections'],
      focus: 'h2',
    },
    {
      of: 'a section is called otherwise',
      form: 'SectionDialog',
      from: () => menu(/^More for Trigger/, 'Heading, prompt, block'),
      keys: () => retype('What set it off'),
      mouse: async () => {
        await page.getByLabel('Heading').fill('What set it off');
        await click('Save section');
      },
      changes: ['sections.heading'],
      focus: 'h2',
      unchanged: async () => {
        await stage.reset();
        await menu(/^More for What set it off/, 'Heading, prompt, block');
        await click('Save section');
        await gone(dialog('Section'));
      },
    },
    {
      of: 'a section is moved',
      keys: () =>
        page
          .getByRole('navigation', { name: 'Sections' })
          .getByRole('button', { name: /^Trigger/ })
          .press('Alt+ArrowDown'),
      mouse: () => menu(/^More for Trigger/, 'Move down'),
      changes: ['sections order'],
    },
    {
      of: 'a section is deleted',
      keys: async () => {
        await button(/^More for Trigger/).press('Enter');
        await page.getByRole('menuitem', { name: 'Delete' }).press('Enter');
      },
      mouse: () => menu(/^More for Trigger/, 'Delete'),
      changes: ['-sections'],
    },
    {
      of: 'document.replace',
      shows: () => page.getByRole('textbox', { name: 'Replace with' }).waitFor(),
      after: () => press('Escape'),
    },
    {
      of: 'words are replaced in all sections',
      form: 'FindWords',
      from: async () => {
        await press('Control+h');
        await page.getByRole('textbox', { name: 'Find in the document' }).fill('integer');
        await page.getByRole('textbox', { name: 'Replace with' }).fill('number');
        await page.getByText(/^\d+ places/).waitFor();
      },
      keys: async () => {
        await page.getByRole('textbox', { name: 'Replace with' }).focus();
        await press('Control+Enter');
      },
      mouse: () => click('Replace all'),
      changes: 'many' as const,
      after: () => press('Escape'),
    },
    { of: 'document.next', from: () => openSection('Trigger'), focus: 'h2' },
    { of: 'document.previous', from: () => openSection('Trigger'), focus: 'h2' },
    {
      of: 'a factor is added',
      form: 'Factors',
      keys: async () => {
        await page.getByLabel('Another factor').focus();
        await retype('The dashboard was new');
      },
      mouse: async () => {
        await page.getByLabel('Another factor').click();
        await retype('The dashboard was new');
      },
      changes: ['+factors'],
      focus: '[aria-label="Another factor"]',
    },
    {
      of: 'a factor is reworded',
      form: 'Factors',
      keys: async () => {
        await factor.first().focus();
        await retype('Reworded');
      },
      mouse: async () => {
        await factor.first().fill('Reworded');
        await page.getByRole('heading', { name: 'Trigger' }).click();
      },
      changes: ['factors.title'],
    },
    {
      of: 'a factor is more or less sure',
      form: 'Factors',
      keys: async () => {
        await choose(page.getByLabel(/^How sure we are/).first(), 'speculation');
      },
      mouse: async () => {
        await choose(page.getByLabel(/^How sure we are/).first(), 'speculation');
      },
      changes: ['factors.confidence'],
    },
    {
      of: 'a factor is removed',
      keys: () =>
        page
          .locator('aside')
          .getByRole('button', { name: /^Remove/ })
          .first()
          .press('Enter'),
      mouse: () =>
        page
          .locator('aside')
          .getByRole('button', { name: /^Remove/ })
          .first()
          .click(),
      changes: ['-factors'],
    },
  ].map((act) => ({ room: 'Document', ...act }) satisfies Act);

  const item = (title: string | RegExp) => page.locator('[data-action]').filter({ hasText: title });
  const chosenItem = () => page.locator('[data-action]').first().click();
  const idea = page.getByRole('textbox', { name: 'Add a remediation' });
  /** One that is not decided, which the example has none of. */
  const anIdea = async () => {
    const ideas = page.locator('section', { hasText: 'Not decided yet' }).locator('[data-action]');
    if ((await ideas.count()) === 0) {
      await chosenItem();
      await press('r');
      await ideas.first().waitFor();
    }
    await ideas.first().click();
  };
  const decided = (state: string, title: string, changes: string[]): Act => ({
    of: `actions.${state}`,
    from: () => page.locator('section', { hasText: title }).locator('[data-action]').first().click(),
    changes,
  });

  const actions: Act[] = [
    { of: 'actions.add', focus: '[aria-label="Add a remediation"]' },
    {
      of: 'an idea is added',
      form: 'Actions',
      from: () => idea.focus(),
      keys: async () => {
        await type('Page earlier');
        await press('Enter');
        await press('Enter');
      },
      mouse: async () => {
        await idea.click();
        await type('Page earlier');
        await press('Enter');
      },
      changes: ['+actionItems'],
      focus: '[aria-label="Add a remediation"]',
    },
    {
      of: 'a list of ideas is pasted',
      form: 'Actions',
      from: () => idea.focus(),
      keys: () => session.pasteText('- Page earlier\n- Rehearse it\n- Say who calls whom\n'),
      mouse: null,
      changes: ['+actionItems', '+actionItems', '+actionItems'],
      focus: '[aria-label="Add a remediation"]',
    },
    ...[
      decided('remediation', 'Do now', ['actionItems.state']),
      decided('do-now', 'If we have time', ['actionItems.state']),
      decided('big-bet', 'Do now', ['actionItems.state']),
      decided('if-we-have-time', 'Do now', ['actionItems.state']),
      decided('wont', 'Do now', ['actionItems.state']),
      decided('done', 'Do now', ['actionItems.state']),
    ],
    {
      of: 'actions.park',
      from: anIdea,
      changes: ['actionItems.review'],
      focus: '[data-action]',
    },
    { of: 'actions.park-all', from: anIdea, changes: ['actionItems.review'] },
    { of: 'actions.edit', from: chosenItem, focus: '#action-title', after: () => press('Escape') },
    {
      of: 'an action item is reworded',
      form: 'ActionInspector',
      from: async () => {
        await chosenItem();
        await press('Enter');
      },
      keys: () => retype('Said otherwise'),
      mouse: async () => {
        await page.getByLabel('Title', { exact: true }).fill('Said otherwise');
        await page.locator('[data-action]').nth(1).click();
      },
      changes: ['actionItems.title'],
      unchanged: async () => {
        await item('Said otherwise').click();
        await press('Enter');
        await press('Enter');
      },
    },
    {
      of: 'an action item gets an owner',
      form: 'ActionInspector',
      from: chosenItem,
      keys: async () => {
        await page.getByRole('combobox', { name: 'Owner' }).focus();
        await press('Control+a');
        await type('Somebody el');
        await press('Enter');
      },
      mouse: async () => {
        await page.getByRole('combobox', { name: 'Owner' }).fill('Tom');
        await page.locator('[role=option]').first().click();
      },
      changes: ['actionItems.owner'],
    },
    {
      of: 'an action item is due on a day',
      form: 'ActionInspector',
      from: chosenItem,
      keys: async () => {
        await page.getByLabel('Due', { exact: true }).focus();
        await retype('24 Dec 2026');
      },
      mouse: async () => {
        await page.getByLabel('Due', { exact: true }).fill('2026-12-24');
        await page.locator('[data-action]').nth(1).click();
      },
      changes: ['actionItems.due'],
      shows: () => item('due 24 Dec').waitFor(),
    },
    { of: 'actions.delete', from: chosenItem, changes: ['-actionItems'], focus: '[data-action]' },
    { of: 'actions.next', from: chosenItem, mouse: null, focus: '[data-action]' },
    { of: 'actions.previous', from: chosenItem, mouse: null, focus: '[data-action]' },
    {
      of: 'actions.up',
      from: () => page.locator('section', { hasText: 'Do now' }).locator('[data-action]').nth(1).click(),
      changes: ['actionItems order'],
      focus: '[data-action]',
    },
    {
      of: 'actions.down',
      from: () => page.locator('section', { hasText: 'Do now' }).locator('[data-action]').first().click(),
      changes: ['actionItems order'],
      focus: '[data-action]',
    },
  ].map((act) => ({ room: 'Actions', ...act }) satisfies Act);

  const note = page.getByPlaceholder('Who said what, what comes up');
  const chosenNote = () => page.locator('[data-note]').first().click();
  const openNote = () => page.locator('[data-note]').filter({ hasText: 'Who told the shops' }).click();
  const leftOver = () =>
    page.getByRole('list', { name: 'Still open' }).getByRole('button', { name: 'answered' });
  const transcript = (name: string) =>
    `WEBVTT\n\n00:00:05.000 --> 00:00:09.000\n<v ${name}>The first failed insert is where it begins.</v>\n\n00:02:05.000 --> 00:02:09.000\n<v ${name}>Nobody looked at the sequence.</v>\n`;
  /** Chooses what was said first, of a transcript that is brought in where there is none. */
  const chosenCue = async () => {
    const cue = page.locator('[data-cue]').first();
    if ((await cue.count()) === 0) await session.pasteText(transcript('Dana Okafor'));
    await cue.click();
  };
  const people = page.locator('aside');
  const spoken = people.getByRole('button', { name: /has spoken$/ });

  const debrief: Act[] = [
    { of: 'debrief.note', focus: '#debrief-note' },
    ...['action', 'question', 'quote', 'correction', 'decision', 'factor'].map((kind): Act => ({
      of: `debrief.note-${kind}`,
      focus: '#debrief-note',
      after: async () => {
        await press('Backspace');
        await press('Escape');
      },
    })),
    {
      of: 'a note is taken',
      form: 'NoteField',
      from: () => note.focus(),
      keys: async () => {
        await type('Who told customers');
        await press('Enter');
        await press('Enter');
      },
      mouse: async () => {
        await note.click();
        await type('Who told customers');
        await press('Enter');
      },
      changes: ['+debrief.notes'],
      focus: '#debrief-note',
    },
    {
      of: 'a note is deleted',
      keys: () => button('Delete this note').first().press('Enter'),
      mouse: async () => {
        await page
          .getByRole('listitem')
          .filter({ has: button('Delete this note') })
          .first()
          .hover();
        await click('Delete this note');
      },
      changes: ['-debrief.notes'],
    },
    {
      of: 'a participant has spoken',
      keys: () => spoken.first().press('Enter'),
      mouse: () => spoken.first().click(),
      changes: ['participants.hasSpoken'],
    },
    {
      of: 'debrief.edit-note',
      from: chosenNote,
      shows: opened('Note'),
      focus: 'textarea',
      after: () => press('Escape'),
    },
    {
      of: 'a note is edited',
      form: 'NoteDialog',
      from: async () => {
        await chosenNote();
        await press('F2');
        await dialog('Note').waitFor();
      },
      keys: () => retype('Said otherwise'),
      mouse: async () => {
        await dialog('Note').getByLabel('Words').fill('Said otherwise');
        await click('Save');
      },
      changes: ['debrief.notes.text'],
      focus: '[data-note]',
      unchanged: async () => {
        await page.locator('[data-note]').first().click();
        await press('Enter');
        await press('Enter');
        await gone(dialog('Note'));
      },
    },
    {
      of: 'the kind of a note is chosen',
      form: 'NoteDialog',
      from: async () => {
        await page
          .getByRole('listitem')
          .filter({ has: button('Edit this note') })
          .first()
          .hover();
        await click('Edit this note');
      },
      keys: async () => {
        await choose(dialog('Note').getByLabel('Kind'), 'correction');
        await dialog('Note').getByLabel('Words').press('Enter');
      },
      mouse: async () => {
        await choose(dialog('Note').getByLabel('Kind'), 'correction');
        await click('Save');
      },
      changes: ['debrief.notes.kind'],
    },
    {
      of: 'debrief.make-action',
      from: chosenNote,
      changes: ['+actionItems', 'debrief.notes.kind'],
      focus: '[data-note]',
    },
    { of: 'debrief.settle-note', from: openNote, changes: ['debrief.notes.settled'], focus: '[data-note]' },
    {
      of: 'what is left of the debrief is settled',
      keys: () => leftOver().press('Enter'),
      mouse: () => leftOver().click(),
      changes: ['debrief.notes.settled'],
    },
    { of: 'debrief.delete-note', from: chosenNote, changes: ['-debrief.notes'], focus: '[data-note]' },
    { of: 'debrief.next-note', from: chosenNote, mouse: null, focus: '[data-note]' },
    { of: 'debrief.previous-note', from: chosenNote, mouse: null, focus: '[data-note]' },
    { of: 'debrief.add-person', shows: opened('Somebody new') },
    {
      of: 'a participant is added',
      form: 'PersonDialog',
      from: () => press('p'),
      keys: () => retype('Noor'),
      mouse: async () => {
        await page.getByLabel('Name', { exact: true }).fill('Noor');
        await page.getByRole('checkbox').first().check();
        await click('Save');
      },
      changes: ['+participants'],
    },
    {
      of: 'a participant is called otherwise',
      form: 'PersonDialog',
      from: () => people.getByRole('button', { name: /^Edit/ }).first().press('Enter'),
      keys: () => retype('Noor'),
      mouse: async () => {
        await page.getByLabel('Name', { exact: true }).fill('Noor');
        await click('Save');
      },
      changes: ['participants.name'],
      unchanged: async () => {
        await stage.reset();
        await people.getByRole('button', { name: 'Edit Noor' }).press('Enter');
        await press('Enter');
        await gone(page.locator('dialog[open]'));
      },
    },
    {
      of: 'a participant is removed',
      from: () => people.getByRole('button', { name: /^Edit/ }).first().press('Enter'),
      keys: () => button('Remove').press('Enter'),
      mouse: () => click('Remove'),
      changes: ['-participants'],
    },
    {
      of: 'debrief.add-transcript',
      from: async () => {
        const folder = `${session.folder}/choose`;
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder);
        writeFileSync(`${folder}/said.vtt`, transcript('Ines Roth'));
        await stage.idle();
      },
      keys: () => stage.choose('Add a transcript of a recording…'),
      mouse: null,
      changes: ['debrief.recorded', '+evidence'],
      shows: () => page.locator('[data-cue]').first().waitFor(),
    },
    {
      of: 'debrief.transcript',
      from: chosenCue,
      shows: () => gone(page.locator('[data-cue]')),
      after: () => press('c'),
    },
    { of: 'debrief.quote-cue', from: chosenCue, changes: ['+debrief.notes'] },
    {
      of: 'what was said is found',
      form: 'Transcript',
      from: chosenCue,
      keys: async () => {
        await page.getByRole('searchbox', { name: 'Find what was said' }).focus();
        await type('sequence');
      },
      mouse: () => page.getByRole('searchbox', { name: 'Find what was said' }).fill('sequence'),
      shows: () => page.getByText(/^\d+ cues? with these words$/).waitFor(),
      after: () => page.getByRole('searchbox', { name: 'Find what was said' }).fill(''),
    },
    {
      of: 'a note is made of what was said',
      from: chosenCue,
      keys: async () => {
        await button('Acts on what was said').press('Enter');
        await page.getByRole('menuitem', { name: 'Make a question of it' }).press('Enter');
      },
      mouse: async () => {
        await click('Acts on what was said');
        await page.getByRole('menuitem', { name: 'Make a question of it' }).click();
      },
      changes: ['+debrief.notes'],
    },
    {
      of: 'debrief.quote-into',
      from: chosenCue,
      shows: opened('Quote in a section'),
      after: () => press('Escape'),
    },
    {
      of: 'what was said is quoted in a section',
      form: 'QuoteDialog',
      from: async () => {
        await chosenCue();
        await press('s');
        await dialog('Quote in a section').waitFor();
      },
      keys: async () => {
        await type('went well');
        await press('Enter');
      },
      mouse: () => page.getByRole('option', { name: 'What went well' }).click(),
      changes: ['sections.body'],
    },
    {
      of: 'debrief.align-cue',
      from: async () => {
        await chosenNote();
        await page.locator('[data-cue]').last().click();
      },
      changes: ['debrief.recorded'],
    },
  ].map((act) => ({ room: 'Debrief', ...act }) satisfies Act);

  return [...everywhere, ...timeline, ...document_, ...actions, ...debrief, ...questionActs(stage, range)];
}

export const example = 'Orders stop saving: integer key exhausted, third time';

/** The tables of the document, by the names of their blocks. */
const tables = [
  ['impact', 'Impact'],
  ['assumptions', 'Assumptions'],
  ['claims', 'Claims'],
  ['learnings', 'Learnings'],
  ['views', 'Other ways to see it'],
  ['appreciations', 'Appreciations'],
  ['outcomes', 'What it made possible'],
  ['glossary', 'Glossary'],
  ['references', 'References'],
  ['seen-before', 'Seen before'],
] as const;
