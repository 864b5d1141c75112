import { describe, expect, it } from 'vitest';
import { openExample } from '../../testing/workspace';
import { TimelineState } from './timeline.svelte';

async function open() {
  const { workspace } = await openExample();
  return { workspace, timeline: new TimelineState(workspace) };
}

describe('TimelineState', () => {
  it('adds an event beside the chosen one and chooses it', async () => {
    const { timeline, workspace } = await open();
    timeline.selected = 'ev-4';
    timeline.begin();
    expect(
      await timeline.save({ ...timeline.draft!, at: '10:05', title: ' A page goes out ' }),
    ).toBeUndefined();
    const added = timeline.selectedEvent;
    expect(added).toMatchObject({
      title: 'A page goes out',
      kind: 'observation',
      at: { precision: 'minute' },
    });
    expect(workspace.content.events.map(({ title }) => title).indexOf('A page goes out')).toBe(4);
    expect(timeline.draft).toBeUndefined();
  });

  it('keeps a time that was not touched exactly as it was', async () => {
    const { timeline, workspace } = await open();
    const before = workspace.content.events.find(({ id }) => id === 'ev-2')!;
    timeline.edit(before);
    await timeline.save({ ...timeline.draft!, title: 'Reworded' });
    const after = workspace.content.events.find(({ id }) => id === 'ev-2')!;
    expect(after).toEqual({ ...before, title: 'Reworded' });
  });

  it.each([
    [{ title: ' ' }, 'title'],
    [{ at: '' }, 'at'],
    [{ at: 'yesterdayish' }, 'at'],
    [{ end: 'later' }, 'end'],
    [{ end: '09:00' }, 'all'],
  ])('says which field is wrong: %j', async (values, field) => {
    const { timeline, workspace } = await open();
    timeline.edit(workspace.content.events.find(({ id }) => id === 'ev-5')!);
    const problem = await timeline.save({ ...timeline.draft!, ...values });
    expect(problem?.field).toBe(field);
    expect(timeline.draft).toBeDefined();
  });

  it('keeps what was typed of an open draft, but opens no closed one', async () => {
    const { timeline } = await open();
    timeline.begin();
    timeline.keep({ ...timeline.draft!, title: 'Half a sent' });
    expect(timeline.draft?.title).toBe('Half a sent');
    const typed = timeline.draft!;
    timeline.abandon();
    timeline.keep(typed);
    expect(timeline.draft).toBeUndefined();
  });

  it('hides what was not yet known', async () => {
    const { timeline, workspace } = await open();
    const detected = workspace.content.events.find(({ kind }) => kind === 'detection')!;
    timeline.asKnownAt = Date.parse(detected.at.at);
    const shown = timeline.events.map(({ id }) => id);
    expect(shown).toContain('ev-4');
    // The trigger came first but was understood only later.
    expect(shown).not.toContain('ev-2');
  });

  it('marks one point to dive in', async () => {
    const { timeline, workspace } = await open();
    await timeline.toggleDiveIn(workspace.content.events.find(({ id }) => id === 'ev-6')!);
    expect(workspace.content.events.filter(({ diveIn }) => diveIn).map(({ id }) => id)).toEqual(['ev-6']);
    await timeline.toggleDiveIn(workspace.content.events.find(({ id }) => id === 'ev-6')!);
    expect(workspace.content.events.some(({ diveIn }) => diveIn)).toBe(false);
  });

  it('chooses the neighbour of what was deleted', async () => {
    const { timeline, workspace } = await open();
    const last = workspace.content.events.at(-1)!;
    await timeline.remove(last);
    expect(timeline.selected).toBe(workspace.content.events.at(-1)?.id);
  });

  it('steps within the list', async () => {
    const { timeline } = await open();
    timeline.step(1);
    expect(timeline.selected).toBe(timeline.events[0]?.id);
    timeline.step(-1);
    expect(timeline.selected).toBe(timeline.events[0]?.id);
    timeline.step(100);
    expect(timeline.selected).toBe(timeline.events.at(-1)?.id);
  });

  it('zooms and comes back', async () => {
    const { timeline } = await open();
    const whole = timeline.extent;
    timeline.zoom(0.5);
    expect(timeline.isZoomed).toBe(true);
    timeline.resetZoom();
    expect(timeline.extent).toEqual(whole);
  });
});
