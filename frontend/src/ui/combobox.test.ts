import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import Combobox from './Combobox.svelte';

async function typed(value: string, only: boolean) {
  const onchange = vi.fn<(value: string) => void>();
  render(Combobox, { id: 'zone', value: '', options: ['Asia/Tokyo', 'Europe/Berlin'], only, onchange });
  const field = screen.getByRole('combobox');
  await fireEvent.input(field, { target: { value } });
  await fireEvent.keyDown(field, { key: 'Enter' });
  return onchange;
}

it('takes the first that fits by Enter where only what is offered counts', async () => {
  expect(await typed('ber', true)).toHaveBeenCalledWith('Europe/Berlin');
});

it('leaves alone what was typed where anything may be', async () => {
  expect(await typed('ber', false)).not.toHaveBeenCalled();
});

it('takes nothing where nothing fits', async () => {
  expect(await typed('mars', true)).not.toHaveBeenCalled();
});

it('goes by the first arrow to the row that is marked already, and by the second to what is new', async () => {
  const onmake = vi.fn<(value: string) => void>();
  const onchange = vi.fn<(value: string) => void>();
  render(Combobox, { id: 'kind', value: '', options: ['trigger'], onmake, onchange });
  const field = screen.getByRole('combobox');
  const press = (key: string) => fireEvent.keyDown(field, { key });
  await fireEvent.input(field, { target: { value: 'tri' } });
  await press('ArrowDown');
  await press('Enter');
  expect(onchange).toHaveBeenLastCalledWith('trigger');
  expect(onmake).not.toHaveBeenCalled();
  await fireEvent.input(field, { target: { value: 'tri' } });
  await press('ArrowDown');
  await press('ArrowDown');
  await press('Enter');
  expect(onmake).toHaveBeenCalledWith('tri');
});

it('says when a row was chosen, and lets Enter pass where the whole of it is typed', async () => {
  const ontake = vi.fn<() => void>();
  render(Combobox, { id: 'kind', value: '', options: ['trigger'], only: true, ontake });
  const field: HTMLInputElement = screen.getByRole('combobox');
  await fireEvent.input(field, { target: { value: 'tri' } });
  expect(await fireEvent.keyDown(field, { key: 'Enter' })).toBe(false);
  expect(field.value).toBe('trigger');
  expect(ontake).toHaveBeenCalledOnce();
  await fireEvent.input(field, { target: { value: 'trigger' } });
  expect(await fireEvent.keyDown(field, { key: 'Enter' })).toBe(true);
  expect(ontake).toHaveBeenCalledOnce();
});
