import { describe, expect, it, vi } from 'vitest';
import { BackendError } from '../../backend/error';
import type { Histogram, Instant } from '../../backend/types';
import { openExample } from '../../testing/workspace';
import type { Draft } from './draft';
import { TimelineState } from './timeline.svelte';

async function open() {
  const { workspace } = await openExample();
  const timeline = new TimelineState(workspace);
  timeline.usualKinds = ['trigger', 'observation'];
  const of = (kind: string) => workspace.content.events.find((event) => event.kind === kind)!;
  return { workspace, timeline, of };
}

function type(timeline: TimelineState, values: Partial<Draft>): void {
  Object.assign(timeline.writing!.form.values, values);
}

describe('TimelineState', () => {
  it('draws what was counted of the stretch that is shown, however late an older count comes', async () => {
    const { timeline, workspace } = await open();
    const answers: ((histogram: Histogram) => void)[] = [];
    vi.spyOn(workspace.backend.evidence, 'histogram').mockImplementation(
      () => new Promise((resolve) => answers.push(resolve)),
    );
    timeline.fit({ from: 0, to: 60_000 });
    const older = timeline.loadHistogram(1);
    timeline.fit({ from: 60_000, to: 120_000 });
    const newer = timeline.loadHistogram(1);
    const counted = (total: number): Histogram => ({
      from: null,
      to: null,
      buckets: [{ total, warnings: 0, errors: 0 }],
    });
    answers[1]!(counted(2));
    answers[0]!(counted(1));
    await Promise.all([older, newer]);
    expect(timeline.histogram).toEqual(counted(2));
  });

  it('adds an event beside the chosen one and chooses it', async () => {
    const { timeline, workspace, of } = await open();
    timeline.selected = of('detection').id;
    await timeline.begin();
    type(timeline, { at: '10:04', title: ' A page goes out ' });
    expect(await timeline.save()).toBe(true);
    const added = timeline.selectedEvent;
    expect(added).toMatchObject({
      title: 'A page goes out',
      kind: 'observation',
      at: { precision: 'minute' },
    });
    const times = workspace.content.events.map((event) => event.at.at.slice(0, 16));
    expect(times.indexOf('2025-11-14T10:04')).toBe(workspace.content.events.indexOf(added!));
    expect(times).toEqual(times.toSorted());
    expect(timeline.writing).toBeUndefined();
  });

  it('begins where the evidence does while there is no event, whatever day it is today', async () => {
    const { timeline, workspace } = await open();
    for (const event of workspace.content.events) await timeline.remove(event);
    timeline.selected = undefined;
    const firsts = Object.values(workspace.now.readings).flatMap(({ first }) => (first ? [first.at] : []));
    const day = firsts.sort()[0]!.slice(0, 10);
    await timeline.begin();
    expect(timeline.writing!.form.values.at).toContain(day);
    expect(timeline.example).toContain(day);
    type(timeline, { at: '10:05', title: 'A page goes out' });
    expect(await timeline.save()).toBe(true);
    expect(timeline.selectedEvent!.at.at).toContain(day);
  });

  it('begins an event at the roundest time that stands below the chosen one', async () => {
    const { timeline, of } = await open();
    const written = async (at: string, next: string, precision: Instant['precision'] = 'microsecond') => {
      const [first, second] = [of('trigger'), of('detection')];
      await timeline.update({ ...first, at: { ...first.at, at, precision } });
      await timeline.update({ ...second, at: { ...second.at, at: next, precision: 'microsecond' } });
      timeline.selected = first.id;
      await timeline.begin();
      const { at: begun } = timeline.writing!.form.values;
      timeline.abandon();
      return begun;
    };
    expect(await written('2020-01-01T16:31:00Z', '2020-01-01T16:40:00Z')).toBe('2020-01-01 16:31');
    expect(await written('2020-01-01T16:31:48.25Z', '2020-01-01T16:40:00Z')).toBe('2020-01-01 16:32');
    expect(await written('2020-01-01T16:31:48.25Z', '2020-01-01T16:31:50Z')).toBe('2020-01-01 16:31:49');
    expect(await written('2020-01-01T00:00:00Z', '2020-01-01T16:40:00Z', 'day')).toBe('2020-01-01');
    expect(await written('2020-01-01T16:31:48.25Z', '2020-01-01T16:31:48.4Z')).toBe(
      '2020-01-01 16:31:48.250',
    );
  });

  it('knows when what an event cites was recorded, and puts it there exactly', async () => {
    const { timeline, of, workspace } = await open();
    const { id } = of('trigger');
    const cited = await timeline.cited(id);
    const [first] = cited;
    expect(first?.says).toMatch(/, line \d+$/);
    const { at } = of('trigger');
    const aside = { id, edge: 'whole', from: Date.parse(at.at), to: Date.parse(at.at) - 60_000 } as const;
    await timeline.move(aside);
    await timeline.move({ ...aside, to: Date.parse(first!.at), snap: first });
    expect(workspace.content.events.find((event) => event.id === id)?.at.at).toBe(first!.at);
  });

  it('chooses what is taken into the hand', async () => {
    const { timeline, of } = await open();
    timeline.select(of('detection').id);
    const { id, at } = of('trigger');
    timeline.hold({ id, edge: 'whole', from: Date.parse(at.at), to: Date.parse(at.at) });
    expect(timeline.selected).toBe(id);
    timeline.hold(undefined);
    expect(timeline.held).toBeUndefined();
    expect(timeline.selected).toBe(id);
  });

  it('inserts between two events at a round time between theirs', async () => {
    const { timeline, workspace } = await open();
    const [before, next] = workspace.content.events;
    timeline.selected = before!.id;
    await timeline.insert();
    type(timeline, { title: 'In between' });
    expect(await timeline.save()).toBe(true);
    const at = Date.parse(timeline.selectedEvent!.at.at);
    expect(at).toBeGreaterThan(Date.parse(before!.at.at));
    expect(at).toBeLessThan(Date.parse(next!.at.at));
    expect(at % 1000).toBe(0);
  });

  it('edits one part after the other, each as one act, and keeps all the others', async () => {
    const { timeline, workspace, of } = await open();
    const before = of('detection');
    await timeline.edit(before, { part: 'kind', place: 'row' });
    type(timeline, { kind: 'trigger' });
    expect(await timeline.editNext(1)).toBe(true);
    expect(timeline.writing?.only).toEqual({ part: 'title', place: 'row' });
    type(timeline, { title: 'Said otherwise' });
    expect(await timeline.save()).toBe(true);
    const now = workspace.content.events.find(({ id }) => id === before.id);
    expect(now).toEqual({ ...before, kind: 'trigger', title: 'Said otherwise' });
  });

  it('keeps a part that cannot be saved where it stands, and says why', async () => {
    const { timeline, of } = await open();
    await timeline.edit(of('detection'), { part: 'title', place: 'inspector' });
    type(timeline, { title: ' ' });
    expect(await timeline.editNext(1)).toBe(false);
    expect(timeline.writing?.form.problem).toMatchObject({ field: 'title' });
  });

  it('keeps a time that was not touched exactly as it was', async () => {
    const { timeline, of } = await open();
    const before = of('trigger');
    await timeline.edit(before);
    type(timeline, { title: 'Reworded' });
    await timeline.save();
    expect(of('trigger')).toEqual({ ...before, title: 'Reworded' });
  });

  it.each([
    [{ title: ' ' }, 'title'],
    [{ kind: 'tri' }, 'kind'],
    [{ kind: '' }, 'kind'],
    [{ at: '' }, 'at'],
    [{ at: 'yesterdayish' }, 'at'],
    [{ end: 'later' }, 'end'],
    [{ end: '09:00' }, 'end'],
  ])('says which field is wrong: %j', async (values, field) => {
    const { timeline, workspace, of } = await open();
    const before = workspace.content;
    await timeline.edit(of('detection'));
    type(timeline, values);
    expect(await timeline.save()).toBe(false);
    expect(timeline.writing?.form.problem?.field).toBe(field);
    expect(timeline.writing?.form.problem?.message).toMatch(/^[“A-Z]/);
    expect(timeline.writing?.form.values).toMatchObject(values);
    expect(workspace.content).toBe(before);
  });

  it('takes a kind as it is spelled, and one that was made on purpose', async () => {
    const { timeline } = await open();
    for (const [values, kind] of [
      [{ kind: ' Trigger ' }, 'trigger'],
      [{ kind: 'luck', newKind: 'luck' }, 'luck'],
      [{ kind: 'Luck' }, 'luck'],
    ] as const) {
      await timeline.begin();
      type(timeline, { at: '10:05', title: 'A page goes out', ...values });
      expect(await timeline.save()).toBe(true);
      expect(timeline.selectedEvent?.kind).toBe(kind);
    }
  });

  it('saves a form once, however often and from wherever it is asked to', async () => {
    const { timeline, workspace } = await open();
    const before = workspace.content.events.length;
    await timeline.begin();
    type(timeline, { at: '10:05', title: 'A page goes out' });
    const { form } = timeline.writing!;
    expect(await Promise.all([timeline.save(), timeline.save(), timeline.leave(), form.save()])).toEqual(
      Array(4).fill(true),
    );
    expect(await form.save()).toBe(false);
    expect(workspace.content.events).toHaveLength(before + 1);
  });

  it('saves nothing of a form that was given up, whoever still holds it', async () => {
    const { timeline, workspace } = await open();
    const before = workspace.content;
    await timeline.begin();
    type(timeline, { at: '10:05', title: 'A page goes out' });
    const { form } = timeline.writing!;
    timeline.abandon();
    expect(await form.save()).toBe(false);
    await timeline.leave();
    expect(timeline.writing).toBeUndefined();
    expect(workspace.content).toBe(before);
  });

  it('closes what nobody typed into, and keeps words that cannot be saved', async () => {
    const { timeline, workspace } = await open();
    const before = workspace.content;
    await timeline.edit(before.events[0]!);
    expect(await timeline.leave()).toBe(true);
    await timeline.begin();
    type(timeline, { body: 'Half a sent' });
    expect(await timeline.leave()).toBe(false);
    expect(await timeline.begin()).toBe(false);
    expect(await timeline.edit(before.events[0]!)).toBe(false);
    expect(timeline.writing?.form.values.body).toBe('Half a sent');
    expect((await workspace.finish())?.room).toBe('timeline');
    expect(workspace.content).toBe(before);
  });

  it('keeps the words of a save that was refused, and offers no second way to save them', async () => {
    const { backend, workspace } = await openExample();
    vi.spyOn(backend.timeline, 'addEvent').mockRejectedValueOnce(
      new BackendError('full', 'the disk is full'),
    );
    const timeline = new TimelineState(workspace);
    const before = workspace.content.events.length;
    await timeline.begin();
    type(timeline, { kind: 'observation', newKind: 'observation', at: '10:05', title: 'A page goes out' });
    expect(await timeline.save()).toBe(false);
    expect(timeline.writing?.form.values.title).toBe('A page goes out');
    expect(timeline.writing?.form.problem?.message).toContain('the disk is full');
    expect(workspace.status.name).toBe('saved');
    expect(await timeline.save()).toBe(true);
    expect(workspace.content.events).toHaveLength(before + 1);
  });

  it('hides what was not yet known', async () => {
    const { timeline, workspace, of } = await open();
    const known = { ...of('trigger'), knownAt: of('diagnosis').at };
    await workspace.change((backend, id) => backend.timeline.updateEvent(id, known));
    timeline.asKnownAt = Date.parse(of('detection').at.at);
    const shown = timeline.events.map(({ id }) => id);
    expect(shown).toContain(of('detection').id);
    // The trigger came first but was understood only later.
    expect(shown).not.toContain(of('trigger').id);
  });

  it('marks one point to dive in', async () => {
    const { timeline, workspace, of } = await open();
    expect(of('trigger').diveIn).toBe(true);
    await timeline.toggleDiveIn(of('detection'));
    expect(workspace.content.events.filter(({ diveIn }) => diveIn)).toEqual([of('detection')]);
    await timeline.toggleDiveIn(of('detection'));
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

  it('zooms, narrows the list, and comes back', async () => {
    const { timeline, of } = await open();
    await timeline.loadFrame(800);
    const whole = timeline.extent;
    expect(whole).toBeDefined();
    expect(timeline.listed).toEqual(timeline.events);
    const at = Date.parse(of('resolution').at.at);
    const { tall } = timeline;
    timeline.fit({ from: at - 1000, to: at + 1000 });
    expect(timeline.isZoomed).toBe(true);
    await timeline.loadFrame(800);
    expect(timeline.frame!.height).toBeLessThan(tall);
    expect(timeline.tall).toBe(tall);
    expect(timeline.listed.map(({ id }) => id)).toContain(of('resolution').id);
    expect(timeline.listed.length).toBeLessThan(timeline.events.length);
    timeline.resetZoom();
    expect(timeline.extent).toEqual(whole);
  });

  it('narrows the list once the hand rests, and not between two moves that come slowly', async () => {
    const { timeline, workspace, of } = await open();
    await timeline.loadFrame(900);
    timeline.fit({ from: Date.parse(of('trigger').at.at), to: Date.parse(of('trigger').at.at) + 600_000 });
    const few = timeline.listed.length;
    expect(few).toBeLessThan(workspace.content.events.length);
    vi.useFakeTimers();
    try {
      for (let move = 0; move < 8; move++) {
        timeline.zoom(2);
        vi.advanceTimersByTime(move === 0 ? 60 : 110);
        expect(timeline.listed).toHaveLength(few);
      }
      vi.advanceTimersByTime(500);
      expect(timeline.listed.length).toBeGreaterThan(few);
    } finally {
      vi.useRealTimers();
    }
  });

  it('draws every event, whatever the lanes', async () => {
    const { timeline } = await open();
    for (const by of ['', 'kind', 'source', 'person'] as const) {
      timeline.by = by;
      await timeline.loadFrame(800);
      const { marks = [], spans = [] } = timeline.frame ?? {};
      const drawn = spans.length + marks.reduce((sum, { count }) => sum + Math.max(1, count ?? 1), 0);
      expect(drawn).toBe(timeline.events.length);
    }
  });

  it('tells how many events are out of view, and brings them in', async () => {
    const { timeline, workspace } = await open();
    await timeline.loadFrame(900);
    expect(timeline.outOfView).toEqual({ before: 0, after: 0 });
    const { events } = workspace.content;
    const beyond = (from: number, to: number) => ({
      before: events.filter((event) => Math.max(Date.parse(event.at.at), workspace.endOf(event)) < from)
        .length,
      after: events.filter((event) => Date.parse(event.at.at) >= to).length,
    });
    const at = Date.parse(events[2]!.at.at);
    timeline.fit({ from: at, to: at });
    const { from, to } = timeline.extent!;
    expect(timeline.outOfView).toEqual(beyond(from, to));
    expect(timeline.outOfView.before * timeline.outOfView.after).toBeGreaterThan(0);
    timeline.bringIn('after');
    expect(timeline.outOfView).toEqual({ ...beyond(from, to), after: 0 });
    expect(timeline.extent!.from).toBe(from);
    timeline.bringIn('before');
    expect(timeline.outOfView).toEqual({ before: 0, after: 0 });
  });

  it('looks no further than years are written', async () => {
    const { timeline, workspace } = await open();
    await timeline.loadFrame(900);
    for (let step = 0; step < 40; step += 1) timeline.zoom(2);
    expect(new Date(timeline.extent!.from).toISOString()).toMatch(/^0000/);
    expect(new Date(timeline.extent!.to).toISOString()).toMatch(/^9999/);
    timeline.zoom(0.5, 1);
    timeline.pan(3);
    expect(new Date(timeline.extent!.to).toISOString()).toMatch(/^9999/);
    await timeline.loadFrame(900);
    expect(timeline.frame!.to).toBe(timeline.extent!.to);
    expect(timeline.outOfView.before).toBe(workspace.content.events.length);
  });

  it('chooses the neighbour of what an undo takes, and it again when it comes back', async () => {
    const { timeline, workspace } = await open();
    timeline.keepChosen();
    const [, second] = workspace.content.events;
    timeline.select(second?.id);
    await timeline.begin();
    type(timeline, { title: 'Added and taken back' });
    expect(await timeline.save()).toBe(true);
    timeline.keepChosen();
    const added = timeline.selected;
    const at = workspace.content.events.findIndex(({ id }) => id === added);
    await workspace.undo();
    expect(timeline.keepChosen()).toBe(true);
    expect(timeline.selected).toBe(workspace.content.events[at]?.id);
    timeline.walk(1);
    expect(timeline.keepChosen()).toBe(false);
    await workspace.redo();
    expect(timeline.keepChosen()).toBe(true);
    expect(timeline.selected).toBe(added);
    expect(timeline.keepChosen()).toBe(false);
  });

  it('tells what the evidence recorded in a range', async () => {
    const { timeline, workspace, of } = await open();
    const trigger = Date.parse(of('trigger').at.at);
    timeline.range = { from: trigger - 1000, to: trigger + 60_000 };
    await timeline.loadRange();
    const { entries = 0, cited = 0 } = timeline.recorded ?? {};
    expect(cited).toBeGreaterThan(0);
    expect(entries).toBeGreaterThan(cited);
    await timeline.loadGaps();
    expect(timeline.gapsInRange).toBe(0);
    const gap = timeline.gaps[0]!;
    timeline.range = { from: Date.parse(gap.from) + 1, to: Date.parse(gap.to) - 1 };
    expect(timeline.gapsInRange).toBe(1);
    timeline.range = undefined;
    await timeline.loadRange();
    expect(timeline.recorded).toBeUndefined();
    expect(workspace.content.evidence.length).toBeGreaterThan(0);
  });

  it('shows neither an end nor a figure that was not known then', async () => {
    const { timeline, of } = await open();
    const impact = of('impact');
    timeline.asKnownAt = Date.parse(impact.at.at) + 60_000;
    await timeline.loadFrame(900);
    expect(timeline.goesOn(impact)).toBe(true);
    expect(timeline.frame?.spans.find(({ id }) => id === impact.id)?.to).toBe(timeline.asKnownAt);
    expect(timeline.frame?.signs.filter(({ at }) => at >= timeline.asKnownAt!)).toEqual([]);
    expect(timeline.frame?.figures?.resolve).toBeUndefined();
    timeline.asKnownAt = undefined;
    await timeline.loadFrame(900);
    expect(timeline.goesOn(impact)).toBe(false);
    expect(timeline.frame?.figures).toBeUndefined();
  });

  it('lays the same drawing out once, and again where that failed', async () => {
    const { timeline, workspace } = await open();
    const drawing = vi.spyOn(workspace.backend.timeline, 'drawing');
    await Promise.all([timeline.loadFrame(900), timeline.loadFrame(900)]);
    expect(drawing).toHaveBeenCalledTimes(1);
    drawing.mockRejectedValueOnce(new BackendError('internal', 'No.'));
    await expect(timeline.loadFrame(800)).rejects.toThrow('No.');
    await timeline.loadFrame(800);
    expect(drawing).toHaveBeenCalledTimes(3);
  });

  it('saves all of it, whatever is shown, or the stretch that is shown', async () => {
    const { timeline, workspace, of } = await open();
    const save = vi.spyOn(workspace.backend.timeline, 'save').mockResolvedValue('');
    const at = Date.parse(of('trigger').at.at);
    timeline.fit({ from: at, to: at });
    await timeline.savePicture(false, 'shown');
    await timeline.savePicture(true);
    const [shown, all] = save.mock.calls.map(([, view]) => view);
    expect(shown).toMatchObject({ from: new Date(at - 30_000).toISOString(), dark: false });
    expect(all).toMatchObject({ dark: true });
    expect(all).not.toHaveProperty('from');
  });

  it('moves an event and its end, each as one act that undo takes back', async () => {
    const { timeline, workspace, of } = await open();
    const before = workspace.content.events;
    const { id, at } = of('detection');
    const later = Date.parse(at.at) + 60_000;
    await timeline.move({ id, edge: 'whole', from: 0, to: later });
    expect(Date.parse(of('detection').at.at)).toBe(later);
    await timeline.move({ id, edge: 'end', from: 0, to: later + 1000 });
    expect(workspace.endOf(of('detection'))).toBe(later + 1000);
    await workspace.undo();
    await workspace.undo();
    expect(workspace.content.events).toEqual(before);
  });

  it('keeps what is seen where it is while a hand moves events within it', async () => {
    const { timeline, workspace } = await open();
    await timeline.loadFrame(900);
    const seen = timeline.extent!;
    const last = workspace.content.events.at(-1)!;
    const from = Date.parse(last.at.at);
    await timeline.move({ id: last.id, edge: 'whole', from, to: from - 600_000 });
    await timeline.loadFrame(900);
    expect(timeline.extent).toEqual(seen);
    expect(timeline.frame!.from).toBeLessThan(seen.from);
    expect(timeline.isZoomed).toBe(false);
    timeline.resetZoom();
    await timeline.loadFrame(900);
    expect(timeline.extent!.to).toBeLessThan(seen.to);
    await timeline.move({ id: last.id, edge: 'whole', from, to: from + 6_000_000 });
    await timeline.loadFrame(900);
    expect(timeline.extent!.to).toBeGreaterThan(from + 6_000_000);
    await timeline.loadFrame(900);
    expect(timeline.frame!.to).toBeGreaterThan(from + 6_000_000);
    expect(timeline.drawnStretch).toBeUndefined();
  });

  it('shows what is written, though the drawing looked elsewhere and the list was narrowed', async () => {
    const { timeline, workspace } = await open();
    await timeline.loadFrame(900);
    timeline.fit({
      from: Date.parse(workspace.content.events[0]!.at.at) - 10,
      to: Date.parse(workspace.content.events[0]!.at.at),
    });
    timeline.filter.kind = 'trigger';
    await timeline.begin('observation');
    type(timeline, { at: '2030-05-01 10:00', title: 'Years later' });
    expect(await timeline.save()).toBe(true);
    expect(timeline.listed.map(({ title }) => title)).toContain('Years later');
    timeline.filter.kind = 'observation';
    await timeline.edit(timeline.selectedEvent!);
    type(timeline, { at: '2031-05-01 10:00', kind: 'decision' });
    expect(await timeline.save()).toBe(true);
    expect(timeline.isFiltered).toBe(true);
    expect(timeline.extent!.to).toBeGreaterThan(Date.parse('2031-05-01'));
  });

  it('moves an event with all that is part of it, as one act', async () => {
    const { timeline, workspace, of } = await open();
    const [holder, part, deep] = [of('detection'), of('trigger'), of('impact')];
    await workspace.change((backend, id) => backend.timeline.moveInto(id, [part.id], holder.id));
    await workspace.change((backend, id) => backend.timeline.moveInto(id, [deep.id], part.id));
    const before = workspace.content.events;
    const at = (id: string) => Date.parse(before.find((event) => event.id === id)!.at.at);
    const parts = timeline.partsOf(holder.id);
    expect(parts).toEqual(new Set([part.id, deep.id]));
    // It is drawn from where the earliest of them begins.
    await timeline.move({ id: holder.id, edge: 'whole', from: at(part.id), to: at(part.id) + 60_000, parts });
    for (const { id } of [holder, part, deep]) {
      const moved = workspace.content.events.find((event) => event.id === id)!;
      expect(Date.parse(moved.at.at)).toBe(at(id) + 60_000);
    }
    await workspace.undo();
    expect(workspace.content.events).toEqual(before);
  });

  it('refuses an end before the beginning, and nothing is lost', async () => {
    const { timeline, workspace, of } = await open();
    const before = workspace.content.events;
    const { id, at } = of('impact');
    await expect(
      timeline.move({ id, edge: 'end', from: 0, to: Date.parse(at.at) - 1000 }),
    ).rejects.toMatchObject({ code: 'invalid' });
    expect(workspace.content.events).toEqual(before);
  });

  it('goes over what was known when in about a hundred round steps, and reaches all of it', async () => {
    const { timeline } = await open();
    await timeline.loadFrame(800);
    const { knowledge, whole } = timeline;
    expect(knowledge!.from).toBeLessThanOrEqual(whole!.from);
    expect(knowledge!.to).toBeGreaterThanOrEqual(whole!.to);
    const steps = (knowledge!.to - knowledge!.from) / knowledge!.step;
    expect(Number.isInteger(steps)).toBe(true);
    expect(steps).toBeGreaterThanOrEqual(100);
    expect(steps).toBeLessThanOrEqual(502);
    expect(knowledge!.from % knowledge!.step).toBe(0);
  });

  it('changes, moves, merges and deletes the chosen events together', async () => {
    const { timeline, workspace } = await open();
    const before = workspace.content.events;
    const [first, second, third] = before;
    timeline.select(first?.id);
    timeline.selectTo(third!.id);
    expect(timeline.chosen.map(({ id }) => id)).toEqual([first?.id, second?.id, third?.id]);
    await timeline.changeKinds('decision');
    expect(timeline.chosen.every(({ kind }) => kind === 'decision')).toBe(true);
    expect(await timeline.shiftChosen('-5 min')).toBe(-300_000);
    expect(timeline.chosen.map(({ at }) => Date.parse(at.at) + 300_000)).toEqual(
      [first!, second!, third!].map(({ at }) => Date.parse(at.at)),
    );
    await timeline.mergeChosen();
    expect(workspace.content.events.length).toBe(before.length - 2);
    expect(timeline.selectedEvent?.body).toContain(second?.title);
    for (let act = 0; act < 3; act += 1) await workspace.undo();
    expect(workspace.content.events).toEqual(before);
  });

  it('chooses more and fewer with Shift, from where it began, and holds a range or events, not both', async () => {
    const { timeline, workspace } = await open();
    const [first, second, third, fourth] = workspace.content.events.map(({ id }) => id);
    const chosen = () => timeline.chosen.map(({ id }) => id);
    timeline.select(second);
    timeline.step(1, 'range');
    timeline.step(1, 'range');
    expect(chosen()).toEqual([second, third, fourth]);
    expect(timeline.selected).toBe(fourth);
    timeline.step(-1, 'range');
    expect(chosen()).toEqual([second, third]);
    timeline.selectTo(first!);
    expect(chosen()).toEqual([first, second]);
    timeline.range = { from: 0, to: 1 };
    expect(chosen()).toEqual([first]);
    timeline.step(1, 'range');
    expect(timeline.range).toBeUndefined();
    expect(chosen()).toEqual([first, second]);
    timeline.step(1);
    expect(chosen()).toEqual([third]);
  });

  it('counts the events in the range', async () => {
    const { timeline, workspace } = await open();
    const [first, second] = workspace.content.events.map(({ at }) => Date.parse(at.at));
    timeline.range = { from: first!, to: second! };
    expect(timeline.inRange).toBe(2);
    timeline.range = { from: first! - 10, to: first! - 5 };
    expect(timeline.inRange).toBe(0);
  });

  it('begins an event over the range that is held, below what had happened by then', async () => {
    const { timeline, of, workspace } = await open();
    timeline.selected = workspace.content.events.at(-1)!.id;
    const from = Date.parse('2025-11-14T10:02:30Z');
    timeline.range = { from, to: from + 90_000 };
    await timeline.begin();
    expect(timeline.writing!.below).toBe(of('impact').id);
    expect(timeline.writing!.form.values).toMatchObject({
      at: '2025-11-14 10:02:30',
      end: '2025-11-14 10:04',
    });
    timeline.abandon();
    timeline.selected = of('detection').id;
    await timeline.insert();
    expect(timeline.writing!.form.values.end).toBe('');
    timeline.abandon();
    // It is part of nothing that only happens to stand above it.
    await timeline.update({ ...of('impact'), within: of('detection').id });
    await timeline.begin();
    expect(timeline.writing!.form.values.within).toBe('');
  });

  it('looks first at what most of it is, unless a far one is chosen', async () => {
    const { timeline, workspace } = await open();
    timeline.lookFirst();
    // What happened within one morning is seen at once.
    expect(timeline.isZoomed).toBe(false);
    const far = new TimelineState(workspace);
    await far.begin();
    type(far, { at: '14 March 2023', title: 'The first fix' });
    expect(await far.save()).toBe(true);
    const { id } = far.selectedEvent!;

    const first = new TimelineState(workspace);
    first.lookFirst();
    expect(first.outOfView).toEqual({ before: 1, after: 0 });
    expect(first.listed).toHaveLength(workspace.content.events.length);
    expect(first.selectedEvent?.title).toMatch(/^Deploy/);
    first.resetZoom();
    first.lookFirst();
    expect(first.isZoomed).toBe(false);

    const led = new TimelineState(workspace);
    led.selected = id;
    led.lookFirst();
    expect(led.isZoomed).toBe(false);
  });

  it('lets go of one thing after the other', async () => {
    const { timeline } = await open();
    timeline.range = { from: 0, to: 1 };
    timeline.filter.kind = 'trigger';
    expect(timeline.listed.every(({ kind }) => kind === 'trigger')).toBe(true);
    expect(timeline.letGo()).toBe(true);
    expect(timeline.range).toBeUndefined();
    expect(timeline.letGo()).toBe(true);
    expect(timeline.isFiltered).toBe(false);
    expect(timeline.letGo()).toBe(false);
  });

  it('says how a time is read, and keeps the reading that was chosen', async () => {
    const { timeline, of } = await open();
    const readings = await timeline.readTime('about 3 weeks after the deploy', '');
    expect(readings[0]?.says).toMatch(/about .* 3 weeks after .* moves with it/);
    await timeline.begin();
    type(timeline, { at: '3/4/2026', reading: 1, title: 'The other reading' });
    expect(await timeline.save()).toBe(true);
    expect(timeline.selectedEvent?.at.at.slice(0, 10)).toBe('2026-03-04');
    await timeline.begin();
    type(timeline, { at: '20 Dec 2025 - 8 Jan 2026', title: 'A freeze' });
    expect(await timeline.save()).toBe(true);
    expect(timeline.selectedEvent).toMatchObject({ end: { precision: 'day' } });
    expect(of('trigger')).toBeDefined();
  });
});
