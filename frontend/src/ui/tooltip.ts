import type { Attachment } from 'svelte/attachments';

const delay = 450;

/**
 * Shows a text beside an element that the pointer rests on or that has the
 * keyboard's focus. Escape hides it. With `onlyWhenCut` it shows only while the
 * element's own text does not fit.
 */
export function tooltip(
  text: string | undefined,
  options: { onlyWhenCut?: boolean } = {},
): Attachment<HTMLElement> {
  return (element) => {
    if (!text) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let bubble: HTMLElement | undefined;

    const show = () => {
      if (bubble || (options.onlyWhenCut && element.scrollWidth <= element.clientWidth)) return;
      bubble = document.createElement('div');
      bubble.className = 'tooltip';
      bubble.setAttribute('role', 'tooltip');
      bubble.textContent = text;
      // Inside an open dialog, or the top layer would cover it.
      (element.closest('dialog') ?? document.body).append(bubble);
      if (typeof bubble.showPopover === 'function') {
        bubble.popover = 'manual';
        bubble.showPopover();
      }
      place(element, bubble);
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(show, delay);
    };
    const hide = () => {
      clearTimeout(timer);
      bubble?.remove();
      bubble = undefined;
    };
    const focused = () => {
      if (element.matches(':focus-visible')) later();
    };
    const keyed = (event: KeyboardEvent) => {
      if (event.key === 'Escape') hide();
    };

    element.addEventListener('pointerenter', later);
    element.addEventListener('pointerleave', hide);
    element.addEventListener('pointerdown', hide);
    element.addEventListener('focus', focused);
    element.addEventListener('blur', hide);
    element.addEventListener('keydown', keyed);
    return () => {
      hide();
      element.removeEventListener('pointerenter', later);
      element.removeEventListener('pointerleave', hide);
      element.removeEventListener('pointerdown', hide);
      element.removeEventListener('focus', focused);
      element.removeEventListener('blur', hide);
      element.removeEventListener('keydown', keyed);
    };
  };
}

/** Puts a floating element below its anchor, or above where there is no room, inside the window. */
export function place(
  anchor: Pick<Element, 'getBoundingClientRect'>,
  floating: HTMLElement,
  align: 'start' | 'centre' | 'end' = 'centre',
): void {
  const gap = 6;
  const from = anchor.getBoundingClientRect();
  const size = floating.getBoundingClientRect();
  const below = from.bottom + gap;
  const fits = below + size.height <= window.innerHeight - gap;
  const top = fits ? below : Math.max(gap, from.top - gap - size.height);
  const wanted = {
    start: from.left,
    centre: from.left + (from.width - size.width) / 2,
    end: from.right - size.width,
  }[align];
  const left = Math.min(Math.max(gap, wanted), Math.max(gap, window.innerWidth - size.width - gap));
  floating.style.top = `${String(Math.round(top))}px`;
  floating.style.left = `${String(Math.round(left))}px`;
}
