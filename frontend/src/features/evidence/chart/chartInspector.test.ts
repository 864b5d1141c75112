import { render } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { expect, it, vi } from 'vitest';
import { openExample } from '../../../testing/workspace';
import { ChartBoard } from './board.svelte';
import ChartInspector from './ChartInspector.svelte';

it('asks which numbers there are for other sources, and not for another width or scale', async () => {
  const { workspace } = await openExample();
  const fields = vi.spyOn(workspace.backend.charts, 'fields');
  const board = new ChartBoard(workspace, { draft: { series: [{ stat: 'count' }] } });
  render(ChartInspector, {
    board,
    onseries: vi.fn(),
    onchange: vi.fn(),
    onadd: vi.fn(),
    onremoveseries: vi.fn(),
    ondescribe: vi.fn(),
    onremove: vi.fn(),
    onsection: vi.fn(),
  });
  expect(fields).toHaveBeenCalledTimes(1);
  board.width = 900;
  flushSync();
  await board.change({ log: true });
  flushSync();
  expect(fields).toHaveBeenCalledTimes(1);
  const log = workspace.content.evidence.find(({ kind }) => kind === 'log')!.id;
  await board.changeSeries(0, { stat: 'count', sources: [log] });
  flushSync();
  expect(fields).toHaveBeenLastCalledWith(workspace.id, [log]);
  expect(fields).toHaveBeenCalledTimes(2);
});
