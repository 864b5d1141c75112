import { afterEach, expect, it, vi } from 'vitest';
import { catchPictures } from './pastedPictures';

afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

it('gives the keys back before a pasted picture is read', async () => {
  const picture = new Blob(['pixels']);
  let read: () => void = () => undefined;
  const fetched = vi.fn(async () => {
    await new Promise<void>((resolve) => (read = resolve));
    return { blob: () => Promise.resolve(picture) };
  });
  vi.stubGlobal('fetch', fetched);
  const field = document.body.appendChild(document.createElement('input'));
  field.focus();

  const caught = catchPictures(document.body);
  const sink = document.activeElement as HTMLElement;
  expect(sink).not.toBe(field);
  sink.innerHTML = '<img src="blob:wails://picture">';
  sink.dispatchEvent(new Event('input'));
  await vi.waitFor(() => {
    expect(document.activeElement).toBe(field);
  });
  expect(sink.isConnected).toBe(false);
  expect(fetched).toHaveBeenCalledWith('blob:wails://picture');
  read();
  expect(await caught).toEqual([picture]);
});
