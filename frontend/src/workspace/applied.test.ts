import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it, vi } from 'vitest';
import type { Backend } from '../backend/backend';
import type { Edited } from '../backend/types';
import { openExample } from '../testing/workspace';

const said = (name: string) =>
  `WEBVTT\n\n00:00:05.000 --> 00:00:09.000\n<v ${name}>The disk was full at ten.</v>\n`;

type Answer = Edited | { edited: Edited } | null;

/** Every act that changes a retrospective, in an order in which each of them changes something. */
function actsOf(backend: Backend, workspace: Awaited<ReturnType<typeof openExample>>['workspace']) {
  const { id } = workspace;
  const now = () => workspace.content;
  const log = () => now().evidence.find(({ kind }) => kind === 'log')!;
  const picture = () => now().evidence.find(({ kind }) => kind === 'screenshot')!;
  const wentWell = () => now().sections.find(({ heading }) => heading === 'What went well')!;
  const plannedAgain = async () => {
    const revisions = await backend.history.revisions(id);
    return revisions.find(({ name }) => name === 'Agenda sent')!.id;
  };
  const first = now().actionItems[0]!;
  let page = '';
  let folder = '';
  // Its answer leaves out the text, which whoever writes has. It is edited on an exported page as well.
  const write = async () => {
    const saved = await backend.sharing.save(id, 'markdown');
    folder = dirname(saved);
    page = readFileSync(saved, 'utf8').replace('Support told us', 'Support told everybody');
    const { id: section, body } = wentWell();
    workspace.editBody(section, body.replace('Support told us', 'Support told me'));
    await workspace.flush();
  };

  const note = (text: string) => () =>
    backend.document.addPrivateNote(id, { id: '', text, at: '2026-03-15T10:00:00Z' });
  const error = () => ({ id: '', rule: 'human-error', noun: 'section' as const, of: wentWell().id });

  // It needs a note of its own.
  const promote = async () => {
    await workspace.change(note('And this'));
    const [{ id: added }, { id: section }] = [now().private![0]!, now().sections[0]!];
    await workspace.change(() => backend.document.promotePrivateNote(id, added, section));
  };

  // It needs a source that has grown.
  const lookAtNew = async () => {
    const lines = [0, 1, 2, 3, 4].map((second) => `2025-11-14T10:00:0${String(second)}Z line\n`);
    for (const count of [3, 5])
      await workspace.change(() => backend.evidence.paste(id, lines.slice(0, count).join(''), 'grows.log'));
    const grown = now().evidence.find(({ seenLines }) => seenLines !== undefined)!;
    await workspace.change(() => backend.evidence.lookAtNew(id, [grown.id]));
  };

  const acts: Record<string, () => Promise<Answer>> = {
    'library.rename': () => backend.library.rename(id, 'Renamed'),
    'library.setZones': () => backend.library.setZones(id, ['UTC', 'Asia/Tokyo']),
    'evidence.paste': () =>
      backend.evidence.paste(
        id,
        'Dana\n  10:02 AM\n2025-11-14T10:00:00Z one\n2025-11-14T10:00:01Z two\nLee\n  10:03 AM\nok\n',
        'a.txt',
      ),
    'evidence.takeLog': () => backend.evidence.takeLog(id, now().evidence.at(-1)!.id, 1),
    'evidence.choose': async () => {
      mkdirSync(`${folder}/choose`);
      writeFileSync(`${folder}/choose/b.log`, '2025-11-14T10:00:02Z three\n');
      return backend.evidence.choose(id);
    },
    'evidence.update': () =>
      backend.evidence.update(id, { ...log(), label: 'Described', skew: 60_000_000_000 }),
    'evidence.annotate': () =>
      backend.evidence.annotate(id, picture().id, [
        { kind: 'cite', x: 0.25, y: 0.25, width: 0.5, height: 0.5 },
      ]),
    'evidence.remove': () => backend.evidence.remove(id, now().evidence.at(-1)!.id),
    'timeline.promote': () =>
      backend.timeline.promote(id, [{ evidence: log().id, fromLine: 2, toLine: 3 }], '', '', false),
    'timeline.addEvent': () =>
      backend.timeline.addEvent(id, { ...now().events[3]!, id: '', title: 'Another' }),
    'timeline.swapEvent': () => backend.timeline.swapEvent(id, now().events[3]!.id, 1),
    'timeline.updateEvent': () =>
      backend.timeline.updateEvent(id, { ...now().events[0]!, at: now().events.at(-1)!.at }),
    'timeline.changeKinds': () =>
      backend.timeline.changeKinds(id, [now().events[1]!.id, now().events[2]!.id], 'decision'),
    'timeline.moveEvent': () =>
      backend.timeline.moveEvent(id, now().events[1]!.id, 'end', '2025-11-14T10:30:00Z'),
    'timeline.sitRepToSection': () =>
      backend.timeline.sitRepToSection(id, now().events[0]!.id, now().sections[0]!.id),
    'timeline.moveInto': () => backend.timeline.moveInto(id, [now().events[1]!.id], now().events[0]!.id),
    'timeline.shiftEvents': () =>
      backend.timeline.shiftEvents(id, [now().events[1]!.id, now().events[4]!.id], '5 min'),
    'timeline.mergeEvents': () =>
      backend.timeline.mergeEvents(id, [now().events[4]!.id, now().events[5]!.id]),
    'timeline.removeEvents': () =>
      backend.timeline.removeEvents(id, [now().events[4]!.id, now().events[5]!.id]),
    'timeline.removeEvent': () => backend.timeline.removeEvent(id, now().events[2]!.id),
    'document.updateSection': () =>
      backend.document.updateSection(id, { ...now().sections[0]!, heading: 'Reheaded' }),
    'document.addSection': () =>
      backend.document.addSection(
        id,
        { id: '', heading: 'New', prompt: '', body: '' },
        now().sections[2]!.id,
      ),
    'document.hideSection': () => backend.document.hideSection(id, now().sections[4]!.id, true),
    'document.moveSection': () => backend.document.moveSection(id, now().sections[3]!.id, 0),
    'document.addPrivateNote': note('It was known'),
    'document.updatePrivateNote': () =>
      backend.document.updatePrivateNote(id, now().private![0]!.id, 'It was known for weeks'),
    'document.removePrivateNote': () => backend.document.removePrivateNote(id, now().private![0]!.id),
    'document.digDeeper': () =>
      backend.document.digDeeper(id, { ...error(), quote: 'human error' }, 'No alert'),
    'document.letStand': () =>
      backend.document.letStand(id, { ...error(), quote: 'operator error', reason: 'It is a quotation' }),
    'document.reopen': () => backend.document.reopen(id, now().verdicts![0]!.id),
    'document.addSeenBefore': async () => {
      const earlier = await backend.library.create('An earlier one', '');
      return backend.document.addSeenBefore(id, earlier.id);
    },
    'sharing.call': () => backend.sharing.call(id, 'ACME', 'a customer'),
    'document.markSolo': () => backend.document.markSolo(id, true),
    'document.markDraft': () => backend.document.markDraft(id, true),
    'document.saveRow': () =>
      backend.document.saveRow(id, 'learning', { id: '', cells: { learned: 'Keys have ends' } }),
    'document.addUsualRows': () => backend.document.addUsualRows(id, 'claim'),
    'document.moveRow': () => backend.document.moveRow(id, 'claim', now().tables!['claim']![2]!.id, 0),
    'document.removeRow': () => backend.document.removeRow(id, 'learning', now().tables!['learning']![0]!.id),
    'document.removeSection': () => backend.document.removeSection(id, now().sections[0]!.id),
    'actions.saveFactors': () => backend.actions.saveFactors(id, now().factors.toReversed().slice(1)),
    'actions.addItem': () => backend.actions.addItem(id, 'An idea'),
    'actions.updateItem': () => backend.actions.updateItem(id, { ...first, state: 'done' }),
    'actions.moveItem': () => backend.actions.moveItem(id, first.id, 4),
    'actions.removeItem': () => backend.actions.removeItem(id, first.id),
    'actions.park': () => backend.actions.park(id, [now().actionItems.at(-1)!.id]),
    'questions.ask': () =>
      backend.questions.ask(id, {
        id: '',
        text: 'Who watched the keys?',
        for: 'Payments',
        state: 'open',
        from: '2025-11-14T10:00:00Z',
        to: '2025-11-14T10:10:00Z',
      }),
    'questions.update': () =>
      backend.questions.update(id, { ...now().questions![0]!, text: 'Who watched the keys, and how?' }),
    'questions.answer': () =>
      backend.questions.answer(id, [
        { question: now().questions![0]!.id, who: 'Noor', text: 'Nobody did.' },
        { who: 'Noor', text: 'We shall.' },
      ]),
    'questions.place': () => backend.questions.place(id, now().answers!.at(-1)!.id, now().questions![0]!.id),
    'questions.updateAnswer': () =>
      backend.questions.updateAnswer(id, { ...now().answers![0]!, text: 'Nobody did, that morning.' }),
    'questions.toEvent': () => backend.questions.toEvent(id, now().answers![0]!.id),
    'questions.toSection': () =>
      backend.questions.toSection(id, now().answers![0]!.id, now().sections[0]!.id),
    'questions.removeAnswer': () => backend.questions.removeAnswer(id, now().answers![0]!.id),
    'questions.remove': () => backend.questions.remove(id, now().questions![0]!.id),
    'merging.import': async () => {
      const { handle } = await backend.merging.take(page, 'pasted.md');
      return (await backend.merging.import(id, handle, { append: false })).edited ?? null;
    },
    'merging.settle': async () => {
      const [conflict] = await backend.merging.conflicts(id);
      return backend.merging.settle(id, conflict!.number, { choice: 'theirs' });
    },
    'history.undo': () => backend.history.undo(id),
    'history.redo': () => backend.history.redo(id),
    'history.restorePart': async () =>
      backend.history.restorePart(id, await plannedAgain(), `action-item:${first.id}`),
    'history.restore': async () => backend.history.restore(id, await plannedAgain()),
    'debrief.save': async () => {
      const at = await backend.debrief.parseTime(id, '9 minutes ago');
      return backend.debrief.save(id, { ...now().debrief, at, place: 'In the kitchen' });
    },
    'debrief.saveParticipants': () =>
      backend.debrief.saveParticipants(id, [...now().participants.slice(1), { id: '', name: 'Noor' }]),
    'debrief.saveAgenda': () =>
      backend.debrief.saveAgenda(
        id,
        'Short',
        ['Begin', 'End'].map((title) => ({ title, about: '', minutes: 20 })),
      ),
    'debrief.chooseAgenda': () => backend.debrief.chooseAgenda(id, 'heroku'),
    'debrief.sendAgenda': () => backend.debrief.sendAgenda(id),
    'debrief.start': () => backend.debrief.start(id),
    'debrief.pause': () => backend.debrief.pause(id),
    'debrief.resume': () => backend.debrief.resume(id),
    'debrief.step': () => backend.debrief.step(id, 'next'),
    'debrief.keepEnd': () => backend.debrief.keepEnd(id),
    'debrief.record': () => backend.debrief.record(id, { where: 'meeting.mp4', start: 0 }),
    'debrief.align': () => backend.debrief.align(id, 0, { ran: 60e9 }, '0:00:10'),
    'debrief.moveRecording': () => backend.debrief.moveRecording(id, 0, 'https://video.example/1'),
    'debrief.removeRecording': () => backend.debrief.removeRecording(id, 0),
    'debrief.bring': () => backend.debrief.bring(id, said('Dana Kim'), 'said.vtt'),
    'debrief.chooseTranscript': () => {
      rmSync(`${folder}/choose`, { recursive: true });
      mkdirSync(`${folder}/choose`);
      writeFileSync(`${folder}/choose/other.vtt`, said('Lee Ortiz'));
      return backend.debrief.chooseTranscript(id, 0);
    },
    'debrief.quoteCues': () => backend.debrief.quoteCues(id, { recording: 0, from: 3, to: 4 }, 'quote'),
    'debrief.quoteInto': () =>
      backend.debrief.quoteInto(id, { recording: 0, from: 3, to: 4 }, now().sections[0]!.id),
    'debrief.alignCue': () => backend.debrief.alignCue(id, { ran: 90e9 }, { recording: 0, from: 3, to: 3 }),
    'debrief.addNote': () => backend.debrief.addNote(id, { kind: 'question', text: 'Who told customers?' }),
    'debrief.updateNote': () =>
      backend.debrief.updateNote(id, {
        ...now().debrief.notes![0]!,
        text: 'Who told the customers, and when?',
      }),
    'debrief.takeOver': () => backend.debrief.takeOver(id, now().debrief.notes![0]!.id),
    'debrief.removeNote': () => backend.debrief.removeNote(id, now().debrief.notes![0]!.id),
    'debrief.end': () => backend.debrief.end(id),
    'document.switchTemplate': () => backend.document.switchTemplate(id, 'heroku'),
    'history.checkpoint': () => backend.history.checkpoint(id, 'Named', 'named'),
    'history.purge': () => backend.history.purge(id, { words: 'An idea' }),
    'sharing.markShared': () => backend.sharing.markShared(id, '#incidents'),
  };
  const changes = Object.entries(acts).map(([name, act]) => [name, () => workspace.change(act)] as const);
  return new Map<string, () => Promise<unknown>>([
    ['document.saveSection', write],
    ...changes,
    ['document.promotePrivateNote', promote],
    ['evidence.lookAtNew', lookAtNew],
  ]);
}

it('makes of each answer what the library holds', async () => {
  const { backend, workspace } = await openExample();
  const opened = vi.spyOn(backend.library, 'open');
  for (const [name, act] of actsOf(backend, workspace)) {
    const before = workspace.revision.seq;
    await act();
    expect(opened, `${name} was answered in full`).not.toHaveBeenCalled();
    expect(workspace.revision.seq, `${name} changes something`).toBeGreaterThan(before);
    expect(workspace.now, name).toEqual(await backend.library.open(workspace.id));
    opened.mockClear();
  }
});

it('knows every act that changes a retrospective', async () => {
  const { backend, workspace } = await openExample();
  const text = ['generated/app.ts', 'backend.ts'].map((name) => readFileSync(`src/backend/${name}`, 'utf8'));
  const declared: string[] = [];
  let noun = '';
  for (const [, bound, posted, method, answer = ''] of text
    .join('\n')
    .matchAll(
      /^export interface (\w+) .*\{$|^ {2}(\w+): Bound.* \{$|^ {2,4}(\w+)\([^)]*\): Promise<(.*)>;$/gm,
    )) {
    noun = (bound ?? posted)?.toLowerCase() ?? noun;
    // A preview answers as the act does, and changes nothing.
    if (method && method !== 'preview' && /Edited|WithEvent|Added|Imported|Brought/.test(answer))
      declared.push(`${noun}.${method}`);
  }
  expect([...actsOf(backend, workspace).keys()].toSorted()).toEqual(declared.toSorted());
});
