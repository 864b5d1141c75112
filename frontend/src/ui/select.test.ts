import { fireEvent, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import Select from './Select.svelte';
import { isTextField } from './keys';

const options = ['change', 'trigger', 'detection', 'decision'].map((value) => ({ value, title: value }));

function shown(onchoose = vi.fn()) {
  render(Select, { label: 'Kind', value: 'change', options, onchoose });
  const list = screen.getByRole('combobox', { name: 'Kind' });
  list.focus();
  return { list, onchoose, user: userEvent.setup() };
}
const marked = (list: HTMLElement) =>
  document.getElementById(list.getAttribute('aria-activedescendant') ?? '')?.textContent.trim();

it('is gone through and chosen from by keys', async () => {
  const { list, onchoose, user } = shown();
  await user.keyboard('{ArrowDown}');
  expect(list.getAttribute('aria-expanded')).toBe('true');
  expect(marked(list)).toBe('change');
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
  expect(marked(list)).toBe('trigger');
  await user.keyboard('{End}{ArrowDown}');
  expect(marked(list)).toBe('decision');
  await user.keyboard('{Enter}');
  expect(onchoose.mock.calls).toEqual([['decision']]);
  expect(list.getAttribute('aria-expanded')).toBe('false');
  expect(document.activeElement).toBe(list);
});

it('is left as it was by Escape, which goes no further', async () => {
  const { list, onchoose, user } = shown();
  const outside = vi.fn();
  document.addEventListener('keydown', outside);
  await user.keyboard('{Enter}{ArrowDown}{Escape}');
  document.removeEventListener('keydown', outside);
  expect(onchoose).not.toHaveBeenCalled();
  expect(outside).not.toHaveBeenCalled();
  expect(screen.queryByRole('listbox')).toBeNull();
  expect(list.getAttribute('aria-expanded')).toBe('false');
});

it('goes to what is typed, open or closed', async () => {
  const { list, onchoose, user } = shown();
  await user.keyboard('{Enter}de');
  expect(marked(list)).toBe('detection');
  await user.keyboard('c');
  expect(marked(list)).toBe('decision');
  await user.keyboard('{Escape}');
  await new Promise((later) => setTimeout(later, 800));
  await user.keyboard('t');
  expect(onchoose.mock.calls).toEqual([['trigger']]);
});

it('goes on to the next with the same letter', async () => {
  const { list, user } = shown();
  await user.keyboard('{Enter}d');
  expect(marked(list)).toBe('detection');
  await user.keyboard('d');
  expect(marked(list)).toBe('decision');
});

it('tells nobody of what was chosen already', async () => {
  const { onchoose, user } = shown();
  await user.keyboard('{Enter}{Enter}');
  expect(onchoose).not.toHaveBeenCalled();
});

it('leaves the keys to the room once something was chosen with the mouse, until it is used by keys', async () => {
  const { list, onchoose, user } = shown();
  expect(isTextField(list)).toBe(true);
  await user.click(list);
  await user.click(screen.getByRole('option', { name: 'trigger' }));
  expect(onchoose.mock.calls).toEqual([['trigger']]);
  expect(isTextField(list)).toBe(false);
  const room = vi.fn();
  document.addEventListener('keydown', room);
  await user.keyboard('d');
  document.removeEventListener('keydown', room);
  expect(room).toHaveBeenCalledTimes(1);
  await user.keyboard('{ArrowDown}');
  expect(isTextField(list)).toBe(true);
  await fireEvent.blur(list);
  expect(screen.queryByRole('listbox')).toBeNull();
});

it('stays open while something else is scrolled, and closes when it is scrolled away itself', async () => {
  const { list, user } = shown();
  await user.keyboard('{Enter}');
  await fireEvent.scroll(document.body);
  expect(list.getAttribute('aria-expanded')).toBe('true');
  vi.spyOn(list, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, -40, 90, 28));
  await fireEvent.scroll(document.body);
  expect(list.getAttribute('aria-expanded')).toBe('false');
});
