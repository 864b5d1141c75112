import { describe, expect, it, vi } from 'vitest';
import { BackendError } from '../../backend/error';
import type { Role } from '../../backend/types';
import { openExample } from '../../testing/workspace';
import { DebriefState } from './debrief.svelte';

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
    expect(debrief.standing?.steps.map(({ isHeld }) => isHeld).slice(0, 3)).toEqual([true, true, false]);
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
    const open = () => debrief.readiness.filter(({ done }) => !done).map(({ words }) => words);
    expect(open()).toEqual([]);
    const person = (role: Role) => debrief.participants.find(({ roles }) => roles?.includes(role))!;
    await debrief.removePerson(person('note taker'));
    expect(open()).toEqual(['Somebody takes notes']);
    await debrief.savePerson({ ...person('facilitator'), roles: ['facilitator', 'responder'] });
    expect(open()).toContain('The facilitator was not part of it');
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
    await debrief.updateNote({ ...note!, kind: 'action' });
    await debrief.promote(note!);
    await debrief.promote(note!);
    expect(workspace.content.actionItems.at(-1)).toMatchObject({
      title: 'Alert earlier',
      state: 'remediation',
      note: note!.id,
    });
  });
});
