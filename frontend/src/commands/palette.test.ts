import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import PaletteHost from '../testing/PaletteHost.svelte';
import type { Command } from './command';

const ran = vi.fn();
const command = (title: string, more: Partial<Command> = {}): Command => ({
  id: title.toLowerCase().replaceAll(' ', '-'),
  title,
  group: 'Test',
  undo: 'never',
  run: () => {
    ran(title);
  },
  ...more,
});

const options = () => screen.getAllByRole('option').map((option) => option.textContent);

beforeEach(() => {
  ran.mockClear();
});

function open(
  search = vi.fn(() =>
    Promise.resolve([] as { id: string; type: string; title: string; detail: string; run: () => void }[]),
  ),
) {
  const onclose = vi.fn();
  render(PaletteHost, {
    commands: [
      command('Add an event', { keys: ['N'] }),
      command('Name a checkpoint', { words: 'save' }),
      command('Next event', { hidden: true }),
      command('Redo', { when: () => false }),
    ],
    search,
    onclose,
  });
  return { onclose, search, field: screen.getByRole('combobox') };
}

it('lists what can be done now, without the keys that only move about', () => {
  open();
  expect(options()).toEqual([
    expect.stringContaining('Add an event'),
    expect.stringContaining('Name a checkpoint'),
  ]);
});

it('finds a command by its other words and runs it by Enter', async () => {
  const user = userEvent.setup();
  const { onclose, field } = open();
  await user.type(field, 'save');
  await user.keyboard('{Enter}');
  expect(onclose).toHaveBeenCalledOnce();
  expect(ran.mock.calls).toEqual([['Name a checkpoint']]);
});

it('puts a command that is called so before one that is also found by the word', async () => {
  const user = userEvent.setup();
  render(PaletteHost, {
    commands: [command('Put the report into the summary', { words: 'draft' }), command('Mark as a draft')],
    search: () => Promise.resolve([]),
    onclose: vi.fn(),
  });
  await user.type(screen.getByRole('combobox'), 'draft');
  await user.keyboard('{Enter}');
  expect(ran.mock.calls).toEqual([['Mark as a draft']]);
});

it('moves by arrow keys and tells which row is active', async () => {
  const user = userEvent.setup();
  const { field } = open();
  await user.type(field, '{ArrowDown}');
  const active = document.getElementById(field.getAttribute('aria-activedescendant') ?? '');
  expect(active?.textContent).toContain('Name a checkpoint');
  await user.keyboard('{ArrowDown}{Enter}');
  expect(ran.mock.calls).toEqual([['Add an event']]);
});

it('shows what the search finds below', async () => {
  const user = userEvent.setup();
  const search = vi.fn(() =>
    Promise.resolve([
      { id: 'hit', type: 'section', title: 'Root Cause', detail: 'Orders', run: () => void ran('hit') },
    ]),
  );
  const { field } = open(search);
  await user.type(field, 'insert');
  await user.click(await screen.findByRole('option', { name: /^section Root Cause/ }));
  expect(search).toHaveBeenLastCalledWith('insert');
  expect(ran.mock.calls).toEqual([['hit']]);
});

it('says so when nothing is found', async () => {
  const user = userEvent.setup();
  const { field } = open();
  await user.type(field, 'zzzz');
  expect(await screen.findByText(/Nothing found/)).toBeTruthy();
});
