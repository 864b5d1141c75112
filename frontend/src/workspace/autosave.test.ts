import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BackendError } from '../backend/error';
import { Autosave } from './autosave.svelte';

/** A save that answers when the test says so. */
function slowSave() {
  const calls: { text: string; answer: () => void; fail: (reason: unknown) => void }[] = [];
  const save = vi.fn(
    (text: string) =>
      new Promise<void>((answer, fail) => {
        calls.push({ text, answer, fail });
      }),
  );
  return { save, calls };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('Autosave', () => {
  it('saves after a pause, once', async () => {
    const save = vi.fn(() => Promise.resolve());
    const autosave = new Autosave(save);
    autosave.edit('a');
    await vi.advanceTimersByTimeAsync(200);
    autosave.edit('ab');
    expect(autosave.state.name).toBe('editing');
    await vi.advanceTimersByTimeAsync(299);
    expect(save).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(save.mock.calls).toEqual([['ab']]);
    expect(autosave.state.name).toBe('clean');
    expect(autosave.unsaved).toBeUndefined();
  });

  it('saves at the latest after a second of typing without a pause', async () => {
    const save = vi.fn(() => Promise.resolve());
    const autosave = new Autosave(save);
    for (let typed = 0; typed < 10; typed += 1) {
      autosave.edit('x'.repeat(typed + 1));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(save).toHaveBeenCalledTimes(1);
  });

  it('has one save under way at a time and then saves what was typed meanwhile', async () => {
    const { save, calls } = slowSave();
    const autosave = new Autosave(save);
    autosave.edit('first');
    await vi.advanceTimersByTimeAsync(300);
    autosave.edit('first and second');
    await vi.advanceTimersByTimeAsync(5000);
    expect(save).toHaveBeenCalledTimes(1);
    expect(autosave.unsaved).toBe('first and second');
    calls[0]!.answer();
    await vi.advanceTimersByTimeAsync(0);
    // What was typed meanwhile has waited for more than a second: it goes at once.
    expect(calls[1]!.text).toBe('first and second');
    calls[1]!.answer();
    await vi.advanceTimersByTimeAsync(0);
    expect(autosave.state.name).toBe('clean');
  });

  it('keeps the text after a failure and saves it on retry', async () => {
    const { save, calls } = slowSave();
    const autosave = new Autosave(save);
    autosave.edit('precious');
    await vi.advanceTimersByTimeAsync(300);
    calls[0]!.fail(new BackendError('full', 'the disk is full'));
    await vi.advanceTimersByTimeAsync(0);
    expect(autosave.state).toMatchObject({ name: 'failed', error: { code: 'full' } });
    expect(autosave.unsaved).toBe('precious');
    const retried = autosave.retry();
    await vi.advanceTimersByTimeAsync(0);
    calls[1]!.answer();
    await retried;
    expect(calls[1]!.text).toBe('precious');
    expect(autosave.state.name).toBe('clean');
  });

  it('prefers what was typed after the save that failed', async () => {
    const { save, calls } = slowSave();
    const autosave = new Autosave(save);
    autosave.edit('old');
    await vi.advanceTimersByTimeAsync(300);
    autosave.edit('new');
    calls[0]!.fail(new Error('no'));
    await vi.advanceTimersByTimeAsync(0);
    expect(autosave.unsaved).toBe('new');
  });

  it('tries again by itself when typing goes on after a failure', async () => {
    const { save, calls } = slowSave();
    const autosave = new Autosave(save);
    autosave.edit('a');
    await vi.advanceTimersByTimeAsync(300);
    calls[0]!.fail(new Error('no'));
    await vi.advanceTimersByTimeAsync(0);
    autosave.edit('ab');
    await vi.advanceTimersByTimeAsync(300);
    expect(calls[1]!.text).toBe('ab');
  });

  it('flushes at once, and waits for what is under way', async () => {
    const { save, calls } = slowSave();
    const autosave = new Autosave(save);
    autosave.edit('a');
    const first = autosave.flush();
    await vi.advanceTimersByTimeAsync(0);
    expect(save).toHaveBeenCalledTimes(1);
    autosave.edit('ab');
    let done = false;
    const second = autosave.flush().then(() => (done = true));
    calls[0]!.answer();
    await first;
    await vi.advanceTimersByTimeAsync(0);
    expect(done).toBe(false);
    calls[1]!.answer();
    await second;
    expect(calls.map(({ text }) => text)).toEqual(['a', 'ab']);
    expect(autosave.isDirty).toBe(false);
  });

  it('lets all who flush at once wait for the same save', async () => {
    const { save, calls } = slowSave();
    const autosave = new Autosave(save);
    autosave.edit('a');
    let done = 0;
    const flushed = [autosave.flush(), autosave.flush()].map((one) => one.then(() => (done += 1)));
    await vi.advanceTimersByTimeAsync(0);
    expect([calls.length, done]).toEqual([1, 0]);
    calls[0]!.answer();
    await Promise.all(flushed);
    expect(save).toHaveBeenCalledTimes(1);
  });

  it('has nothing to flush when nothing was typed', async () => {
    const save = vi.fn(() => Promise.resolve());
    await new Autosave(save).flush();
    expect(save).not.toHaveBeenCalled();
  });
});
