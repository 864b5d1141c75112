import { describe, expect, it, vi } from 'vitest';
import { BackendError } from '../../../backend/error';
import type { FindQuery, Found } from '../../../backend/types';
import { Finder } from './finder.svelte';

const found = (row: number, number: number, state: Found['state'] = 'done'): Found => ({
  total: 3,
  row,
  number,
  marks: [],
  searched: 1,
  of: 1,
  state,
});

function make(answer: (find: FindQuery) => Found | Error) {
  const asked: FindQuery[] = [];
  let cursor = 4;
  const show = vi.fn((row: number) => (cursor = row));
  const stop = vi.fn(() => Promise.resolve());
  const resume = vi.fn(() => Promise.resolve());
  const finder = new Finder({
    ask: (find) => {
      asked.push(find);
      const next = answer(find);
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
    },
    stop,
    resume,
    at: () => cursor,
    show,
  });
  finder.isOpen = true;
  finder.text = 'timeout';
  return { finder, asked, show, stop, resume };
}

describe('Finder', () => {
  it('begins with the row that is read and goes on from there', async () => {
    const { finder, asked, show } = make((find) => found(find.backward ? 2 : find.from + 5, 1));
    await finder.search();
    await finder.step(1);
    await finder.step(-1);
    expect(asked.map(({ from, backward }) => [from, backward])).toEqual([
      [4, false],
      [10, false],
      [14, true],
    ]);
    expect(show.mock.calls).toEqual([[9], [15], [2]]);
  });

  it('follows a long search, and goes to the first row as soon as it is known', async () => {
    const answers = [found(-1, 0, 'running'), found(7, 1, 'running'), found(7, 1)];
    const { finder, asked, show } = make(() => answers.shift() ?? found(0, 0));
    await finder.search();
    expect(asked).toHaveLength(3);
    expect(show.mock.calls).toEqual([[7]]);
    expect(finder.isRunning).toBe(false);
  });

  it('is stopped, keeps what it has found, and goes on', async () => {
    const answers = [found(7, 1, 'running'), found(8, 2, 'running')];
    const made = make(() => answers.shift() ?? found(9, 3));
    const { finder, stop, resume } = made;
    const searching = finder.search();
    await finder.stop();
    await searching;
    expect(stop).toHaveBeenCalledOnce();
    expect(finder.isRunning).toBe(false);
    expect(answers).toHaveLength(1);
    await finder.resume();
    expect(resume).toHaveBeenCalledOnce();
    expect(finder.found).toMatchObject({ number: 3, state: 'done' });
  });

  it('counts again without going anywhere', async () => {
    const { finder, show } = make(() => found(0, 1));
    await finder.refresh();
    expect(finder.found?.total).toBe(3);
    expect(show).not.toHaveBeenCalled();
  });

  it('says why it cannot look for something', async () => {
    const { finder } = make(() => new BackendError('invalid', 'missing closing )'));
    await finder.search();
    expect(finder.problem).toBe('missing closing )');
    expect(finder.found).toBeUndefined();
  });

  it('marks nothing once it is closed, and hears no late answer', async () => {
    const { finder } = make(() => found(0, 1));
    const late = finder.search();
    finder.close();
    await late;
    expect(finder.found).toBeUndefined();
    expect(finder.pattern).toBeUndefined();
  });
});
