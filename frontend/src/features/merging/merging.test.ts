import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Backend } from '../../backend/backend';
import { openExample } from '../../testing/workspace';
import type { WorkspaceState } from '../../workspace/workspace.svelte';
import { BringBack, MergingState } from './merging.svelte';
import { gist } from './words';

let backend: Backend;
let workspace: WorkspaceState;

beforeEach(async () => {
  ({ backend, workspace } = await openExample());
});

const wentWell = () => workspace.content.sections.find(({ heading }) => heading === 'What went well')!;

/** Saves the retrospective as Markdown, and answers the page with another word in what went well. */
async function editedPage(): Promise<string> {
  const page = readFileSync(await backend.sharing.save(workspace.id, 'markdown'), 'utf8');
  const edited = page.replace('Support told us', 'Support told everybody');
  expect(edited).not.toBe(page);
  return edited;
}

/** The same, and another word here too. */
async function pageWithConflict(): Promise<string> {
  const page = await editedPage();
  const { id, body } = wentWell();
  workspace.editBody(id, body.replace('Support told us', 'Support told me'));
  return page;
}

describe('BringBack', () => {
  it('previews what was pasted and takes it in as one revision', async () => {
    const bringing = new BringBack(workspace);
    await bringing.take(await editedPage(), 'pasted.md');
    expect(bringing.page?.name).toBe('pasted.md');
    expect(bringing.result && gist(bringing.result)).toBe('1 change');
    const before = workspace.revision.seq;
    await bringing.apply();
    expect(workspace.revision.seq).toBe(before + 1);
    expect(wentWell().body).toContain('Support told everybody');
  });

  it('tells of what was changed on both sides, and of the mark that stands there until it is decided', async () => {
    const bringing = new BringBack(workspace);
    await bringing.take(await pageWithConflict(), 'pasted.md');
    expect(bringing.result && gist(bringing.result)).toBe('1 change and 1 place to decide');
  });

  it('asks what to do with a page that has nothing in common', async () => {
    const bringing = new BringBack(workspace);
    await bringing.take('# Groceries\n\nMilk and honey.', 'pasted.md');
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
    const before = bringing.bases.length;
    await backend.sharing.save(workspace.id, 'markdown');
    await bringing.load();
    expect(bringing.bases).toHaveLength(before + 1);
    expect(bringing.bases[0]?.target).toBe('markdown');
  });
});

describe('MergingState', () => {
  async function withConflict(): Promise<MergingState> {
    const bringing = new BringBack(workspace);
    await bringing.take(await pageWithConflict(), 'pasted.md');
    await bringing.apply();
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
    expect(wentWell().body).toContain('Support told everybody');
    expect(wentWell().body).not.toContain('Support told me');
  });
});
