import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import ToastsHost from '../testing/ToastsHost.svelte';
import { Toasts } from './toasts.svelte';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function shown() {
  const toasts = new Toasts();
  render(ToastsHost, { toasts });
  toasts.say('Deleted “A”', { label: 'Undo', run: () => undefined });
  toasts.say('Deleted “B”', { label: 'Undo', run: () => undefined });
  await vi.advanceTimersByTimeAsync(10);
  return toasts;
}

const words = (toasts: Toasts) => toasts.shown.map(({ text }) => text);

it('lets them go after their time', async () => {
  const toasts = await shown();
  await vi.advanceTimersByTimeAsync(8000);
  expect(words(toasts)).toEqual([]);
});

it('lets the others go after the button of one was pressed, though that took the focus away with it', async () => {
  const toasts = await shown();
  const button = screen.getAllByRole('button', { name: 'Undo' })[0]!;
  await fireEvent.pointerEnter(screen.getByRole('region', { name: 'Messages' }));
  button.focus();
  await fireEvent.click(button);
  expect(words(toasts)).toEqual(['Deleted “B”']);
  await vi.advanceTimersByTimeAsync(8000);
  expect(words(toasts)).toEqual([]);
});

it('keeps them while the pointer moves over them, or the focus is in them', async () => {
  const toasts = await shown();
  await vi.advanceTimersByTimeAsync(7000);
  await fireEvent.pointerMove(screen.getByRole('region', { name: 'Messages' }));
  await vi.advanceTimersByTimeAsync(7000);
  expect(words(toasts)).toHaveLength(2);
  screen.getAllByRole('button', { name: 'Undo' })[0]!.focus();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(words(toasts)).toHaveLength(2);
  (document.activeElement as HTMLElement).blur();
  await vi.advanceTimersByTimeAsync(8000);
  expect(words(toasts)).toEqual([]);
});

it('keeps those that tell of trouble until they are closed, however many come after them', () => {
  const toasts = new Toasts();
  toasts.fail('“A” was not saved');
  for (const name of ['B', 'C', 'D', 'E', 'F']) toasts.say(`Deleted “${name}”`);
  expect(words(toasts)).toEqual([
    '“A” was not saved',
    'Deleted “C”',
    'Deleted “D”',
    'Deleted “E”',
    'Deleted “F”',
  ]);
});
