import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Stage } from './acts/stage';
import { writtenActs } from './acts/rooms';
import { root } from './paths';
import { rooms } from './session';

/**
 * What a person can do, done once by keys and once by the pointer over the real
 * backend, each act one revision that undo takes back byte for byte. The list
 * comes from the app's own registry and from the views that have fields: what has
 * no case here, and is not told below where else it is done, fails.
 */
const stage = await Stage.open();
stage.session.attend();

const acts = writtenActs(stage);

/** Commands of rooms whose acts have a story of their own, by the beginning of their ids. */
const commandsElsewhere: Record<string, string> = {
  'evidence.': 'viewer, sources, undo',
  'picture.': 'pictures, undo',
  'history.': 'history, dialogs',
  'library.': 'library, roundtrip',
  'share.': 'story, roundtrip',
  'merging.': 'roundtrip, dialogs',
  'debrief.start': 'the window',
  'debrief.end': 'the window',
};

/** The same for views with fields. */
const formsElsewhere: Record<string, string> = {
  ActorPicker: 'viewer',
  BringBackDialog: 'roundtrip',
  ConflictsDialog: 'dialogs',
  EntryInspector: 'viewer',
  EventPicker: 'pictures',
  FilterBar: 'viewer',
  FindBar: 'viewer',
  FindText: 'history',
  History: 'history',
  NewDialog: 'library',
  PictureCaption: 'pictures',
  PictureMarks: 'pictures',
  PictureSwipe: 'dialogs',
  Plan: 'the window',
  ReportDialog: 'roundtrip',
  RevisionRow: 'history',
  Settings: 'library',
  Sharing: 'story',
  ShownTime: 'pictures',
  SourceDialog: 'sources',
  Targets: 'story',
};

describe.each(acts)('$of', (act) => {
  test('by keys', () => stage.perform(act, 'keys'));
  test.skipIf(act.mouse === null)('by the pointer', () => stage.perform(act, 'mouse'));
});

/** Undo and Redo follow every act above. */
const walked = ['retrospective.undo', 'retrospective.redo'];

test('every command has its case', async () => {
  for (const room of rooms) {
    await stage.session.enter(room);
    await stage.registered();
  }
  const done = [...acts.map(({ of }) => of), ...walked];
  const missing = [...stage.seen.keys()].filter(
    (id) => !done.includes(id) && !Object.keys(commandsElsewhere).some((begin) => id.startsWith(begin)),
  );
  expect(missing).toEqual([]);
});

test('every view with fields has its case', () => {
  const folder = `${root}/frontend/src`;
  const views = ['features', 'views'].flatMap((part) =>
    readdirSync(`${folder}/${part}`, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.svelte'))
      .map((path) => `${folder}/${part}/${path}`),
  );
  const fields = /<(form|FormDialog|input|textarea|Combobox|PickList|Select)\b/;
  const withFields = views.filter((path) => fields.test(readFileSync(path, 'utf8')));
  const done = [...acts.map(({ form }) => form), ...Object.keys(formsElsewhere)];
  const missing = withFields
    .map((path) => /(\w+)\.svelte$/.exec(path)?.[1] ?? path)
    .filter((name) => !done.includes(name));
  expect(missing).toEqual([]);
});
