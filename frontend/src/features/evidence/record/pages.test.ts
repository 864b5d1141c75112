import { waitFor } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { BackendError } from '../../../backend/error';
import type { Entry, EntryQuery, EntryWindow } from '../../../backend/types';
import { EntryPages } from './pages.svelte';

const query = (text = ''): EntryQuery => ({ text, levels: [], sources: [], show: 'all' });

function entry(index: number, text: string): Entry {
  return {
    index,
    evidence: 'e-1',
    at: null,
    written: '',
    zone: null,
    precision: 'second',
    level: '',
    actor: '',
    speaker: '',
    text,
    line: index + 1,
    lines: 1,
    format: 'text',
    events: [],
    repeats: 1,
  };
}

/** A record of `total` entries whose answers come when they are let go. */
function record(total: number) {
  const asked: { from: number; text: string; answer: () => void; refuse: () => void }[] = [];
  const load = vi.fn((wanted: EntryQuery, from: number, count: number) => {
    return new Promise<EntryWindow>((resolve, reject) => {
      const length = Math.max(0, Math.min(count, total - from));
      asked.push({
        from,
        text: wanted.text,
        answer: () => {
          const entries = Array.from({ length }, (_, at) => entry(from + at, wanted.text));
          resolve({ total, from, entries, searched: total, of: total, state: 'done' });
        },
        refuse: () => {
          reject(new BackendError('invalid', 'missing closing )'));
        },
      });
    });
  });
  const answerAll = async () => {
    for (let round = 0; round < 10; round += 1) {
      for (const one of asked.splice(0)) one.answer();
      await Promise.resolve();
      await Promise.resolve();
      await Promise.resolve();
    }
  };
  return { asked, load, answerAll };
}

describe('EntryPages', () => {
  it('shows the first page and asks for further ones when they are wanted', async () => {
    const { load, answerAll } = record(1000);
    const pages = new EntryPages(load, { size: 100 });
    void pages.turn(query());
    expect(pages.ready).toBe(false);
    await answerAll();
    expect(pages.total).toBe(1000);
    expect(pages.at(99)?.index).toBe(99);
    expect(pages.at(100)).toBeUndefined();
    pages.want(90, 130);
    await answerAll();
    expect(pages.at(100)?.index).toBe(100);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('has at most two questions open, and drops those that were scrolled past', async () => {
    const { asked, load, answerAll } = record(10_000);
    const pages = new EntryPages(load, { size: 100 });
    void pages.turn(query());
    await answerAll();
    for (let place = 1000; place < 9000; place += 500) pages.want(place, place + 50);
    expect(asked.map((one) => one.from)).toEqual([1000, 1500]);
    await answerAll();
    expect(pages.at(8500)?.index).toBe(8500);
    expect(pages.at(5000)).toBeUndefined();
    expect(load).toHaveBeenCalledTimes(4);
  });

  it('keeps the old rows until the new query has answered, and drops late answers', async () => {
    const { asked, load, answerAll } = record(300);
    const pages = new EntryPages(load, { size: 100 });
    void pages.turn(query('old'));
    await answerAll();
    void pages.turn(query('slow'));
    const slow = asked.splice(0);
    void pages.turn(query('new'));
    expect(pages.at(0)?.text).toBe('old');
    await answerAll();
    expect(pages.at(0)?.text).toBe('new');
    for (const one of slow) one.answer();
    await answerAll();
    expect(pages.at(0)?.text).toBe('new');
  });

  it('stays at the end when the record has become shorter', async () => {
    const { load, answerAll } = record(150);
    const pages = new EntryPages(load, { size: 100 });
    void pages.turn(query(), 900);
    await answerAll();
    expect(pages.at(149)?.index).toBe(149);
    expect(pages.total).toBe(150);
  });

  it('says why a query was refused and keeps what is shown', async () => {
    const { asked, load, answerAll } = record(300);
    const pages = new EntryPages(load, { size: 100 });
    void pages.turn(query('old'));
    await answerAll();
    const turned = pages.turn(query('/(/'));
    asked.splice(0)[0]?.refuse();
    await turned;
    expect(pages.error?.message).toBe('missing closing )');
    expect(pages.at(0)?.text).toBe('old');
  });

  it('forgets pages that were not wanted for long', async () => {
    const { load, answerAll } = record(10_000);
    const pages = new EntryPages(load, { size: 100, keep: 3 });
    void pages.turn(query());
    await answerAll();
    for (const place of [1000, 2000, 3000, 4000]) {
      pages.want(place, place + 10);
      await answerAll();
    }
    expect([0, 1000, 2000, 3000, 4000].map((place) => pages.at(place) !== undefined)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  it('gives a range over pages that are here and pages that are not', async () => {
    const { load, answerAll } = record(1000);
    const pages = new EntryPages(load, { size: 100 });
    void pages.turn(query());
    await answerAll();
    const range = pages.range(95, 203);
    await answerAll();
    const entries = await range;
    expect([entries[0]?.index, entries.at(-1)?.index, entries.length]).toEqual([95, 203, 109]);
  });
});

/** Answers of a search that finds three rows, then five, then stands at its end. */
function searching(): EntryWindow[] {
  const all = Array.from({ length: 5 }, (_, index) => entry(index, 'x'));
  const answer = (total: number, from: number, searched: number): EntryWindow => ({
    total,
    from,
    entries: all.slice(from, total),
    searched,
    of: 90,
    state: searched < 90 ? 'running' : 'done',
  });
  return [answer(0, 0, 10), answer(3, 0, 30), answer(5, 3, 60), answer(5, 0, 60), answer(5, 5, 90)];
}

describe('a long search', () => {
  it('shows what was found while it goes on', async () => {
    const answers = searching();
    const seen: number[] = [];
    const pages = new EntryPages(() => {
      seen.push(pages.total);
      const next = answers.shift();
      return next ? Promise.resolve(next) : Promise.reject(new BackendError('internal', 'asked too often'));
    });
    pages.want(0, 10);
    await pages.turn(query('x'));
    expect(pages.turning).toBe(false);
    expect(pages.progress).toEqual({ searched: 30, of: 90, state: 'running' });
    expect(pages.at(2)?.index).toBe(2);
    expect(pages.at(3)).toBeUndefined();
    await waitFor(() => {
      expect(pages.progress.state).toBe('done');
    });
    expect(seen).toEqual([0, 0, 3, 5, 5]);
    await waitFor(() => {
      expect(pages.at(4)?.index).toBe(4);
    });
    expect(pages.error).toBeUndefined();
  });

  it('is left alone after another query', async () => {
    const asked: string[] = [];
    const pages = new EntryPages((wanted) => {
      asked.push(wanted.text);
      const running = { total: 1, from: 0, entries: [entry(0, wanted.text)], searched: 1, of: 9 };
      return new Promise((resolve) =>
        setTimeout(() => {
          resolve({ ...running, state: wanted.text === 'new' ? 'done' : 'running' });
        }),
      );
    });
    await pages.turn(query('old'));
    await pages.turn(query('new'));
    const before = asked.length;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(asked).toHaveLength(before);
    expect(pages.progress.state).toBe('done');
  });
});
