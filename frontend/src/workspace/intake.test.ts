import { beforeEach, describe, expect, it } from 'vitest';
import type { Evidence, Glimpse, Notice } from '../backend/types';
import { openExample } from '../testing/workspace';
import { Intake } from './intake.svelte';
import type { WorkspaceState } from './workspace.svelte';

let workspace: WorkspaceState;
let intake: Intake;
let tell: (notice: Notice) => void;

beforeEach(async () => {
  const opened = await openExample();
  workspace = opened.workspace;
  opened.backend.onNotice = (listener) => {
    tell = listener;
    return () => undefined;
  };
  intake = new Intake(workspace);
  intake.listen();
});

function glimpse(id: string): Glimpse {
  const evidence: Evidence = { ...(workspace.content.evidence[0] as Evidence), id, label: 'access.log' };
  return { evidence, format: 'nginx_access', why: 'All 2 entries are lines of nginx.', entries: [] };
}

function progress(done: number, more: Partial<Extract<Notice, { kind: 'progress' }>> = {}): Notice {
  return { kind: 'progress', retrospective: workspace.id, name: 'access.log', done, total: 200, ...more };
}

/** Something that is being brought in until it is ended. */
function begin() {
  let end: () => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const act = () =>
    new Promise<void>((resolve, reject) => {
      end = resolve;
      fail = reject;
    });
  const done = intake.during(act, 'access.log');
  return { done, end, fail };
}

describe('Intake', () => {
  it('shows the first rows while the rest is read', async () => {
    const bringing = begin();
    tell(progress(0, { glimpse: glimpse('new') }));
    expect(intake.glimpse?.evidence.label).toBe('access.log');
    tell(progress(50));
    expect([intake.glimpse?.evidence.id, intake.share]).toEqual(['new', 0.25]);
    bringing.end();
    await bringing.done;
    expect([intake.glimpse, intake.share, intake.name, intake.isBusy]).toEqual([
      undefined,
      undefined,
      undefined,
      false,
    ]);
  });

  it('drops them when it is cancelled or refused', async () => {
    const bringing = begin();
    tell(progress(0, { glimpse: glimpse('new') }));
    await intake.stop();
    expect([intake.isStopping, intake.glimpse?.evidence.id]).toEqual([true, 'new']);
    bringing.fail(new Error('cancelled'));
    await expect(bringing.done).rejects.toThrow('cancelled');
    expect([intake.isStopping, intake.glimpse]).toEqual([false, undefined]);
  });

  it('drops them when the next file comes', () => {
    begin();
    tell(progress(0, { glimpse: glimpse('new') }));
    tell(progress(10, { name: 'small.log' }));
    expect([intake.glimpse, intake.name]).toEqual([undefined, 'small.log']);
  });

  it('shows nothing twice that the record has', () => {
    begin();
    const known = workspace.content.evidence[0]?.id ?? '';
    tell(progress(0, { glimpse: glimpse(known) }));
    expect(intake.glimpse).toBeUndefined();
  });

  it('does not listen to what is over, or is of another', async () => {
    tell(progress(0, { glimpse: glimpse('late') }));
    expect(intake.glimpse).toBeUndefined();
    const bringing = begin();
    tell(progress(0, { glimpse: glimpse('other'), retrospective: 'another' }));
    expect(intake.glimpse).toBeUndefined();
    bringing.end();
    await bringing.done;
  });
});
