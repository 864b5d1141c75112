import { describe, expect, it, vi } from 'vitest';
import { BackendError } from '../../backend/error';
import { openLibrary } from '../../testing/workspace';
import { LibraryState, todo } from './library.svelte';
import { Windowed } from './windowed.svelte';

describe('todo', () => {
  const nothing = { all: 3, waiting: 0, openActions: 0, unownedActions: 0 };
  it.each([
    ['Nothing waits for you.', {}],
    ['One needs you this week.', { waiting: 1 }],
    [
      '2 need you this week; 3 action items are open, one has no owner.',
      { waiting: 2, openActions: 3, unownedActions: 1 },
    ],
    ['One action item is open.', { openActions: 1 }],
    ['2 action items are open, and nobody owns them.', { openActions: 2, unownedActions: 2 }],
  ])('%s', (sentence, counts) => {
    expect(todo({ ...nothing, ...counts })).toBe(sentence);
  });
});

describe('Windowed', () => {
  const numbers = (total: number) =>
    vi.fn((offset: number, limit: number) =>
      Promise.resolve({
        rows: Array.from(
          { length: Math.max(0, Math.min(limit, total - offset)) },
          (_, index) => offset + index,
        ),
        total,
      }),
    );

  it('reads only what is looked at, and once', async () => {
    const read = numbers(10_000);
    const list = new Windowed(read);
    await list.load();
    await list.want(5000, 5040);
    await list.want(5000, 5040);
    expect([list.total, list.at(0), list.at(3000), list.at(5010)]).toEqual([10_000, 0, undefined, 5010]);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('asks again for what could not be read', async () => {
    const read = numbers(10_000);
    const list = new Windowed(read);
    await list.load();
    read.mockRejectedValueOnce(new BackendError('damaged', 'not now'));
    await expect(list.want(5000, 5010)).rejects.toMatchObject({ code: 'damaged' });
    await list.want(5000, 5010);
    expect(list.at(5005)).toBe(5005);
  });

  it('takes nothing of an earlier list into a later one', async () => {
    let answer: (rows: { rows: string[]; total: number }) => void = () => undefined;
    const read = vi
      .fn<(offset: number, limit: number) => Promise<{ rows: string[]; total: number }>>()
      .mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)))
      .mockResolvedValueOnce({ rows: ['new'], total: 1 });
    const list = new Windowed(read);
    const early = list.load();
    await list.load();
    answer({ rows: ['old', 'old'], total: 2 });
    await early;
    expect([list.total, list.at(0)]).toEqual([1, 'new']);
  });
});

/** The example, whose incident was in 2025, and three that began just now. */
async function openSeveral(): Promise<LibraryState> {
  const backend = await openLibrary();
  for (const title of ['Slow search', 'Lost mails', 'Full disk']) await backend.library.create(title, '');
  const library = new LibraryState(backend);
  await library.load();
  return library;
}

const shown = ({ retrospectives }: LibraryState) =>
  Array.from({ length: retrospectives.total }, (_, place) => retrospectives.at(place));

describe('LibraryState', () => {
  it('lists the newest incident first', async () => {
    const library = await openSeveral();
    const times = shown(library).map((one) => one?.incidentAt ?? one?.createdAt ?? '');
    expect(library.loaded.name).toBe('ready');
    expect(times).toHaveLength(4);
    expect(times).toEqual([...times].sort().reverse());
    expect(shown(library).at(-1)?.incidentAt).toBeDefined();
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
    const [first] = shown(library);
    await library.remove(first!.id);
    expect([library.counts?.all, shown(library).length]).toEqual([3, 3]);
    await library.undelete(first!.id);
    expect(shown(library).map((one) => one?.id)).toContain(first!.id);
  });

  it('collects what is outstanding, without what is decided against or done', async () => {
    const library = await openSeveral();
    await library.outstanding.load();
    const { total } = library.outstanding;
    const items = Array.from({ length: total }, (_, place) => library.outstanding.at(place));
    expect(total).toBeGreaterThan(0);
    expect(total).toBe(shown(library).reduce((sum, one) => sum + (one?.openActions ?? 0), 0));
    expect(new Set(items.map((one) => one?.item.state))).toEqual(new Set(['do-now', 'big-bet']));
  });

  it('lists what was learned, filtered by words and kind', async () => {
    const { learnings } = await openSeveral();
    await learnings.list.load();
    expect([learnings.list.total, learnings.isFiltered]).toEqual([0, false]);
    await learnings.filter('queue', 'lacked');
    expect([learnings.list.total, learnings.isFiltered]).toEqual([0, true]);
  });

  it('counts what waits for its debrief, and nothing of the example', async () => {
    const { counts } = await openSeveral();
    expect(counts).toEqual({ all: 4, waiting: 3, openActions: 0, unownedActions: 0 });
  });

  it('orders by a column, and by the same the other way round', async () => {
    const backend = await openLibrary();
    await backend.library.create('A beginning', '');
    const library = new LibraryState(backend);
    const titles = () => [
      library.retrospectives.at(0)?.title.charAt(0),
      library.retrospectives.at(1)?.title.charAt(0),
    ];
    await library.orderBy('title');
    expect(titles()).toEqual(['A', 'O']);
    await library.orderBy('title');
    expect(titles()).toEqual(['O', 'A']);
    await library.filter('begin');
    expect([library.retrospectives.total, ...titles()]).toEqual([1, 'A', undefined]);
  });

  it('narrows to what is late', async () => {
    const backend = await openLibrary();
    const [example] = (await backend.library.list({})).rows;
    const events = (await backend.library.open(example!.id)).content.events;
    const resolved = events.find(({ kind }) => kind === 'resolution');
    for (const title of ['Slow search', 'Lost mails']) await backend.library.create(title, '');
    const late = (await backend.library.list({})).rows.find(({ title }) => title === 'Lost mails');
    await backend.timeline.addEvent(late!.id, { ...resolved!, id: '', citations: [] });
    const library = new LibraryState(backend);
    await library.filter('', 'late');
    // The example is as old, and waits for nobody.
    expect(shown(library).map((one) => [one?.title, one?.stages.current])).toEqual([
      ['Lost mails', 'investigate'],
    ]);
    expect(library.isFiltered).toBe(true);
  });

  it('begins with what was pasted', async () => {
    const backend = await openLibrary({ empty: true });
    const library = new LibraryState(backend);
    const id = await library.beginWith([{ data: 'boom', name: '' }], 'Incident of 21 Nov');
    const { content } = await backend.library.open(id);
    expect([content.title, content.evidence.length]).toEqual(['Incident of 21 Nov', 1]);
  });
});
