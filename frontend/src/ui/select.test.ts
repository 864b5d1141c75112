import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import Select from './Select.svelte';
import { isTextField } from './keys';

const options = ['change', 'trigger'].map((value) => ({ value, title: value }));

function shown(onchoose = vi.fn()) {
  render(Select, { label: 'Kind', value: 'change', options, onchoose });
  return { list: screen.getByRole<HTMLSelectElement>('combobox', { name: 'Kind' }), onchoose };
}

it('leaves the keys to the room once something was chosen with the mouse', async () => {
  const { list, onchoose } = shown();
  list.focus();
  expect(isTextField(list)).toBe(true);
  await fireEvent.pointerDown(list);
  await fireEvent.change(list, { target: { value: 'trigger' } });
  expect(onchoose).toHaveBeenCalledWith('trigger');
  expect(isTextField(list)).toBe(false);
});

it('leaves them too where the mouse chose what was chosen already', async () => {
  const { list } = shown();
  await fireEvent.pointerDown(list);
  expect(isTextField(list)).toBe(true);
  await fireEvent.pointerMove(document.body);
  expect(isTextField(list)).toBe(false);
});

it('keeps them for whoever chooses by keys, and takes them back when it is opened anew', async () => {
  const { list } = shown();
  await fireEvent.change(list, { target: { value: 'trigger' } });
  expect(isTextField(list)).toBe(true);
  await fireEvent.pointerDown(list);
  await fireEvent.change(list, { target: { value: 'change' } });
  await fireEvent.keyDown(list, { key: ' ' });
  expect(isTextField(list)).toBe(true);
});
