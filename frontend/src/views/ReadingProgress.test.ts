import { cleanup, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Backend } from '../backend/backend';
import type { Notice } from '../backend/types';
import { openExample } from '../testing/workspace';
import { Intake } from '../workspace/intake.svelte';
import type { WorkspaceState } from '../workspace/workspace.svelte';
import ReadingProgress from './ReadingProgress.svelte';

let backend: Backend;
let workspace: WorkspaceState;
let intake: Intake;
let tell: (notice: Notice) => void;

beforeEach(async () => {
  ({ backend, workspace } = await openExample());
  backend.onNotice = (listener) => {
    tell = listener;
    return () => undefined;
  };
  intake = new Intake(workspace);
  intake.listen();
});

afterEach(cleanup);

const progress = (done: number): Notice => ({
  kind: 'progress',
  retrospective: workspace.id,
  name: 'router.log',
  done,
  total: 2_000_000,
});

it('tells what is read while it is read, and no longer', async () => {
  render(ReadingProgress, { intake, patience: 0 });
  let finish: () => void = () => undefined;
  const paste = intake.during(() => new Promise<void>((resolve) => (finish = resolve)));
  tell(progress(1_000_000));
  expect(await screen.findByText('Reading router.log')).toBeTruthy();
  expect(screen.getByText('1.0 MB of 2.0 MB')).toBeTruthy();
  expect(screen.getByRole<HTMLProgressElement>('progressbar').value).toBe(0.5);
  finish();
  await paste;
  await waitFor(() => {
    expect(screen.queryByText('Reading router.log')).toBeNull();
  });
});

it('stops when asked to', async () => {
  const cancel = vi.spyOn(backend.evidence, 'cancel');
  render(ReadingProgress, { intake, patience: 0 });
  void intake.during(() => new Promise<void>(() => undefined), 'big.log');
  await userEvent.click(await screen.findByRole('button', { name: 'Stop' }));
  expect(cancel).toHaveBeenCalledWith(workspace.id);
});
