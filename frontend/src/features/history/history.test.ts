import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChangeSet } from '../../backend/changes';
import type { Backend } from '../../backend/backend';
import type { Comparison, Listed } from '../../backend/history';
import { openLibrary } from '../../testing/workspace';
import { WorkspaceState } from '../../workspace/workspace.svelte';
import { HistoryRoom } from './history.svelte';

let backend: Backend;
let workspace: WorkspaceState;
let room: HistoryRoom;

const steps = (...keys: string[]) =>
  keys.map((key) => ({ key, item: key, noun: 'event' as const, label: key }));
/** An answer of the backend with these steps, to whatever was asked. */
const answer = (...keys: string[]): Comparison => ({
  from: place(room.from?.id),
  to: place(room.to?.id),
  changes: { steps: steps(...keys) } as unknown as ChangeSet,
  damage: [],
});

beforeEach(async () => {
  backend = await openLibrary({ empty: true });
  workspace = new WorkspaceState(backend, await backend.library.create('Lost orders', ''));
  room = new HistoryRoom(workspace);
});

let all: Listed[];
const place = (id: string | undefined) => all.find((one) => one.revision.id === id)!;
const names = () =>
  [room.from, room.to].map((end) => {
    const { name, seq } = place(end?.id).revision;
    return name ?? `r${String(seq)}`;
  });

async function makeHistory() {
  await workspace.change((b, id) => b.actions.addItem(id, 'one'));
  await workspace.change((b, id) => b.history.checkpoint(id, 'Before', 'pre-debrief'));
  await workspace.change((b, id) => b.actions.addItem(id, 'two'));
  await workspace.change((b, id) => b.history.checkpoint(id, 'After', 'post-debrief'));
  await workspace.change((b, id) => b.actions.addItem(id, 'three'));
  await room.load();
  all = await room.page(0, 100);
}

describe('HistoryRoom', () => {
  it('has nothing to compare with one revision', async () => {
    await room.load();
    expect(room.outline?.total).toBe(1);
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
    const [head, after, , before, second, first] = all;
    room.choose('from', after!);
    expect(names()).toEqual(['After', 'r6']);
    room.choose('to', before!);
    expect(names()).toEqual(['r2', 'Before']);
    room.choose('from', first!);
    expect(names()).toEqual(['r1', 'Before']);
    room.showOne(second!);
    expect(names()).toEqual(['r1', 'r2']);
    room.choose('to', head!);
    expect(names()).toEqual(['r1', 'r6']);
    room.compareWithNow(second!);
    expect(names()).toEqual(['r2', 'r6']);
  });

  it('takes what a merge took in for older than the merge and newer than what is below', async () => {
    await makeHistory();
    const [head, , merge, below] = all;
    const [newest, oldest] = [1, 2].map((within) => ({
      ...merge!,
      revision: { ...merge!.revision, id: `theirs-${String(within)}` },
      within,
      before: 'theirs-2',
    }));
    const ends = () => [room.from?.id, room.to?.id];
    room.choose('to', head!);
    room.choose('from', oldest!);
    expect(ends()).toEqual(['theirs-2', head!.revision.id]);
    room.choose('to', newest!);
    expect(ends()).toEqual(['theirs-2', 'theirs-1']);
    room.choose('from', merge!);
    expect(ends()).toEqual([merge!.revision.id, head!.revision.id]);
    room.choose('from', below!);
    room.choose('to', oldest!);
    expect(ends()).toEqual([below!.revision.id, 'theirs-2']);
    room.showOne(newest!);
    expect(ends()).toEqual(['theirs-2', 'theirs-1']);
  });

  it('shows a revision that is known by its id alone', async () => {
    await makeHistory();
    room.showRevision(all[3]!.revision.id);
    await room.compare();
    expect(names()).toEqual(['r2', 'Before']);
    expect([room.from?.index, room.to?.index]).toEqual([4, 3]);
  });

  it('follows the newest revision where that was chosen', async () => {
    await makeHistory();
    room.choose('to', all[0]!);
    await workspace.change((b, id) => b.actions.addItem(id, 'four'));
    await room.load();
    expect(room.to?.id).toBe(room.head.id);
    all = await room.page(0, 100);
    expect(names()).toEqual(['Before', 'r7']);
  });

  it('asks once what a revision changed, together with others', async () => {
    vi.useFakeTimers();
    const summarise = vi
      .spyOn(backend.history, 'summarise')
      .mockImplementation((_, ids) =>
        Promise.resolve(ids.map((revision) => ({ revision, text: 'Reworded' }))),
      );
    for (let n = 0; n < 15; n++) room.wantSummary(`r${String(n)}`);
    room.wantSummary('r0');
    await vi.advanceTimersByTimeAsync(100);
    expect(summarise.mock.calls.map(([, ids]) => ids.length)).toEqual([12, 3]);
    expect(room.summaries.get('r14')?.text).toBe('Reworded');
    room.wantSummary('r3');
    await vi.advanceTimersByTimeAsync(100);
    expect(summarise).toHaveBeenCalledTimes(2);
    vi.useRealTimers();
  });

  it('arrives at the words that were looked for', async () => {
    await makeHistory();
    const found = answer('event/a', 'event/b');
    found.changes.events = [
      { key: 'event/a', title: 'Alert' },
      { key: 'event/b', title: 'The pool was *full*' },
    ] as unknown as ChangeSet['events'];
    vi.spyOn(backend.history, 'compare').mockResolvedValue(found);
    room.showSeen({ ...all[0]!, appeared: true, place: {} }, 'pool was  Full');
    await room.compare();
    expect(room.step?.key).toBe('event/b');
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

  it('goes on to the charts that are drawn again, and to the one that was asked for', async () => {
    await makeHistory();
    vi.spyOn(backend.history, 'compare').mockResolvedValue(answer('a', 'b'));
    const drawn = (chart: string) => ({ chart, label: chart, because: [], changed: 0, rows: 0 });
    await room.compare();
    room.found([drawn('c1'), drawn('c2')]);
    expect([room.step?.key, room.places]).toEqual(['a', 4]);
    room.move(2);
    expect([room.step, room.drawn?.chart]).toEqual([undefined, 'c1']);
    room.move(9);
    expect(room.drawn?.chart).toBe('c2');
    room.move(-2);
    expect([room.step?.key, room.drawn]).toEqual(['b', undefined]);

    room.showSince('r1', 'c2');
    await room.compare();
    expect([room.places, room.drawn]).toEqual([2, undefined]);
    room.found([drawn('c1'), drawn('c2')]);
    expect(room.drawn?.chart).toBe('c2');
  });

  it('drops the answer to an older question', async () => {
    await makeHistory();
    const answers: ((comparison: Comparison) => void)[] = [];
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

  it('restores a revision, and a part of one, as a new one', async () => {
    await makeHistory();
    const before = all.find((one) => one.revision.name === 'Before')!.revision;
    await room.restore(before);
    expect(workspace.content.actionItems.some((item) => item.title === 'two')).toBe(false);
    const one = workspace.content.actionItems.find((item) => item.title === 'one')!;
    await workspace.change((b, id) => b.actions.removeItem(id, one.id));
    await room.restorePart(before, { question: '', part: `action-item:${one.id}` });
    expect(workspace.content.actionItems.some((item) => item.title === 'one')).toBe(true);
  });
});
