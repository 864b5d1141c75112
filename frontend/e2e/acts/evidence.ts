import { hands } from './hands';
import type { Act, Stage } from './stage';
import { choose } from '../choose';

/** What is done with sources, entries and pictures. */
export function evidenceActs(stage: Stage): Act[] {
  const { page, session } = stage;
  const { type, press, dialog, opened, button, click, menu, retype, gone } = hands(stage);

  const source = (label: string) => page.locator('[data-source]').filter({ hasText: label });
  const about = dialog('About this source');
  /** An entry of the log that no event cites. */
  const chosenEntry = () =>
    page.locator('[role=row][aria-selected]').filter({ hasNotText: 'on timeline' }).nth(3).click();
  const ofRouter = () =>
    page.locator('[role=row][aria-selected]').filter({ hasText: 'router' }).first().click();
  const describe = (item: string) => async () => {
    await menu(/^More about router/, item);
    await about.waitFor();
  };

  /** A field of a source: by keys it is typed over, by the pointer it is filled in and saved. */
  const described = (field: string, label: string, words: string, change: string): Act => ({
    of: `the ${label.toLowerCase()} of a source is given`,
    form: 'SourceDialog',
    from: describe(field),
    keys: () => retype(words),
    mouse: async () => {
      await about.getByLabel(label, { exact: true }).fill(words);
      await about.getByRole('button', { name: 'Save' }).click();
      await gone(about);
    },
    changes: [change],
  });

  /** What is chosen, or looked at, is added to an event that is picked. */
  const addedToEvent = (what: string, from: () => Promise<void>): Act => ({
    of: `${what} is added to an event`,
    form: 'EventPicker',
    from: async () => {
      await from();
      await press('Shift+T');
      await dialog('Add to an event').waitFor();
    },
    keys: async () => {
      await type('Deploy');
      await press('Enter');
    },
    mouse: () =>
      dialog('Add to an event')
        .getByRole('option', { name: /Deploy/ })
        .click(),
    changes: ['events.citations'],
  });

  const entries: Act[] = [
    {
      of: 'evidence.promote',
      from: chosenEntry,
      mouse: () => click(/^Add to timeline/),
      changes: ['+events'],
    },
    {
      of: 'an entry is put on the timeline under another title',
      form: 'EntryInspector',
      from: chosenEntry,
      keys: async () => {
        await page.getByLabel('Title of the event').focus();
        await retype('Called by hand');
      },
      mouse: async () => {
        await page.getByLabel('Title of the event').fill('Called by hand');
        await click(/^Add to timeline/);
      },
      changes: ['+events'],
    },
    { of: 'evidence.add-to-event', from: chosenEntry, shows: opened('Add to an event') },
    addedToEvent('an entry', chosenEntry),
    described('Rename…', 'Name', 'The router', 'evidence.label'),
    described('Caption…', 'Caption', 'What came in', 'evidence.caption'),
    described('Zone…', 'Zone', '+02:00', 'evidence.zone'),
    described('Reference date…', 'Reference date', '2025-11-15 12:00:00', 'evidence.reference'),
    {
      ...described('Clock skew…', 'Clock skew', '+90 s', 'evidence.skew'),
      // The events that cite its entries move with them.
      changes: ['events order', 'events.at.at', 'events.end.at', 'evidence.skew'],
    },
    {
      of: 'a source is confirmed as it was',
      form: 'SourceDialog',
      from: describe('Rename…'),
      keys: async () => {
        await press('Enter');
        await gone(about);
      },
      mouse: async () => {
        await about.getByRole('button', { name: 'Save' }).click();
        await gone(about);
      },
    },
    {
      of: 'evidence.read-as',
      from: ofRouter,
      keys: () => stage.choose('Read the source as a log…'),
      shows: () => about.waitFor(),
    },
    {
      of: 'a source is read otherwise',
      form: 'SourceDialog',
      from: describe('Read as…'),
      keys: async () => {
        await choose(about.getByLabel('Read as'), { label: 'Plain text' });
        await about.getByLabel('Name', { exact: true }).press('Enter');
      },
      mouse: async () => {
        await choose(about.getByLabel('Read as'), { label: 'Plain text' });
        await about.getByRole('button', { name: 'Save' }).click();
      },
      changes: ['evidence.kind', 'evidence.format'],
    },
    {
      of: 'evidence.plain-text',
      from: ofRouter,
      keys: () => stage.choose('Keep the source as plain text'),
      mouse: () => menu(/^More about router/, 'Keep as plain text'),
      changes: ['evidence.kind', 'evidence.format'],
    },
    {
      of: 'a source is removed',
      keys: () => source('router').press('Delete'),
      mouse: () => menu(/^More about router/, 'Remove'),
      changes: ['events.citations', '-evidence'],
    },
    // Before a conversation is pasted, whose day is asked for first.
    {
      of: 'a question about a source is answered',
      form: 'Questions',
      from: async () => {
        if ((await source('Pasted').count()) === 0)
          await session.pasteText(
            '2025-11-14 10:02:03 worker: gave up\n2025-11-14 10:02:04 worker: stopped\n'.repeat(4),
          );
        await page.getByRole('region', { name: /^A question about/ }).waitFor();
      },
      keys: () =>
        page
          .getByRole('region', { name: /^A question about/ })
          .getByRole('button', { name: 'UTC' })
          .press('Enter'),
      mouse: () =>
        page
          .getByRole('region', { name: /^A question about/ })
          .getByRole('button', { name: 'UTC' })
          .click(),
      changes: ['evidence.zone'],
    },
    {
      of: 'evidence.take-log',
      from: async () => {
        if ((await page.getByText('look at this').count()) === 0)
          await session.pasteText(
            'Dana Kim\n  10:32 AM\nlook at this:\n2025-11-14T10:02:03Z worker: gave up\n2025-11-14T10:02:04Z worker: stopped\nLee Ortiz\n  10:33 AM\nok\n',
          );
        await page.locator('[role=row][aria-selected]').filter({ hasText: 'look at this' }).click();
      },
      mouse: () => click(/^Add the log in it as a source/),
      changes: ['+evidence'],
    },
    {
      of: 'evidence.seen',
      from: async () => {
        if ((await page.getByText('pump').count()) === 0 && (await page.getByText('new 1').count()) === 0) {
          const lines = [1, 2, 3].map((n) => `2025-11-14T09:0${String(n)}:00Z pump ${String(n)} started\n`);
          await session.pasteText(lines.join(''));
          await page.getByText('log, 3 entries').waitFor();
          await session.pasteText(`${lines.join('')}2025-11-14T09:04:00Z pump 4 started\n`);
        }
        await page.getByText('new 1').waitFor();
        if ((await button('Looked at').count()) === 0) await press('u');
        await page.getByText('pump 4 started').first().waitFor();
      },
      mouse: () => click(/^Looked at/),
      changes: ['evidence.seenLines'],
    },
  ];

  const charts = page.getByRole('region', { name: 'Charts' });
  const drawing = page.getByRole('main').locator('svg.drawing');
  const plot = page.getByRole('slider', { name: 'Time on the chart' });
  const entriesAgain = async () => {
    if ((await drawing.count()) > 0) await press('Escape');
    await drawing.waitFor({ state: 'detached' });
  };
  const tried = async () => {
    await entriesAgain();
    await press('g');
    await drawing.waitFor();
  };
  const kept = async () => {
    await entriesAgain();
    await charts.getByRole('button', { name: /Failed orders/ }).click();
    await drawing.waitFor();
  };
  /** A stretch from the tenth bucket on. */
  const stretch = async () => {
    await kept();
    await plot.focus();
    await press('Home');
    for (let step = 0; step < 10; step += 1) await press('ArrowRight');
    for (let step = 0; step < 4; step += 1) await press('Shift+ArrowRight');
    await page.getByText(/ chosen/).waitFor();
  };
  const charted: Act[] = [
    {
      of: 'evidence.chart-keep',
      from: tried,
      keys: () => button('Keep chart').press('Enter'),
      mouse: () => click('Keep chart'),
      changes: ['+evidence'],
    },
    {
      of: 'evidence.chart-promote',
      from: stretch,
      mouse: () => click(/^Add to timeline/),
      changes: ['+events'],
    },
    {
      of: 'the buckets of a chart are made longer',
      form: 'ChartView',
      from: kept,
      keys: () => choose(page.getByLabel('How long a bucket is'), { label: 'Every 10 min' }),
      mouse: () => choose(page.getByLabel('How long a bucket is'), { label: 'Every 10 min' }),
      changes: ['evidence.chart.every'],
    },
    {
      of: 'a series of a chart is given another statistic',
      form: 'ChartInspector',
      from: kept,
      keys: () => choose(page.getByLabel('Statistic of series 1'), 'p99'),
      mouse: () => choose(page.getByLabel('Statistic of series 1'), 'p99'),
      changes: ['evidence.chart.series'],
    },
    { of: 'a chart is left again', from: kept, keys: entriesAgain, mouse: () => click(/^Close/) },
  ];

  const pane = page.getByRole('application');
  const showPicture = async () => {
    await source('Error rate').click();
    await page.getByRole('row', { selected: true }).getByRole('img').waitFor();
  };
  const time = page.getByLabel('Time the picture shows, in UTC');
  const caption = page.getByRole('textbox', { name: 'Caption' });
  const open = async () => {
    await showPicture();
    await page.getByRole('grid').focus();
    await press('o');
    await pane.locator('img').waitFor();
  };
  const chosenMark = async () => {
    await open();
    if ((await button(/^Choose /).count()) === 0) {
      await press('b');
      await press('Enter');
    }
    await click(/^Choose /);
    await pane.focus();
  };
  /** Draws from the middle on. */
  const drag = async () => {
    const box = await pane.locator('img').boundingBox();
    if (!box) throw new Error('the picture is not shown');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 60, y + 40);
    await page.mouse.move(x + 90, y + 60);
    await page.mouse.up();
  };
  const drawn = (what: string, keys: string): Act => ({
    of: `a ${what} is drawn`,
    from: async () => {
      await open();
      await press(keys);
    },
    keys: () => press('Enter'),
    mouse: drag,
    changes: ['evidence.regions'],
    stands: true,
  });
  const nudges: Act[] = ['left', 'right', 'up', 'down'].flatMap((way) => {
    const key = `Arrow${way.charAt(0).toUpperCase()}${way.slice(1)}`;
    return [
      { of: `picture.move-${way}`, keys: () => press(key) },
      { of: `picture.resize-${way}`, keys: () => press(`Shift+${key}`) },
    ].map((act): Act => ({
      ...act,
      from: chosenMark,
      mouse: null,
      changes: ['evidence.regions'],
      stands: true,
    }));
  });

  const pictures: Act[] = [
    {
      of: 'the time of a picture is given',
      form: 'ShownTime',
      from: showPicture,
      keys: async () => {
        await time.focus();
        await retype('2025-11-14 10:20');
      },
      mouse: async () => {
        await time.fill('2025-11-14 10:20');
        await caption.click();
      },
      changes: ['evidence.shownAt.at'],
      unchanged: async () => {
        await time.focus();
        await press('Enter');
        await press('Tab');
      },
    },
    {
      of: 'a picture gets a caption',
      form: 'PictureCaption',
      from: showPicture,
      keys: async () => {
        await caption.focus();
        await press('Control+a');
        await type('Called otherwise');
        await press('Tab');
      },
      mouse: async () => {
        await caption.fill('Called otherwise');
        await time.click();
      },
      changes: ['evidence.caption'],
      unchanged: async () => {
        await caption.focus();
        await press('Tab');
      },
    },
    { of: 'evidence.picture', from: showPicture, shows: () => pane.waitFor() },
    ...[
      ['place to cite', 'c'],
      ['box', 'b'],
      ['arrow', 'a'],
      ['blackout', 'x'],
    ].map(([what = '', keys = '']) => drawn(what, keys)),
    { ...drawn('mark', 'b'), of: 'picture.draw', mouse: null },
    {
      of: 'picture.remove',
      from: chosenMark,
      keys: () => press('Delete'),
      mouse: () => click(/^Remove /),
      changes: ['evidence.regions'],
      stands: true,
    },
    ...nudges,
    {
      of: 'a mark gets words',
      form: 'PictureMarks',
      from: chosenMark,
      keys: async () => {
        await press('Enter');
        await retype('It climbs');
      },
      mouse: async () => {
        await page
          .getByLabel(/^Words for/)
          .first()
          .fill('It climbs');
        await pane.click({ position: { x: 5, y: 5 } });
      },
      changes: ['evidence.regions'],
      stands: true,
    },
    {
      of: 'picture.promote',
      from: open,
      keys: () => press('t'),
      mouse: () =>
        dialog(/./)
          .getByRole('button', { name: /^Add to timeline/ })
          .click(),
      changes: ['+events'],
      stands: true,
    },
    {
      of: 'picture.add-to-event',
      from: open,
      keys: () => press('Shift+T'),
      mouse: null,
      shows: opened('Add to an event'),
    },
    { ...addedToEvent('a picture', open), stands: true },
  ];

  return [...entries, ...charted, ...pictures].map((act) => ({ room: 'Evidence', ...act }) satisfies Act);
}
