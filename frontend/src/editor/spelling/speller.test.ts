import { afterEach, expect, it, vi } from 'vitest';
import { Speller } from './speller';
import type { Answer, Question } from './worker';

/** A worker that finds every word wrong, and ends where it is asked of one that is too much for it. */
class Worker {
  static begun = 0;
  onmessage: ((event: { data: Answer }) => void) | undefined;
  onerror: (() => void) | undefined;
  #isGone = false;

  constructor() {
    Worker.begun += 1;
  }

  postMessage(question: Question) {
    queueMicrotask(() => {
      if (this.#isGone) return;
      const words = 'check' in question ? question.check : [];
      if (words.includes('fatal')) this.onerror?.();
      else this.onmessage?.({ data: { number: question.number, words } });
    });
  }

  terminate() {
    this.#isGone = true;
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
});

it('goes on with another worker where one ends, and gives up where each of them does', async () => {
  vi.stubGlobal('Worker', Worker);
  const read = vi.fn(() => Promise.resolve({ affixes: '', words: '' }));
  const speller = new Speller(read);
  const check = (word: string) => speller.check(['nl'], [word]);

  expect(await check('eerst')).toEqual(['eerst']);
  expect(await check('fatal')).toEqual([]);
  expect(await check('daarna')).toEqual(['daarna']);
  expect([Worker.begun, read.mock.calls.length]).toEqual([2, 2]); // its dictionaries are read again

  for (let i = 0; i < 5; i += 1) expect(await check('fatal')).toEqual([]);
  expect(await check('nooit')).toEqual([]);
  expect(Worker.begun).toBe(4);
});
