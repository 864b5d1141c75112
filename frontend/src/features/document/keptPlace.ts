import { flushSync } from 'svelte';

/**
 * Shows what was drawn late: what somebody writes in, points at or reads stays where it is. `wanted` are
 * those, the most important first; what is shown may stand in place of an editor.
 */
export function showInPlace(
  page: HTMLElement,
  show: () => void,
  wanted: readonly (Element | null | undefined)[],
  inPlaceOf?: HTMLElement,
): void {
  const view = page.getBoundingClientRect();
  const was = inPlaceOf?.getBoundingClientRect();
  if (inPlaceOf && was && was.top < view.top && was.bottom > view.top) {
    // The editor knows the height only of what it showed: as far through the text is nearest to the same words.
    const part = (view.top - was.top) / was.height;
    flushSync(show);
    const { top, height } = inPlaceOf.getBoundingClientRect();
    page.scrollTop += top + part * height - view.top;
    return;
  }
  const kept = wanted.find((one) => {
    const { top, bottom } = one?.getBoundingClientRect() ?? {};
    return top !== undefined && bottom !== undefined && bottom > view.top && top < view.bottom;
  });
  const before = kept?.getBoundingClientRect().top ?? 0;
  flushSync(show);
  if (kept?.isConnected) page.scrollTop += kept.getBoundingClientRect().top - before;
}
