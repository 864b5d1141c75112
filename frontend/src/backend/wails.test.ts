import { describe, expect, it } from 'vitest';
import { BackendError } from './error';
import { wailsBackend } from './wails';

describe('the window’s backend', () => {
  it('reads the error that Wails wraps in a message', async () => {
    const problem = { code: 'invalid', message: '“zzz” is not a time', hint: 'write it like 10:02' };
    const backend = wailsBackend({
      Timeline: { ParseInstant: () => Promise.reject(new Error(JSON.stringify(problem))) },
    });
    const error = await backend.timeline.parseInstant('r', 'zzz', '').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(BackendError);
    expect(error).toMatchObject(problem);
  });

  it('keeps the words of an error that is not ours', async () => {
    const backend = wailsBackend({ Library: { List: () => Promise.reject(new Error('call timed out')) } });
    await expect(backend.library.list({})).rejects.toMatchObject({
      code: 'internal',
      message: 'call timed out',
    });
  });

  it('says when a method is not bound', async () => {
    await expect(wailsBackend({}).library.list({})).rejects.toMatchObject({ code: 'internal' });
  });
});
