import { describe, expect, it, vi } from 'vitest';
import { openExample } from '../../testing/workspace';
import { EvidenceRoom } from './evidence.svelte';

describe('EvidenceRoom', () => {
  it('goes on with a filter that was stopped, and keeps what it had found', async () => {
    const { backend, workspace } = await openExample();
    const room = new EvidenceRoom(workspace);
    room.bars = 40;
    const { window: all, resumeSearch } = backend.evidence;
    let stopped = true;
    vi.spyOn(backend.evidence, 'resumeSearch').mockImplementation(async (id) => {
      stopped = false;
      await resumeSearch(id);
    });
    vi.spyOn(backend.evidence, 'window').mockImplementation(async (id, query, from, count) => {
      const window = await all(id, query, from, count);
      if (!stopped) return window;
      return { ...window, total: 2, entries: window.entries.slice(0, 2), searched: 3, state: 'stopped' };
    });
    room.written = 'level:error';
    await room.load();
    expect(room.pages.progress).toMatchObject({ state: 'stopped', searched: 3 });
    expect(room.pages.total).toBe(2);
    const first = room.pages.at(0);

    const going = room.resumeSearch();
    expect(room.pages.at(0)).toBe(first);
    await going;
    expect(room.pages.progress.state).toBe('done');
    expect(room.pages.total).toBeGreaterThan(2);
    expect(room.pages.at(0)).toEqual(first);
  });

  it('lets go of the selection when other rows are wanted, not when they come', async () => {
    const { workspace } = await openExample();
    const room = new EvidenceRoom(workspace);
    await room.load();
    room.selection.select(3);
    room.written = 'level:error';
    room.expect();
    expect(room.selection.isEmpty).toBe(true);
    room.selection.select(0);
    await room.load();
    expect(room.selected).toEqual([room.pages.at(0)]);
    expect(room.selected[0]?.level).toBe('error');
  });

  it('shows replies below what they answer, and by time again', async () => {
    const { workspace } = await openExample();
    const room = new EvidenceRoom(workspace);
    expect(room.query.order).toBeUndefined();
    room.toggleThreads();
    expect(room.query.order).toBe('thread');
    await room.load();
    const { total } = room.pages;
    room.clearFilters();
    expect(room.query.order).toBeUndefined();
    await room.load();
    expect(room.pages.total).toBe(total);
  });

  it('lets go of a row that is not there any more', async () => {
    const { workspace } = await openExample();
    const room = new EvidenceRoom(workspace);
    await room.load();
    room.written = 'level:error';
    room.expect();
    room.selection.select(room.pages.total - 1);
    await room.load();
    expect(room.selection.isEmpty).toBe(true);
  });

  it('keeps the same entry selected when its row goes elsewhere', async () => {
    const { workspace } = await openExample();
    const room = new EvidenceRoom(workspace);
    await room.load();
    room.selection.select(3);
    const [held] = room.selected;
    const skewed = workspace.evidence(held!.evidence)!;
    await room.describe(skewed, { skew: 3_600_000_000_000 });
    const { detailsKey } = room;
    await room.load();
    // Which lines it cites is asked again, by where it stands now.
    expect(room.detailsKey).not.toBe(detailsKey);
    await room.loadDetails();
    await expect.poll(() => room.cited?.citations).toMatchObject([{ evidence: held!.evidence }]);
    expect(room.pages.at(3)).not.toMatchObject({ evidence: held!.evidence, line: held!.line });
    expect(room.selected).toMatchObject([{ evidence: held!.evidence, line: held!.line }]);
  });

  it('goes to a line though the rows are asked for again meanwhile', async () => {
    const { backend, workspace } = await openExample();
    const room = new EvidenceRoom(workspace);
    const { window: all } = backend.evidence;
    const { entries } = await all(workspace.id, room.query, 0, 1000);
    const wanted = entries.findLast(({ at, line }) => at !== null && line > 0)!;
    const again: Promise<void>[] = [];
    vi.spyOn(backend.evidence, 'window').mockImplementationOnce(async (...args) => {
      const answer = await all(...args);
      again.push(room.load()); // as when the room is measured
      return answer;
    });
    await room.showTarget({ noun: 'evidence', id: wanted.evidence, line: wanted.line });
    await Promise.all(again);
    expect(room.selection.cursor).toBe(wanted.index);
    expect(room.scroller.place.row).toBe(wanted.index);
  });
});
