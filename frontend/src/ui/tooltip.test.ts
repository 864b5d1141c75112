import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { showTitles } from './tooltip';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

const bubble = () => document.querySelector('[role="tooltip"]')?.textContent;

it('shows a title in place of the system, and gives it back', () => {
  document.body.innerHTML = '<p id="beside"></p><button title="Outer"><i></i><b title="Inner"></b></button>';
  const [beside, outer, icon, inner] = ['p', 'button', 'i', 'b'].map(
    (name) => document.querySelector(name) as HTMLElement,
  ) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement];
  const over = (element: HTMLElement) => {
    element.dispatchEvent(new Event('pointerover', { bubbles: true }));
    vi.runAllTimers();
  };
  const end = showTitles(document);

  over(outer);
  expect(bubble()).toBe('Outer');
  expect(outer.hasAttribute('title')).toBe(false);
  over(icon);
  expect(bubble()).toBe('Outer');
  over(inner);
  expect(bubble()).toBe('Inner');
  expect(outer.title).toBe('Outer');
  over(beside);
  expect(bubble()).toBeUndefined();
  expect(inner.title).toBe('Inner');

  over(inner);
  end();
  expect(bubble()).toBeUndefined();
  expect(inner.title).toBe('Inner');
});
