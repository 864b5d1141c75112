import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChangeSet } from '../../backend/changes';
import type { Backend } from '../../backend/backend';
import { fakeBackend } from '../../backend/fake';
import { WorkspaceState } from '../../workspace/workspace.svelte';
import { HistoryRoom } from './history.svelte';

let backend: Backend;
let workspace: WorkspaceState;
let room: HistoryRoom;

const steps = (...keys: string[]) =>
  keys.map((key) => ({ key, item: key, noun: 'event' as const, label: key }));
const answer = (...keys: string[]) => ({ steps: steps(...keys) }) as unknown as ChangeSet;

beforeEach(async () => {
  backend = fakeBackend();
  workspace = new WorkspaceState(backend, await backend.library.open('retro-1'));
  room = new HistoryRoom(workspace);
});

const names = () => [room.from, room.to].map((id) => room.find(id)?.name ?? `r${String(room.find(id)?.seq)}`);

async function makeHistory() {
  await workspace.change((b, id) => b.actions.addItem(id, 'one'));
  await workspace.change((b, id) => b.history.checkpoint(id, 'Before', 'pre-debrief'));
  await workspace.change((b, id) => b.actions.addItem(id, 'two'));
  await workspace.change((b, id) => b.history.checkpoint(id, 'After', 'post-debrief'));
  await workspace.change((b, id) => b.actions.addItem(id, 'three'));
  await room.load();
}

describe('HistoryRoom', () => {
  it('has nothing to compare with one revision', async () => {
    await room.load();
    expect(room.revisions).toHaveLength(1);
    expect(room.changes).toBeUndefined();
    expect(room.loading).toBe(false);
  });

  it('compares the debrief first', async () => {
    await makeHistory();
    expect(names()).toEqual(['Before', 'After']);
    expect(room.shown?.from.name).toBe('Before');
  });

  it('keeps both ends in order when one is chosen', async () => {
    await makeHistory();
    const [head, after, , before, second, first] = room.revisions;
    room.choose('from', after!);
    expect(names()).toEqual(['After', 'r6']);
    room.choose('to', before!);
    expect(names()).toEqual(['r2', 'Before']);
    room.choose('from', first!);
    expect([room.from, room.to]).toEqual([first!.id, before!.id]);
    room.showOne(second!);
    expect([room.from, room.to]).toEqual([first!.id, second!.id]);
    room.choose('to', head!);
    expect([room.from, room.to]).toEqual([first!.id, head!.id]);
  });

  it('follows the newest revision where that was chosen', async () => {
    await makeHistory();
    room.choose('to', room.head!);
    await workspace.change((b, id) => b.actions.addItem(id, 'four'));
    await room.load();
    expect(room.to).toBe(room.head?.id);
    expect(room.find(room.from)?.name).toBe('Before');
  });

  it('steps between the ends, and stays at a step that is still there', async () => {
    await makeHistory();
    const compare = vi.spyOn(backend.history, 'compare').mockResolvedValue(answer('a', 'b', 'c'));
    await room.compare();
    room.move(-1);
    expect(room.step?.key).toBe('a');
    room.move(2);
    room.move(1);
    expect(room.step?.key).toBe('c');
    room.goTo('b');
    compare.mockResolvedValue(answer('x', 'y', 'b'));
    await room.compare();
    expect([room.at, room.step?.key]).toEqual([2, 'b']);
    compare.mockResolvedValue(answer());
    await room.compare();
    expect(room.step).toBeUndefined();
  });

  it('drops the answer to an older question', async () => {
    await makeHistory();
    const answers: ((changes: ChangeSet) => void)[] = [];
    vi.spyOn(backend.history, 'compare').mockImplementation(
      () => new Promise((resolve) => answers.push(resolve)),
    );
    const [slow, fast] = [room.compare(), room.compare()];
    answers[1]?.(answer('new'));
    await fast;
    answers[0]?.(answer('old'));
    await slow;
    expect(room.step?.key).toBe('new');
    expect(room.loading).toBe(false);
  });

  it('restores a revision as a new one, and removes what was added', async () => {
    await makeHistory();
    const before = room.revisions.find((one) => one.name === 'Before')!;
    await room.restore(before);
    expect(workspace.content.actionItems.some((item) => item.title === 'two')).toBe(false);
    const one = workspace.content.actionItems.find((item) => item.title === 'one')!;
    await room.restorePart(before, { question: '', remove: { noun: 'action-item', id: one.id } });
    expect(workspace.content.actionItems.some((item) => item.title === 'one')).toBe(false);
    await room.restorePart(before, { question: '', part: 'actions' });
    expect(workspace.content.actionItems.some((item) => item.title === 'one')).toBe(true);
  });
});
