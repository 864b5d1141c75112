import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { root } from '../paths';
import { rooms } from '../session';
import { evidenceActs } from './evidence';
import { exchangeActs, libraryActs, meetingActs } from './exchange';
import { writtenActs } from './rooms';
import { Stage, type Act } from './stage';

/** The acts by where they are done; each part is a spec of its own, so that they run at the same time. */
function parts(stage: Stage) {
  return {
    rooms: writtenActs(stage),
    evidence: evidenceActs(stage),
    exchange: exchangeActs(stage),
    meeting: meetingActs(stage),
    library: libraryActs(stage),
  };
}

/** Undo and Redo follow every act that changes something. */
const walked = ['retrospective.undo', 'retrospective.redo', 'picture.undo', 'picture.redo'];

/**
 * Commands that only look, each by itself: a new one is done above, or is named
 * here with what there is to be seen of it.
 */
const onlyLook: Record<string, string> = {
  'app.theme': 'shows the window light or dark',
  'document.find': 'opens the fields to find in',
  'document.focus': 'fades all but what is written',
  'document.typewriter': 'keeps the line in the middle',
  'document.find-close': 'closes the fields to find in',
  'document.find-next': 'goes to the next place that was found',
  'document.find-previous': 'goes to the place that was found before',
  'library.export': 'writes files',
  'document.threads': 'goes to where a deeper factor is linked',
  'document.private': 'goes to the field for private notes',
  'document.misspelt': 'goes to the next word that may be misspelt',
  'debrief.beside': 'shows what was said beside the notes of the meeting',
  'debrief.next-event': 'shows the next event in the meeting',
  'debrief.previous-event': 'shows the event before in the meeting',
  'evidence.actor': 'filters by who wrote',
  'evidence.around': 'shows what stands around what is cited',
  'evidence.bytes': 'shows the bytes of an entry',
  'evidence.chart': 'shows a chart, which is kept only when it is asked for',
  'evidence.chart-close': 'goes back to the entries',
  'evidence.chart-embed': 'copies words for the document',
  'evidence.chart-save': 'writes a file',
  'evidence.cite': 'copies words for the document',
  'evidence.clear': 'takes the filters away',
  'evidence.errors': 'filters by level',
  'evidence.filter': 'goes to the filter',
  'evidence.find': 'opens the field to find in',
  'evidence.find-next': 'goes to the next match',
  'evidence.find-previous': 'goes to the match before',
  'evidence.fold': 'folds lines that repeat',
  'evidence.link': 'copies a link for any text',
  'evidence.next': 'goes to the next entry',
  'evidence.previous': 'goes to the entry before',
  'evidence.resume-search': 'goes on filtering',
  'evidence.threads': 'puts replies below what they answer',
  'evidence.show-new': 'filters by what is new',
  'evidence.show-all': 'filters by what is used',
  'evidence.show-inbox': 'filters by what is not used',
  'evidence.show-used': 'filters by what is used',
  'evidence.stop-search': 'stops filtering',
  'history.beside': 'shows texts side by side',
  'history.copy': 'copies a change as words',
  'history.find': 'goes to the field to find in',
  'history.next': 'goes to the next change',
  'history.only-changes': 'hides what did not change',
  'history.previous': 'goes to the change before',
  'history.report': 'opens a report to copy or save',
  'library.filter': 'goes to the filter',
  'picture.fit': 'zooms',
  'picture.leave': 'lets go, then closes',
  'picture.original-size': 'zooms',
  'picture.tool-arrow': 'takes a tool, which draws nothing yet',
  'picture.tool-blackout': 'takes a tool, which draws nothing yet',
  'picture.tool-box': 'takes a tool, which draws nothing yet',
  'picture.tool-cite': 'takes a tool, which draws nothing yet',
  'picture.tool-hand': 'takes a tool, which moves the picture',
  'picture.tool-select': 'takes a tool, which chooses marks',
  'picture.zoom-in': 'zooms',
  'picture.zoom-out': 'zooms',
  'timeline.save-dark': 'writes a file',
  'timeline.save-light': 'writes a file',
  'share.next': 'goes to the next target',
  'share.previous': 'goes to the target before',
};

/** The same for views with fields. */
const fieldsThatLook: Record<string, string> = {
  ActorPicker: 'finds who wrote',
  FilterBar: 'filters the entries',
  FilterRow: 'filters the events',
  FindText: 'finds in the history',
  History: 'chooses how changes are shown',
  Library: 'filters the retrospectives',
  PictureSwipe: 'slides between two pictures',
  ReportDialog: 'chooses for whom a report is',
  RevisionRow: 'chooses what is compared',
  SendDialog: 'chooses for whom questions are',
  Sharing: 'chooses how a page is shown',
  Targets: 'chooses for whom a page is',
  WordingSettings: 'is part of the settings, which are saved as one',
};

/**
 * What a person can do, done once by keys and once by the pointer over the real
 * backend, each act one revision that undo takes back byte for byte. The list
 * comes from the app's own registry and from the views that have fields: what has
 * no case in any part, and is not named above as only looking, fails.
 */
export async function perform(part: keyof ReturnType<typeof parts>): Promise<void> {
  const stage = await Stage.open();
  stage.session.attend();
  const all = parts(stage);

  const each = (acts: readonly Act[]) => {
    describe.each(acts)('$of', (act) => {
      test('by keys', () => stage.perform(act, 'keys'));
      test.skipIf(act.mouse === null)('by the pointer', () => stage.perform(act, 'mouse'));
    });
  };

  if (part === 'library') {
    describe.each(all.library)('$of', (act) => {
      test.each(['keys', 'mouse'] as const)('by %s', (way) => stage.performInLibrary(act, way));
    });
  } else if (part === 'meeting') {
    describe('in a retrospective that was just begun', () => {
      test('there it is', () => stage.begin('A debrief to hold'));
      each(all.meeting);
    });
  } else {
    each(all[part]);
  }

  test('every command has its case', async () => {
    await stage.registered();
    for (const room of part === 'library' ? [] : rooms) {
      await stage.session.enter(room);
      await stage.registered();
    }
    const done = [...Object.values(all).flatMap((acts) => acts.map(({ of }) => of)), ...walked];
    const missing = [...stage.seen.keys()].filter((id) => !done.includes(id) && !(id in onlyLook));
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
    const done = [
      ...Object.values(all).flatMap((acts) => acts.map(({ form }) => form)),
      ...Object.keys(fieldsThatLook),
    ];
    const missing = withFields
      .map((path) => /(\w+)\.svelte$/.exec(path)?.[1] ?? path)
      .filter((name) => !done.includes(name));
    expect(missing).toEqual([]);
  });
}
