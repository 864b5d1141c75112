import { waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Backend } from '../../backend/backend';
import { BackendError } from '../../backend/error';
import type { ExportResult, Finding } from '../../backend/types';
import { openExample } from '../../testing/workspace';
import { WorkspaceState } from '../../workspace/workspace.svelte';
import { placeOf, SharingRoom } from './sharing.svelte';

let backend: Backend;
let room: SharingRoom;

beforeEach(async () => {
  const opened = await openExample();
  backend = opened.backend;
  room = new SharingRoom(opened.workspace);
});

describe('SharingRoom', () => {
  it('begins with the first target and renders it', async () => {
    await room.load();
    await room.render();
    expect(room.target).toBe(room.targets[0]);
    expect(room.ready?.preview).toContain('Root Cause');
    expect(room.loading).toBe(false);
  });

  it('moves through the targets and stays inside them', async () => {
    await room.load();
    room.move(-1);
    expect(room.chosen).toBe(room.targets[0]?.name);
    room.move(1);
    expect(room.chosen).toBe(room.targets[1]?.name);
    room.move(99);
    expect(room.chosen).toBe(room.targets.at(-1)?.name);
  });

  it('has nothing ready of another target', async () => {
    await room.load();
    await room.render();
    room.move(1);
    expect(room.ready).toBeUndefined();
    expect(room.result).toBeDefined();
  });

  it('renders the recording notes in the form that is chosen, and the chapters as text', async () => {
    await room.load();
    room.chosen = 'recording-notes';
    room.form = 'html';
    await room.render();
    expect(room.ready?.files[0]?.name).toBe('recording-notes/recording-notes.html');
    expect(room.copies).toBe('html');
    room.chosen = 'webvtt-chapters';
    await room.render();
    expect(room.ready?.text).toMatch(/^WEBVTT\n\n1\n00:00:00\.000 --> /);
  });

  it('keeps that the agenda left, once, and none that leaves when the debrief is over', async () => {
    await room.load();
    room.chosen = 'agenda';
    const before = room.workspace.revision.seq;
    await room.sent();
    expect(room.workspace.revision.seq).toBe(before);

    room = new SharingRoom(new WorkspaceState(backend, await backend.library.create('Disk full', '')));
    await room.load();
    await room.sent();
    expect(room.workspace.content.debrief.agendaSentAt).toBeUndefined();
    room.chosen = 'agenda';
    await room.sent();
    const { seq } = room.workspace.revision;
    expect(room.workspace.content.debrief.agendaSentAt).toBeDefined();
    await room.sent();
    expect(room.workspace.revision.seq).toBe(seq);
  });

  it('drops a late rendering', async () => {
    await room.load();
    const answers: ((result: ExportResult) => void)[] = [];
    vi.spyOn(backend.sharing, 'render').mockImplementation(
      () => new Promise((resolve) => answers.push(resolve)),
    );
    const [slow, fast] = [room.render(), room.render()];
    await waitFor(() => {
      expect(answers).toHaveLength(2);
    });
    const result = (text: string): ExportResult => ({
      target: room.chosen,
      files: [],
      preview: '',
      text,
      html: '',
      notes: [],
    });
    answers[1]?.(result('new'));
    await fast;
    answers[0]?.(result('old'));
    await slow;
    expect(room.ready?.text).toBe('new');
  });

  it('says why a target cannot be rendered', async () => {
    await room.load();
    vi.spyOn(backend.sharing, 'render').mockRejectedValue(
      new BackendError('damaged', 'a picture cannot be read'),
    );
    await room.render();
    expect(room.error?.message).toBe('a picture cannot be read');
    expect(room.result).toBeUndefined();
  });

  it('remembers what was shared', async () => {
    await room.workspace.change((b, id) => b.history.checkpoint(id, 'Sent to the team', 'shared'));
    await room.load();
    expect(room.shared.map((one) => one.name)).toEqual(['Sent to the team']);
  });
});

describe('placeOf', () => {
  const about = (noun: Finding['noun'], id: string): Finding => ({
    kind: 'wording',
    rule: '',
    words: '',
    noun,
    id,
  });

  it('leads to the room where a finding is put right', () => {
    expect(placeOf(about('event', 'e'))).toEqual({ room: 'timeline', target: { noun: 'event', id: 'e' } });
    expect(placeOf(about('factor', 'f'))).toEqual({ room: 'actions' });
    expect(placeOf(about('action-item', ''))).toEqual({ room: 'actions' });
    expect(placeOf(about('section', 's'))).toEqual({
      room: 'document',
      target: { noun: 'section', id: 's' },
    });
  });
});
