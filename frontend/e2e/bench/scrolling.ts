import type { Page } from 'playwright-core';

/**
 * Scrolls what is written from its beginning to its end, and back, and returns how
 * many pixels it jumped at most: how far a line that was in sight, and still is,
 * went elsewhere than the scrolling took it, from one frame to the next.
 */
export async function jumps(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const around = document.querySelector<HTMLElement>('.page:has(.cm-content)');
    if (!around) throw new Error('nothing is being written');
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const { top, bottom } = around.getBoundingClientRect();
    /** Where each line stands that is in sight, and what is drawn between them. */
    const inSight = () => {
      const places = new Map<Element, number>();
      for (const line of around.querySelectorAll('.cm-line, .cm-embed, .cm-grid')) {
        const box = line.getBoundingClientRect();
        if (box.height > 0 && box.bottom > top && box.top < bottom) places.set(line, box.top);
      }
      return places;
    };
    around.scrollTop = 0;
    for (let i = 0; i < 20; i += 1) await frame();

    let most = 0;
    let before = inSight();
    /** What a notch of the wheel scrolls by. */
    const by = 120;
    for (const direction of [1, -1]) {
      for (let last = Number.NaN; around.scrollTop !== last;) {
        last = around.scrollTop;
        around.scrollTop += direction * by;
        let went = around.scrollTop - last;
        for (let i = 0; i < 2; i += 1) {
          await frame();
          const now = inSight();
          for (const [line, place] of now)
            most = Math.max(most, Math.abs(place - ((before.get(line) ?? place + went) - went)));
          before = now;
          went = 0;
        }
      }
    }
    return most;
  });
}
