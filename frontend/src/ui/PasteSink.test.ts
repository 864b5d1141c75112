import { render } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import PasteSink from './PasteSink.svelte';

/** A paste as a browser tells it: cancelable, and with text. */
function paste(target: EventTarget, text: string): ClipboardEvent {
  const event = new Event('paste', { bubbles: true, cancelable: true }) as ClipboardEvent;
  Object.defineProperty(event, 'clipboardData', { value: { files: [], getData: () => text } });
  target.dispatchEvent(event);
  return event;
}

function open() {
  const onpasted = vi.fn();
  render(PasteSink, { onpasted, invitation: 'Let go' });
  return onpasted;
}

it('takes what is pasted beside text fields', () => {
  const onpasted = open();
  expect(paste(document.body, 'a log').defaultPrevented).toBe(true);
  expect(onpasted).toHaveBeenCalledWith([{ data: 'a log', name: '' }]);
});

it('leaves to a text field what is pasted there', () => {
  const onpasted = open();
  const field = document.body.appendChild(document.createElement('input'));
  paste(field, 'words');
  expect(onpasted).not.toHaveBeenCalled();
  field.remove();
});

it('leaves to an editor what it took, even when the line is gone by then', () => {
  const onpasted = open();
  const line = document.body.appendChild(document.createElement('div'));
  line.addEventListener('paste', (event) => {
    event.preventDefault();
    line.replaceWith();
  });
  paste(line, 'words');
  expect(onpasted).not.toHaveBeenCalled();
});
