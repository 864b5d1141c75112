import { describe, expect, it, vi } from 'vitest';
import { BackendError } from '../../backend/error';
import { openLibrary } from '../../testing/workspace';
import { LibraryState, needsAttention } from './library.svelte';

/** The example, whose incident was in 2025, and three that began just now. */
async function openSeveral(): Promise<LibraryState> {
  const backend = await openLibrary();
  for (const title of ['Slow search', 'Lost mails', 'Full disk']) await backend.library.create(title, '');
  const library = new LibraryState(backend);
  await library.load();
  return library;
}

describe('LibraryState', () => {
  it('lists the newest incident first', async () => {
    const library = await openSeveral();
    const times = library.summaries.map((one) => one.incidentAt ?? one.createdAt);
    expect(library.loaded.name).toBe('ready');
    expect(times).toHaveLength(4);
    expect(times).toEqual([...times].sort().reverse());
    expect(library.summaries.at(-1)?.incidentAt).toBeDefined();
  });

  it('says why it could not be read', async () => {
    const backend = await openLibrary();
    vi.spyOn(backend.library, 'list').mockRejectedValue(
      new BackendError('newer_format', 'the library is newer than this app'),
    );
    const library = new LibraryState(backend);
    await library.load();
    expect(library.loaded).toMatchObject({ name: 'failed', error: { code: 'newer_format' } });
  });

  it('brings back what was deleted', async () => {
    const library = await openSeveral();
    const [first] = library.summaries;
    const count = library.summaries.length;
    await library.remove(first!.id);
    expect(library.summaries).toHaveLength(count - 1);
    await library.undelete(first!.id);
    expect(library.summaries.map(({ id }) => id)).toContain(first!.id);
  });

  it('collects what is outstanding, without what is decided against or done', async () => {
    const library = await openSeveral();
    await library.loadOutstanding();
    const items = library.outstanding?.flatMap((group) => group.items) ?? [];
    expect(items).toHaveLength(library.openActions);
    expect(new Set(items.map(({ state }) => state))).toEqual(new Set(['do-now', 'big-bet']));
  });

  it('begins with what was pasted', async () => {
    const backend = await openLibrary({ empty: true });
    const library = new LibraryState(backend);
    const id = await library.beginWith([{ data: 'boom', name: '' }], 'Incident of 21 Nov');
    const { content } = await backend.library.open(id);
    expect([content.title, content.evidence.length]).toEqual(['Incident of 21 Nov', 1]);
  });
});

it('asks for attention until the debrief was held', async () => {
  const library = await openSeveral();
  const waiting = library.summaries.filter((one) => needsAttention(one, new Date()));
  // The debrief of the example is over.
  expect(waiting.map(({ title }) => title).sort()).toEqual(['Full disk', 'Lost mails', 'Slow search']);
});
