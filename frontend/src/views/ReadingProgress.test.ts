import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Backend } from '../backend/backend';
import { fakeBackend } from '../backend/fake';
import type { Notice } from '../backend/types';
import type * as Workspaces from '../workspace/workspace.svelte';
import { WorkspaceState } from '../workspace/workspace.svelte';
import ReadingProgress from './ReadingProgress.svelte';

let backend: Backend;
let workspace: WorkspaceState;
let tell: (notice: Notice) => void;

vi.mock('../workspace/workspace.svelte', async (original) => ({
  ...(await original<typeof Workspaces>()),
  getWorkspace: () => workspace,
}));

beforeEach(async () => {
  backend = fakeBackend();
  backend.onNotice = (listener) => {
    tell = listener;
    return () => undefined;
  };
  workspace = new WorkspaceState(backend, await backend.library.open('retro-1'));
});

afterEach(cleanup);

const progress = (done: number): Notice => ({
  kind: 'progress',
  retrospective: 'retro-1',
  name: 'router.log',
  done,
  total: 2_000_000,
});

it('tells what is read while it is read, and no longer', async () => {
  render(ReadingProgress, { bringing: undefined, patience: 0 });
  let finish: () => void = () => undefined;
  const paste = workspace.change(
    () =>
      new Promise<null>(
        (resolve) =>
          (finish = () => {
            resolve(null);
          }),
      ),
  );
  tell(progress(1_000_000));
  expect(await screen.findByText('Reading router.log')).toBeTruthy();
  expect(screen.getByText('1.0 MB of 2.0 MB')).toBeTruthy();
  expect(screen.getByRole<HTMLProgressElement>('progressbar').value).toBe(0.5);
  finish();
  await paste;
  await vi.waitFor(() => {
    expect(screen.queryByText('Reading router.log')).toBeNull();
  });
});

it('stops when asked to', async () => {
  const cancel = vi.spyOn(backend.evidence, 'cancel');
  render(ReadingProgress, { bringing: 'big.log', patience: 0 });
  void workspace.change(() => new Promise<null>(() => undefined));
  await userEvent.click(await screen.findByRole('button', { name: 'Stop' }));
  expect(cancel).toHaveBeenCalledWith('retro-1');
});
