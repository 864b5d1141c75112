import { describe, expect, it, vi } from 'vitest';
import { BackendError } from '../backend/error';
import type { Edited } from '../backend/types';
import { openExample } from '../testing/workspace';
import { Toasts } from '../ui/toasts.svelte';
import { addEvidence, announceAdded, announceBrought } from './paste';
import type { WorkspaceState } from './workspace.svelte';

/** An answer that tells of no change. */
function nothing({ id, now }: WorkspaceState): Edited {
  const { revision, revisions, canUndo, canRedo } = now;
  return { id, before: revision.seq, revision, revisions, canUndo, canRedo, unchanged: true, lists: {} };
}

it('says in a sentence what a transcript was read as', async () => {
  const { workspace } = await openExample();
  const toasts = new Toasts();
  const { unchanged: _, ...edited } = nothing(workspace);
  const heard = {
    format: 'a transcript in paragraphs',
    cues: 2,
    speakers: ['Lee'],
    told: [],
    edited,
    evidence: '',
    recording: 0,
  };
  announceBrought(workspace, toasts, { edited, heard });
  expect(toasts.shown.map(({ text }) => text)).toEqual(['A transcript in paragraphs, 2 cues by Lee.']);
});

describe('addEvidence', () => {
  it('says what it was taken for and can be taken back', async () => {
    const { workspace } = await openExample();
    const before = workspace.content.evidence.length;
    const toasts = new Toasts();
    await addEvidence(workspace, toasts, [{ data: 'one\ntwo', name: 'app.log' }]);
    expect(toasts.shown.map(({ text }) => text)).toEqual(['Kept “app.log” as text, 2 entries']);
    expect(workspace.content.evidence).toHaveLength(before + 1);
    toasts.shown[0]?.action?.run();
    await expect.poll(() => workspace.content.evidence).toHaveLength(before);
  });

  it('says only of the newest that it was kept, so that several in a row do not cover the room', async () => {
    const { workspace } = await openExample();
    const toasts = new Toasts();
    await addEvidence(workspace, toasts, [{ data: 'one', name: 'first.log' }]);
    await addEvidence(workspace, toasts, [{ data: 'two', name: 'second.log' }]);
    expect(toasts.shown.map(({ text }) => text)).toEqual(['Kept “second.log” as text, 1 entry']);
  });

  it('says why a picture is kept as a file', async () => {
    const { workspace } = await openExample();
    const toasts = new Toasts();
    await addEvidence(workspace, toasts, [{ data: 'GIF89a that is none', name: 'large.gif' }]);
    expect(toasts.shown.map(({ text }) => text)).toEqual([
      'Kept “large.gif” as a file, 19 bytes: the picture is too large: 29728 × 24936 pixels',
    ]);
  });

  it('goes on with the rest when one is refused', async () => {
    const { backend, workspace } = await openExample();
    vi.spyOn(backend.evidence, 'paste').mockRejectedValueOnce(
      new BackendError('unsupported', 'it is too large'),
    );
    const toasts = new Toasts();
    await addEvidence(workspace, toasts, [
      { data: 'a', name: 'big.log' },
      { data: 'b', name: 'small.log' },
    ]);
    expect(toasts.shown.map(({ text, tone }) => [tone, text])).toEqual([
      ['error', 'big.log was not added'],
      ['plain', 'Kept “small.log” as text, 1 entry'],
    ]);
  });

  it('counts several by what they were taken for', async () => {
    const { workspace } = await openExample();
    const { evidence } = workspace.content;
    const [chat, log, otherLog] = evidence;
    const picture = evidence.find(({ kind }) => kind === 'screenshot');
    const chart = evidence.find(({ kind }) => kind === 'chart');
    const toasts = new Toasts();
    announceAdded(workspace, toasts, {
      edited: nothing(workspace),
      evidence: [chat, log, otherLog, picture, chart].map((one) => one!.id),
      known: [],
      grown: [],
      alike: [],
      refused: [],
    });
    expect(toasts.shown.map(({ text }) => text)).toEqual(['Kept a chat, 2 logs, a screenshot and a chart']);
  });

  it('says what was already there and what was refused', async () => {
    const { workspace } = await openExample();
    const toasts = new Toasts();
    announceAdded(workspace, toasts, {
      edited: nothing(workspace),
      evidence: [],
      known: [workspace.content.evidence[0]!.id],
      grown: [],
      alike: [],
      refused: [{ name: 'x.bin', reason: 'it is binary' }],
    });
    expect(toasts.shown.map(({ text, detail }) => [text, detail])).toEqual([
      ['That is already kept, byte for byte', undefined],
      ['x.bin was not added', 'it is binary'],
    ]);
  });
});
