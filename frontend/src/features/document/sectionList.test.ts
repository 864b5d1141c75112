import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import SectionList from './SectionList.svelte';

/** Four sections below each other, each 30 pixels high. */
function open() {
  const onmove = vi.fn();
  render(SectionList, {
    sections: ['A', 'B', 'C', 'D'].map((heading) => ({ id: heading, heading, body: '' })),
    current: 'A',
    tally: () => '',
    remarks: (section) => (section.heading === 'B' ? 2 : 0),
    summary: '0 words',
    onselect: vi.fn(),
    onadd: vi.fn(),
    onmove,
    template: 'Ours',
    ontemplate: vi.fn(),
  });
  for (const [at, row] of screen.getAllByRole('listitem').entries())
    row.getBoundingClientRect = () => ({ top: at * 30, height: 30 }) as DOMRect;
  // jsdom's pointer events have no place.
  const pointer = (type: string, clientY: number) =>
    new MouseEvent(type, { clientY, button: 0, bubbles: true });
  const pull = async (heading: string, from: number, to: number) => {
    await fireEvent(screen.getByText(heading), pointer('pointerdown', from));
    await fireEvent(window, pointer('pointermove', to));
  };
  return { onmove, pull };
}

it.each([
  ['B', 45, 95, 1, 'down by one'],
  ['A', 15, 119, 3, 'to the end'],
  ['D', 105, 2, -3, 'to the beginning'],
] as const)('pulls %s from %i to %i: by %i, %s', async (heading, from, to, by, _way) => {
  const { onmove, pull } = open();
  await pull(heading, from, to);
  await fireEvent.pointerUp(window);
  expect(onmove.mock.calls).toEqual([[heading, by]]);
});

it('moves nothing where it is let go at its place, by a trembling hand, or after Escape', async () => {
  const { onmove, pull } = open();
  await pull('B', 45, 58);
  await fireEvent.pointerUp(window);
  await pull('B', 45, 48);
  await fireEvent.pointerUp(window);
  await pull('B', 45, 100);
  await fireEvent.keyDown(window, { key: 'Escape' });
  await fireEvent.pointerUp(window);
  expect(onmove).not.toHaveBeenCalled();
});

it('says of which sections the wording has remarks, and to those who do not see the dot as well', () => {
  open();
  screen.getByRole('button', { name: 'B (2 remarks on its wording)' });
  screen.getByRole('button', { name: 'A' });
});
