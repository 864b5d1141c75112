import { expect, it } from 'vitest';
import { BackendError, toBackendError } from './error';

it.each([
  [{ code: 'locked', message: 'in use', hint: 'close it' }, ['locked', 'in use', 'close it']],
  [{ code: 'brand_new', message: 'm' }, ['internal', 'm', '']],
  [new Error('plain'), ['internal', 'plain', '']],
  ['text', ['internal', 'text', '']],
  [undefined, ['internal', 'something unknown went wrong', '']],
  [{}, ['internal', 'something unknown went wrong', '']],
])('turns %j into one shape', (thrown, [code, message, hint]) => {
  expect(toBackendError(thrown)).toMatchObject({ code, message, hint });
});

it('says the hint as a sentence of its own', () => {
  expect(new BackendError('locked', 'it is in use', 'close it there').said).toBe(
    'it is in use. Close it there',
  );
  expect(new BackendError('full', 'no room').said).toBe('no room');
});

it('leaves its own kind alone', () => {
  const error = new BackendError('full', 'm');
  expect(toBackendError(error)).toBe(error);
});
