import { fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { expect, it, vi } from 'vitest';
import Menu from './Menu.svelte';

/** A menu of four, of which the second cannot be done now. */
async function open() {
  const run = vi.fn();
  render(Menu, {
    label: 'More',
    trigger: createRawSnippet(() => ({ render: () => '<b>…</b>' })),
    items: ['Heading', 'Move up', 'Move down', 'Delete'].map((title) => ({
      title,
      disabled: title === 'Move up',
      run: () => {
        run(title);
      },
    })),
  });
  const menu = screen.getByRole('menu', { hidden: true });
  await fireEvent(menu, new Event('beforetoggle'));
  const item = (name: string) => screen.getByRole('menuitem', { name, hidden: true });
  item('Heading').focus();
  return { menu, item };
}

it('goes by arrows past what cannot be done now, and around', async () => {
  const { menu, item } = await open();
  for (const [key, name] of [
    ['ArrowDown', 'Move down'],
    ['ArrowDown', 'Delete'],
    ['ArrowDown', 'Heading'],
    ['ArrowUp', 'Delete'],
    ['ArrowUp', 'Move down'],
    ['ArrowUp', 'Heading'],
  ] as const) {
    await fireEvent.keyDown(menu, { key });
    expect(document.activeElement).toBe(item(name));
  }
});

it('goes with the pointer, so that one alone stands out', async () => {
  const { item } = await open();
  await fireEvent.pointerMove(item('Delete'));
  expect(document.activeElement).toBe(item('Delete'));
});
