import { waitFor } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { toStore } from 'svelte/store';
import { describe, expect, it, vi } from 'vitest';
import { BackendError } from '../backend/error';
import { openExample } from '../testing/workspace';
import type { WorkspaceState } from './workspace.svelte';

/** A section to write in. */
const second = ({ content }: WorkspaceState): string => content.sections[1]!.id;

describe('WorkspaceState', () => {
  it('runs changes one after another, in their order', async () => {
    const { workspace } = await openExample();
    const before = workspace.content.actionItems.length;
    await Promise.all(
      ['one', 'two', 'three'].map((title) =>
        workspace.change((backend, id) => backend.actions.addItem(id, title)),
      ),
    );
    expect(workspace.content.actionItems.slice(before).map(({ title }) => title)).toEqual([
      'one',
      'two',
      'three',
    ]);
    expect(workspace.status.name).toBe('saved');
  });

  it('saves what is typed while something large comes in beside it', async () => {
    const { workspace } = await openExample();
    let arrive: () => void = () => undefined;
    const large = workspace.change(
      async (backend, id) => {
        await new Promise<void>((resolve) => (arrive = resolve));
        return backend.evidence.paste(id, 'so late', 'late.txt');
      },
      { aside: true },
    );
    workspace.editBody(second(workspace), 'Typed meanwhile');
    await workspace.autosave(second(workspace)).flush();
    expect(workspace.isDirty(second(workspace))).toBe(false);
    arrive();
    const { evidence } = await large;
    expect(workspace.evidence(evidence[0]!)?.fileName).toBe('late.txt');
    expect(workspace.section(second(workspace))?.body).toBe('Typed meanwhile');
  });

  it('is at one revision while letters are typed, and tells of the next once they are saved', async () => {
    const { workspace } = await openExample();
    const told = vi.fn();
    const stop = toStore(() => workspace.revision).subscribe(told);
    for (const text of ['a', 'ab', 'abc']) {
      workspace.editBody(second(workspace), text);
      flushSync();
    }
    expect(told).toHaveBeenCalledTimes(1);
    await workspace.flush();
    flushSync();
    expect(told).toHaveBeenCalledTimes(2);
    stop();
  });

  it('saves nothing while a dialog of the system is open', async () => {
    const { workspace } = await openExample();
    let choose: ((value: null) => void) | undefined;
    const asked = workspace.change(() => new Promise<null>((resolve) => (choose = resolve)), { asks: true });
    await waitFor(() => {
      expect(choose).toBeDefined();
    });
    expect(workspace.status.name).toBe('saved');
    choose?.(null);
    await asked;
    expect(workspace.status.name).toBe('saved');
  });

  it('never replaces a newer answer by an older one', async () => {
    const { workspace } = await openExample();
    const old = workspace.now;
    await workspace.change((backend, id) => backend.library.rename(id, 'Renamed'));
    workspace.accept(old);
    expect(workspace.content.title).toBe('Renamed');
  });

  it('opens all anew where an answer was missed', async () => {
    const { backend, workspace } = await openExample();
    await backend.library.rename(workspace.id, 'Renamed elsewhere');
    await workspace.change((b, id) => b.actions.addItem(id, 'one'));
    expect(workspace.content.title).toBe('Renamed elsewhere');
    expect(workspace.content.actionItems.at(-1)?.title).toBe('one');
  });

  it('keeps what is being typed when another answer comes in', async () => {
    const { backend, workspace } = await openExample();
    workspace.editBody(second(workspace), 'Being written');
    await backend.library.rename(workspace.id, 'Renamed');
    workspace.accept(await backend.library.open(workspace.id));
    expect(workspace.content.title).toBe('Renamed');
    expect(workspace.section(second(workspace))?.body).toBe('Being written');
  });

  it('saves what is being typed before any other change', async () => {
    const { workspace } = await openExample();
    workspace.editBody(second(workspace), 'Written before the checkpoint');
    await workspace.change((backend, id) => backend.history.checkpoint(id, 'Now', 'named'));
    expect(workspace.section(second(workspace))?.body).toBe('Written before the checkpoint');
    expect(workspace.revision.name).toBe('Now');
    const fresh = await workspace.backend.library.open(workspace.id);
    expect(fresh.content.sections[1]?.body).toBe('Written before the checkpoint');
  });

  it('undoes typing as well', async () => {
    const { workspace } = await openExample();
    const before = workspace.section(second(workspace))?.body;
    workspace.editBody(second(workspace), 'Something else');
    await workspace.undo();
    expect(workspace.section(second(workspace))?.body).toBe(before);
    await workspace.redo();
    expect(workspace.section(second(workspace))?.body).toBe('Something else');
  });

  it('shows a failure until it is tried again with success', async () => {
    const { backend, workspace } = await openExample();
    vi.spyOn(backend.actions, 'addItem').mockRejectedValueOnce(new BackendError('full', 'the disk is full'));
    await expect(workspace.change((backend, id) => backend.actions.addItem(id, 'kept'))).rejects.toThrow(
      'full',
    );
    const { status } = workspace;
    if (status.name !== 'failed') throw new Error(`status is ${status.name}`);
    status.retry();
    await waitFor(() => {
      expect(workspace.status.name).toBe('saved');
    });
    expect(workspace.content.actionItems.at(-1)?.title).toBe('kept');
  });

  it('does not call wrong input unsaved', async () => {
    const { workspace } = await openExample();
    const event = { ...workspace.content.events[0]!, title: '' };
    await expect(
      workspace.change((backend, id) => backend.timeline.updateEvent(id, event)),
    ).rejects.toMatchObject({
      code: 'invalid',
    });
    expect(workspace.status.name).toBe('saved');
  });

  it('offers the text that could not be saved', async () => {
    const { backend, workspace } = await openExample();
    vi.spyOn(backend.document, 'saveSection').mockRejectedValue(
      new BackendError('locked', 'another program has the library'),
    );
    workspace.editBody(second(workspace), 'Not to be lost');
    await workspace.flush();
    expect(workspace.status).toMatchObject({ name: 'failed', unsaved: 'Not to be lost' });
    expect(workspace.section(second(workspace))?.body).toBe('Not to be lost');
  });

  it('flushes changes that have not been answered yet', async () => {
    const { workspace } = await openExample();
    void workspace.change((backend, id) => backend.library.rename(id, 'Renamed'));
    workspace.editBody(second(workspace), 'Typed');
    await workspace.flush();
    const fresh = await workspace.backend.library.open(workspace.id);
    expect([fresh.content.title, fresh.content.sections[1]?.body]).toEqual(['Renamed', 'Typed']);
  });

  it('keeps the state of a room', async () => {
    const { workspace } = await openExample();
    class Room {
      readonly made = true;
    }
    expect(workspace.kept(Room)).toBe(workspace.kept(Room));
  });
});
