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
