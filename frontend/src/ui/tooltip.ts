import type { Attachment } from 'svelte/attachments';

const delay = 450;

/** A text beside an element, shown once the pointer rested on it. */
function bubbleOf(element: Element, text: string, isNeeded: () => boolean = () => true) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let bubble: HTMLElement | undefined;

  const show = () => {
    if (bubble || !isNeeded()) return;
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
  return {
    later: () => {
      clearTimeout(timer);
      timer = setTimeout(show, delay);
    },
    hide: () => {
      clearTimeout(timer);
      bubble?.remove();
      bubble = undefined;
    },
  };
}

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
    const { later, hide } = bubbleOf(
      element,
      text,
      () => !options.onlyWhenCut || element.scrollWidth > element.clientWidth,
    );
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

/**
 * Shows every `title` of the page as the other tooltips look, in place of the
 * system's black box. The attribute is gone only while the pointer is there.
 */
export function showTitles(page: Document): () => void {
  let now: { element: Element; title: string; hide: () => void } | undefined;

  const leave = () => {
    if (!now) return;
    now.hide();
    // Whoever has set another one in between knows better.
    if (!now.element.hasAttribute('title')) now.element.setAttribute('title', now.title);
    now = undefined;
  };
  const over = ({ target }: PointerEvent) => {
    if (!(target instanceof Element)) return;
    const element = target.closest('[title]');
    if (now?.element.contains(target) && !(element && now.element.contains(element))) return;
    leave();
    const title = element?.getAttribute('title') ?? '';
    if (!element || title === '') return;
    const { later, hide } = bubbleOf(element, title);
    element.removeAttribute('title');
    now = { element, title, hide };
    later();
  };
  const hide = () => now?.hide();

  page.addEventListener('pointerover', over);
  page.addEventListener('pointerdown', hide);
  page.addEventListener('keydown', hide);
  page.documentElement.addEventListener('pointerleave', leave);
  return () => {
    leave();
    page.removeEventListener('pointerover', over);
    page.removeEventListener('pointerdown', hide);
    page.removeEventListener('keydown', hide);
    page.documentElement.removeEventListener('pointerleave', leave);
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
