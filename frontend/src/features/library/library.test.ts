import { describe, expect, it } from 'vitest';
import { BackendError } from '../../backend/error';
import { fakeBackend } from '../../backend/fake';
import { LibraryState, needsAttention } from './library.svelte';

describe('LibraryState', () => {
  it('lists the newest incident first', async () => {
    const library = new LibraryState(fakeBackend());
    await library.load();
    const times = library.summaries.map((one) => one.incidentAt ?? one.createdAt);
    expect(library.loaded.name).toBe('ready');
    expect(times.length).toBeGreaterThan(3);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('says why it could not be read', async () => {
    const library = new LibraryState(
      fakeBackend({
        before: (call) => {
          if (call === 'library.list')
            throw new BackendError('newer_format', 'the library is newer than this app');
        },
      }),
    );
    await library.load();
    expect(library.loaded).toMatchObject({ name: 'failed', error: { code: 'newer_format' } });
  });

  it('brings back what was deleted', async () => {
    const library = new LibraryState(fakeBackend());
    await library.load();
    const [first] = library.summaries;
    const count = library.summaries.length;
    await library.remove(first!.id);
    expect(library.summaries).toHaveLength(count - 1);
    await library.undelete(first!.id);
    expect(library.summaries.map(({ id }) => id)).toContain(first!.id);
  });

  it('collects what is outstanding, without what is decided against or done', async () => {
    const library = new LibraryState(fakeBackend());
    await library.load();
    await library.loadOutstanding();
    const items = library.outstanding?.flatMap((group) => group.items) ?? [];
    expect(items).toHaveLength(library.openActions);
    expect(new Set(items.map(({ state }) => state))).toEqual(new Set(['do-now', 'big-bet']));
  });

  it('begins with what was pasted', async () => {
    const backend = fakeBackend({ empty: true });
    const library = new LibraryState(backend);
    const id = await library.beginWith([{ data: 'boom', name: '' }], 'Incident of 21 Nov');
    const { content } = await backend.library.open(id);
    expect([content.title, content.evidence.length]).toEqual(['Incident of 21 Nov', 1]);
  });
});

it('asks for attention until the debrief was held', async () => {
  const library = new LibraryState(fakeBackend());
  await library.load();
  const waiting = library.summaries.filter((one) => needsAttention(one, new Date()));
  expect(waiting.map(({ stages }) => stages.current).sort()).toEqual(['debrief', 'investigate']);
});
