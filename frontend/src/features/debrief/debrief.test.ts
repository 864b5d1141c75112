import { describe, expect, it, vi } from 'vitest';
import { BackendError } from '../../backend/error';
import type { Note, NoteKind, Question, Role } from '../../backend/types';
import { openExample } from '../../testing/workspace';
import { DebriefState } from './debrief.svelte';
import { dealtWith, isOpen, openFirst, wordsOf } from './meeting';

/** The example as it was before its debrief was held. */
async function openPlanned() {
  const { backend, workspace } = await openExample();
  const revisions = await backend.history.revisions(workspace.id);
  const planned = revisions.find(({ name }) => name === 'Agenda sent')!;
  await workspace.change((b, id) => b.history.restore(id, planned.id));
  return { backend, workspace };
}

describe('DebriefState', () => {
  it('goes from planned to held to over', async () => {
    const { workspace } = await openPlanned();
    const debrief = new DebriefState(workspace);
    expect(debrief.phase).toBe('planned');
    await debrief.start();
    expect(debrief.phase).toBe('held');
    await debrief.end();
    expect(debrief.phase).toBe('over');
  });

  it('pauses, goes on, and goes through the agenda', async () => {
    const { workspace } = await openPlanned();
    const debrief = new DebriefState(workspace);
    await debrief.start();
    await debrief.pause();
    expect([debrief.phase, debrief.isPaused]).toEqual(['held', true]);
    await debrief.pause();
    await debrief.goTo('next');
    expect(debrief.standing).toMatchObject({ phase: 'running', step: 1 });
    await debrief.goTo('previous');
    await expect(debrief.goTo('previous')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('finds the words again that were being typed', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
    try {
      const { backend, workspace } = await openPlanned();
      const kept = vi.spyOn(backend.debrief, 'keepDraft');
      const debrief = new DebriefState(workspace);
      await debrief.start();
      debrief.chooseKind('?');
      debrief.text = 'Who told';
      debrief.typed();
      vi.advanceTimersByTime(1000);
      await kept.mock.results[0]!.value;
      const other = new DebriefState(workspace);
      await other.loadDraft();
      expect([other.kind, other.text]).toEqual(['question', 'Who told']);
      vi.advanceTimersByTime(4000);
      await debrief.note();
      await kept.mock.results[1]!.value;
      const [note] = debrief.notes;
      expect(Date.parse(note!.at) - Date.parse(note!.typedAt!)).toBe(5000);
      const third = new DebriefState(workspace);
      await third.loadDraft();
      expect(third.text).toBe('');
    } finally {
      vi.useRealTimers();
    }
  });

  it('takes a note of the kind that its first key chose', async () => {
    const { workspace } = await openPlanned();
    const debrief = new DebriefState(workspace);
    await debrief.start();
    expect(debrief.chooseKind('?')).toBe(true);
    debrief.text = 'Who told customers?';
    expect(debrief.chooseKind('!')).toBe(false);
    await debrief.note();
    expect(debrief.debrief.notes).toMatchObject([{ kind: 'question', text: 'Who told customers?' }]);
    expect([debrief.kind, debrief.text]).toEqual(['note', '']);
  });

  it('changes the words and the kind of a note, not when it was said', async () => {
    const { workspace } = await openPlanned();
    const debrief = new DebriefState(workspace);
    await debrief.start();
    debrief.text = 'It was 10:06';
    await debrief.note();
    const [note] = debrief.notes;
    await debrief.updateNote({
      ...note!,
      kind: 'correction',
      text: 'It was 10:07',
      at: '2001-01-01T00:00:00Z',
    });
    expect(debrief.notes).toEqual([{ ...note!, kind: 'correction', text: 'It was 10:07' }]);
  });

  it('gives the words back when a note could not be kept', async () => {
    const { backend, workspace } = await openPlanned();
    vi.spyOn(backend.debrief, 'addNote').mockRejectedValue(new BackendError('full', 'the disk is full'));
    const debrief = new DebriefState(workspace);
    debrief.chooseKind('~');
    debrief.text = 'It was 10:06';
    await expect(debrief.note()).rejects.toThrow('full');
    expect([debrief.kind, debrief.text]).toEqual(['correction', 'It was 10:06']);
  });

  it('says what is not ready', async () => {
    const { workspace } = await openPlanned();
    const debrief = new DebriefState(workspace);
    const open = async () => {
      await debrief.loadReadiness();
      return debrief.readiness.filter(({ done }) => !done).map(({ check }) => check);
    };
    const before = await open();
    expect(before).toContain('agreed');
    const person = (role: Role) => debrief.participants.find(({ roles }) => roles?.includes(role))!;
    await debrief.removePerson(person('note taker'));
    await debrief.agree(true);
    expect(await open()).toEqual(['note taker', ...before.filter((check) => check !== 'agreed')]);
    await debrief.savePerson({ ...person('facilitator'), roles: ['facilitator', 'responder'] });
    expect(await open()).toContain('uninvolved');
    await debrief.agree(false);
    expect(await open()).toContain('agreed');
  });

  it('is held by an agenda that was chosen, scaled and edited', async () => {
    const { workspace } = await openPlanned();
    const debrief = new DebriefState(workspace);
    await debrief.chooseAgenda('heroku');
    const sum = () => debrief.agenda.reduce((minutes, step) => minutes + step.minutes, 0);
    await debrief.plan({ minutes: 30 });
    await debrief.loadAgenda();
    expect([debrief.agenda.length, sum()]).toEqual([9, 30]);
    await debrief.saveSteps([...debrief.agenda.slice(0, 2), { title: 'Cake', about: '', minutes: 20 }]);
    await debrief.loadAgenda();
    expect(debrief.agenda.at(-1)).toMatchObject({ id: 'cake', title: 'Cake' });
    expect(debrief.minutes).toBe(sum());
    expect(debrief.isEdited).toBe(true);

    const before = workspace.revision.id;
    const cake = [{ title: 'Nothing but cake', about: '', minutes: 20 }];
    await expect(debrief.saveAgenda('Standard', cake)).rejects.toMatchObject({ code: 'invalid' });
    expect(workspace.revision.id).toBe(before);
    await debrief.saveAgenda('With cake', cake);
    expect(debrief.agendas.at(-1)).toMatchObject({ name: 'with-cake', own: true });
    expect([debrief.debrief.agenda, debrief.minutes, debrief.isEdited]).toEqual(['with-cake', 20, false]);
    const [kept] = debrief.agendas.slice(-1);
    await debrief.removeAgenda('with-cake');
    await debrief.loadAgenda();
    expect(debrief.agendas.map(({ name }) => name)).not.toContain('with-cake');
    expect([debrief.isEdited, debrief.agenda.map(({ title }) => title)]).toEqual([
      true,
      ['Nothing but cake'],
    ]);
    if (kept) await debrief.keepAgenda(kept);
    expect(debrief.isEdited).toBe(false);
    await debrief.chooseAgenda('half-hour');
    await debrief.loadAgenda();
    expect([debrief.minutes, sum()]).toEqual([30, 30]);
    await expect(debrief.saveSteps([])).resolves.toBeUndefined();
  });

  it('adds a recording from now on, aligns it by a note and takes it off', async () => {
    const { workspace } = await openPlanned();
    const debrief = new DebriefState(workspace);
    await debrief.start();
    debrief.text = 'Lee tells it';
    await debrief.note();
    await debrief.record('meeting.mp4', '');
    await expect(debrief.record('other.mp4', 'soon')).rejects.toMatchObject({ code: 'invalid' });
    await debrief.align(0, debrief.notes[0]!.id, '0:12:30');
    expect(workspace.now.places[debrief.notes[0]!.id]).toEqual({ recording: 0, at: 750e9 });
    await debrief.record('other.mp4', '0:30:00');
    await expect(debrief.moveRecording(0, 'other.mp4')).rejects.toMatchObject({ code: 'invalid' });
    await debrief.moveRecording(0, ' https://video.example/1 ');
    expect(debrief.recordings.map(({ where }) => where)).toEqual(['https://video.example/1', 'other.mp4']);
    expect(workspace.now.places[debrief.notes[0]!.id]).toEqual({ recording: 0, at: 750e9 });
    await debrief.removeRecording(1);
    await debrief.removeRecording(0);
    expect(debrief.recordings).toEqual([]);
  });

  it('adds, changes and removes people', async () => {
    const { workspace } = await openPlanned();
    const debrief = new DebriefState(workspace);
    const before = debrief.participants;
    await debrief.savePerson({ id: '', name: 'Noor', roles: ['note taker'] });
    const added = debrief.participants.at(-1)!;
    expect(added).toMatchObject({ name: 'Noor', roles: ['note taker'] });
    await debrief.removePerson(added);
    expect(debrief.participants).toEqual(before);
  });

  it('plans a date and takes it away again', async () => {
    const { workspace } = await openPlanned();
    const debrief = new DebriefState(workspace);
    await debrief.planAt('2026-12-01 09:30');
    expect(debrief.debrief.at).toMatchObject({ at: '2026-12-01T09:30:00Z', precision: 'minute' });
    await debrief.planAt('');
    expect(debrief.debrief.at).toBeUndefined();
    await expect(debrief.planAt('soon')).rejects.toMatchObject({ code: 'invalid' });
  });

  it('turns a note into a remediation', async () => {
    const { workspace } = await openPlanned();
    const debrief = new DebriefState(workspace);
    await debrief.start();
    debrief.text = 'Alert earlier';
    await debrief.note();
    const [note] = debrief.notes;
    const made = { title: 'Alert earlier', state: 'remediation', note: note!.id };
    await debrief.makeAction(note!);
    await debrief.makeAction(debrief.notes[0]!);
    expect(workspace.content.actionItems.filter((item) => item.note === note!.id)).toMatchObject([made]);
    // Deleted there, it is made of the note anew.
    await workspace.change((b, id) => b.actions.removeItem(id, workspace.content.actionItems.at(-1)!.id));
    await debrief.makeAction(debrief.notes[0]!);
    expect(workspace.content.actionItems.filter((item) => item.note === note!.id)).toMatchObject([made]);
  });
});

it.each([
  ['note', 'All was red', 'All was red'],
  ['quote', 'All was red', '“All was red”'],
  ['quote', 'Dana Kim: “All was red”', 'Dana Kim: “All was red”'],
  ['quote', '"Red", then "green"', '"Red", then "green"'],
] as const)('shows a %s that says %s', (kind, text, shown) => {
  expect(wordsOf({ id: 'n', at: '2026-03-14T10:00:00Z', kind, text })).toBe(shown);
});

it('has the questions that wait come first, and tells how each is dealt with', () => {
  const asked = (id: string, state?: string) => ({ id, text: id, ...(state ? { state } : {}) }) as Question;
  const first = openFirst([asked('a', 'answered'), asked('b', 'open'), asked('c')]);
  expect(first.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  const note = (kind: NoteKind, rest: Partial<Note> = {}) =>
    ({ id: 'n', at: '2026-03-14T10:00:00Z', kind, text: 'x', ...rest }) satisfies Note;
  const some = [note('note'), note('note', { parked: true }), note('question'), note('correction')];
  expect(some.filter(isOpen).map(dealtWith)).toEqual(['settled', 'answered', 'taken over']);
  expect(isOpen(note('question', { settled: true }))).toBe(false);
});
