import { render, waitFor } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import PasteSink from './PasteSink.svelte';

function paste(target: EventTarget, data: { text?: string; files?: File[] }) {
  const event = new Event('paste', { bubbles: true, cancelable: true });
  Object.assign(event, {
    clipboardData: { files: data.files ?? [], getData: () => data.text ?? '' },
  });
  target.dispatchEvent(event);
  return event;
}

function open() {
  const onpasted = vi.fn();
  const { container } = render(PasteSink, { onpasted, invitation: 'Drop' });
  const sink = container.querySelector<HTMLElement>('[contenteditable]')!;
  return { onpasted, sink };
}

it('takes text and files that no field wants', () => {
  const { onpasted } = open();
  const file = new File(['x'], 'app.log');
  paste(document.body, { text: 'one\ntwo' });
  paste(document.body, { files: [file, new File(['y'], 'image.png', { type: 'image/png' })] });
  expect(onpasted.mock.calls).toEqual([
    [[{ data: 'one\ntwo', name: '' }]],
    [
      [
        { data: file, name: 'app.log' },
        { data: expect.any(File) as File, name: '' },
      ],
    ],
  ]);
});

it('leaves a text field alone', () => {
  const { onpasted } = open();
  const input = document.createElement('input');
  document.body.append(input);
  const event = paste(input, { text: 'words' });
  expect(onpasted).not.toHaveBeenCalled();
  expect(event.defaultPrevented).toBe(false);
  input.remove();
});

it('leaves to an editor what it took, even when the line is gone by then', () => {
  const { onpasted } = open();
  const line = document.createElement('div');
  document.body.append(line);
  line.addEventListener('paste', (event) => {
    event.preventDefault();
    line.remove();
  });
  paste(line, { text: 'words' });
  expect(onpasted).not.toHaveBeenCalled();
});

it('has the focus when Ctrl+V is pressed elsewhere, and reads a picture that stands in it', async () => {
  const { onpasted, sink } = open();
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'v', ctrlKey: true, bubbles: true }));
  expect(document.activeElement).toBe(sink);
  const picture = new Blob(['png']);
  vi.stubGlobal('fetch', () => Promise.resolve({ blob: () => Promise.resolve(picture) }));
  // WebKitGTK tells nothing in the event and inserts the picture after it.
  paste(sink, {});
  const image = document.createElement('img');
  image.src = 'blob:wails://wails/1';
  sink.append(image);
  await waitFor(() => {
    expect(onpasted).toHaveBeenCalledWith([{ data: picture, name: '' }]);
  });
  expect(sink.childNodes).toHaveLength(0);
  vi.unstubAllGlobals();
});

/** A drag of what jsdom has no event for. */
function drag(type: string, types: string[], files: File[], on: Element = document.body) {
  const event = new Event(type, { bubbles: true, cancelable: true });
  Object.assign(event, { dataTransfer: { types, files, dropEffect: 'none' } });
  on.dispatchEvent(event);
  return event;
}

it('takes dropped files', () => {
  const { onpasted } = open();
  const file = new File(['x'], 'app.log');
  expect(drag('dragover', ['Files'], []).defaultPrevented).toBe(true);
  expect(drag('drop', ['Files'], [file]).defaultPrevented).toBe(true);
  expect(onpasted).toHaveBeenCalledExactlyOnceWith([{ data: file, name: 'app.log' }]);
});

it('keeps the page where dropped files are only addresses, even over an editor', () => {
  const { onpasted } = open();
  const editor = document.createElement('div');
  editor.contentEditable = 'true';
  document.body.append(editor);
  const reached = vi.fn();
  editor.addEventListener('drop', reached);
  const addresses = ['text/uri-list', 'text/html'];
  expect(drag('dragover', addresses, [], editor).defaultPrevented).toBe(true);
  expect(drag('drop', addresses, [], editor).defaultPrevented).toBe(true);
  expect(reached).not.toHaveBeenCalled();
  expect(onpasted).not.toHaveBeenCalled();
  editor.remove();
});

it('lets what is dragged within the page lead nowhere', () => {
  const { container } = render(PasteSink, { onpasted: vi.fn(), invitation: 'Drop' });
  drag('dragstart', ['text/uri-list'], []);
  drag('dragenter', ['text/uri-list'], []);
  expect(container.querySelector('.drop')).toBeNull();
  expect(drag('drop', ['text/uri-list'], []).defaultPrevented).toBe(true);
  drag('dragend', [], []);
});
