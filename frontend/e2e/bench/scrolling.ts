import type { Page } from 'playwright-core';

/**
 * Scrolls what is written from its beginning to its end, and back, and returns how
 * many pixels it jumped at most: how far a line in the middle of the window went
 * elsewhere than the scrolling took it, or what the browser itself saw shifting.
 */
export async function jumps(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const around = document.querySelector<HTMLElement>('.page:has(.cm-content)');
    if (!around) throw new Error('nothing is being written');
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const middle = around.getBoundingClientRect().top + around.clientHeight / 2;
    const lineInTheMiddle = () =>
      [...around.querySelectorAll<HTMLElement>('.cm-line')].find(
        (line) => line.getBoundingClientRect().bottom >= middle,
      );
    around.scrollTop = 0;
    for (let i = 0; i < 20; i += 1) await frame();

    type Shift = PerformanceEntry & { sources: { previousRect: DOMRect; currentRect: DOMRect }[] };
    let most = 0;
    const seen = new PerformanceObserver((list) => {
      for (const { sources } of list.getEntries() as Shift[])
        for (const { previousRect, currentRect } of sources)
          most = Math.max(most, Math.abs(currentRect.y - previousRect.y));
    });
    seen.observe({ type: 'layout-shift' });
    const by = 240;
    for (const direction of [1, -1]) {
      for (let last = Number.NaN; around.scrollTop !== last;) {
        last = around.scrollTop;
        const line = lineInTheMiddle();
        const before = line?.getBoundingClientRect().top ?? 0;
        around.scrollTop += direction * by;
        const went = around.scrollTop - last;
        // What is drawn by the backend comes some frames later.
        for (let i = 0; i < 4; i += 1) {
          await frame();
          if (line?.isConnected)
            most = Math.max(most, Math.abs(line.getBoundingClientRect().top - (before - went)));
        }
      }
    }
    seen.disconnect();
    return most;
  });
}
