import { describe, expect, it, vi } from 'vitest';
import type { Region } from '../../../backend/types';
import { openExample } from '../../../testing/workspace';
import type { WorkspaceState } from '../../../workspace/workspace.svelte';
import { PictureBoard } from './board.svelte';

const cite: Region = { kind: 'cite', x: 0.25, y: 0.25, width: 0.5, height: 0.5 };
const blackout: Region = { kind: 'blackout', x: 0, y: 0, width: 0.5, height: 0.125 };

const pictureIn = ({ content }: WorkspaceState) =>
  content.evidence.find(({ label }) => label === 'Error rate')!;

async function lay() {
  const { workspace } = await openExample();
  const picture = pictureIn(workspace).id;
  const failed = vi.fn();
  const board = new PictureBoard(workspace, picture, failed);
  board.pane = { width: 648, height: 448 };
  board.size = { width: 1200, height: 600 };
  return { board, workspace, picture, failed };
}

const saved = (workspace: WorkspaceState) => pictureIn(workspace).regions ?? [];

describe('the view', () => {
  it('shows all of a picture in the middle of the pane', async () => {
    const { board } = await lay();
    expect(board.view).toEqual({ scale: 0.5, x: 24, y: 74 });
    expect(board.pointAt({ x: 24, y: 74 })).toEqual({ x: 0, y: 0 });
  });

  it('zooms around the place under the pointer', async () => {
    const { board } = await lay();
    const under = board.pointAt({ x: 400, y: 200 });
    board.zoomTo(4, { x: 400, y: 200 });
    expect(board.pointAt({ x: 400, y: 200 })).toEqual(under);
    expect(board.isWhole).toBe(false);
    board.fit();
    expect(board.view.scale).toBe(0.5);
  });

  it('never loses the picture by panning', async () => {
    const { board } = await lay();
    board.zoomTo(2);
    board.panBy(99_999, -99_999);
    expect(board.view).toEqual({ scale: 2, x: 24, y: 448 - 1200 - 24 });
  });
});

describe('marks', () => {
  it('are saved as they are drawn, and chosen', async () => {
    const { board, workspace } = await lay();
    board.tool = 'blackout';
    await board.add(blackout);
    expect(saved(workspace)).toEqual([blackout]);
    expect([board.tool, board.chosen]).toEqual(['select', 0]);
  });

  it('are all kept where one is drawn while the one before is being saved', async () => {
    const { board, workspace } = await lay();
    const first = board.add(blackout);
    board.try([...board.regions, { ...cite, width: 0.1 }]);
    board.try(undefined);
    expect(board.regions).toEqual([blackout]);
    await Promise.all([first, board.add(cite)]);
    expect(saved(workspace)).toEqual([blackout, cite]);
  });

  it('join presses of keys into one change', async () => {
    const { board, workspace } = await lay();
    await board.add(cite);
    const before = workspace.now.revisions;
    for (let press = 0; press < 5; press += 1) board.nudge({ x: 6, y: 0 });
    board.stretch({ x: 0, y: 30 });
    expect(board.mark).toMatchObject({ x: 0.3, height: 0.6 });
    await expect.poll(() => saved(workspace), { timeout: 4000 }).toEqual([{ ...cite, x: 0.3, height: 0.6 }]);
    expect(workspace.now.revisions).toBe(before + 1);
  });

  it('are taken back by undo, with what keys moved last', async () => {
    const { board, workspace } = await lay();
    await board.add(blackout);
    board.nudge({ x: 60, y: 0 });
    await board.undo();
    expect(saved(workspace)).toEqual([blackout]);
    await board.undo();
    expect(saved(workspace)).toEqual([]);
    expect(board.mark).toBeUndefined();
  });

  it('carry a label until it is emptied', async () => {
    const { board, workspace, picture } = await lay();
    await board.add(cite);
    await board.label(0, '  the   cliff ');
    expect(saved(workspace)[0]?.label).toBe('the cliff');
    expect(board.citation).toEqual({ evidence: picture, region: { ...cite, label: 'the cliff' } });
    await board.label(0, ' ');
    expect(saved(workspace)).toEqual([cite]);
  });

  it('of other kinds are not cited: the picture is', async () => {
    const { board, picture } = await lay();
    await board.add(blackout);
    expect(board.citation).toEqual({ evidence: picture });
    await board.remove(0);
    expect(board.regions).toEqual([]);
  });
});
