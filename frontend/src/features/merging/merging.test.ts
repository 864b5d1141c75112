import { beforeEach, describe, expect, it } from 'vitest';
import type { Backend } from '../../backend/backend';
import { fakeBackend } from '../../backend/fake';
import { WorkspaceState } from '../../workspace/workspace.svelte';
import { BringBack, MergingState } from './merging.svelte';
import { gist } from './words';

let backend: Backend;
let workspace: WorkspaceState;

beforeEach(async () => {
  backend = fakeBackend();
  workspace = new WorkspaceState(backend, await backend.library.open('retro-1'));
});

describe('BringBack', () => {
  it('previews what was pasted and takes it in as one revision', async () => {
    const bringing = new BringBack(workspace);
    await bringing.take('# Edited', 'pasted.md');
    expect(bringing.page?.name).toBe('pasted.md');
    expect(bringing.result && gist(bringing.result)).toBe('1 place to decide');
    const before = workspace.revision.seq;
    await bringing.apply();
    expect(workspace.revision.seq).toBe(before + 1);
  });

  it('asks what to do with a page that has nothing in common', async () => {
    const bringing = new BringBack(workspace);
    await bringing.take('nothing', 'pasted.md');
    expect(bringing.isStrange).toBe(true);
    await bringing.compareWith({ append: true });
    expect(bringing.isStrange).toBe(false);
    expect(bringing.result).toBeDefined();
    bringing.again();
    expect(bringing.page).toBeUndefined();
    expect(bringing.options).toEqual({ append: false });
  });

  it('lists what left', async () => {
    const bringing = new BringBack(workspace);
    await bringing.load();
    expect(bringing.bases.map((base) => base.target)).toEqual(['markdown']);
  });
});

describe('MergingState', () => {
  async function withConflict(): Promise<MergingState> {
    const bringing = new BringBack(workspace);
    await bringing.take('# Edited', 'pasted.md');
    await bringing.apply();
    const section = workspace.content.sections[0]!;
    workspace.editBody(section.id, '> [!IMPORTANT]\n> **Conflict 1.** The edited page says here:\n>\n> far');
    const merging = new MergingState(workspace);
    await merging.load();
    return merging;
  }

  it('lists the conflicts that are open', async () => {
    const merging = new MergingState(workspace);
    await merging.load();
    expect(merging.conflicts).toEqual([]);
    expect((await withConflict()).conflicts.map((one) => one.number)).toEqual([1]);
  });

  it('settles one and goes on', async () => {
    const merging = await withConflict();
    merging.move(5);
    expect(merging.at).toBe(0);
    await merging.settle(merging.conflict!, { choice: 'theirs' });
    expect(merging.conflict).toBeUndefined();
  });
});
