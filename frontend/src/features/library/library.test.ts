import { describe, expect, it, vi } from 'vitest';
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

describe('LibraryState', () => {
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

  it('begins with what was pasted', async () => {
    const backend = await openLibrary({ empty: true });
    const library = new LibraryState(backend);
    const id = await library.beginWith([{ data: 'boom', name: '' }], 'Incident of 21 Nov');
    const { content } = await backend.library.open(id);
    expect([content.title, content.evidence.length]).toEqual(['Incident of 21 Nov', 1]);
  });
});
