import type { Page } from 'playwright-core';

/**
 * Does something to the page, and resolves to the milliseconds from the key or the
 * button that began it until the frame in which a selector finds something, but not
 * more than `most`, was handed to the screen.
 */
export async function until(
  page: Page,
  selector: string,
  act: () => Promise<void>,
  most = Infinity,
): Promise<number> {
  const wanted = { selector, most: Math.min(most, Number.MAX_SAFE_INTEGER) };
  await page.evaluate((wanted) => {
    const timed = window as unknown as { shown: Promise<number> };
    timed.shown = new Promise((shown) => {
      let began = 0;
      const begin = (event: Event) => (began ||= event.timeStamp);
      addEventListener('keydown', begin, { capture: true, once: true });
      addEventListener('pointerdown', begin, { capture: true, once: true });
      const look = () => {
        const found = document.querySelectorAll(wanted.selector).length;
        if (began === 0 || found === 0 || found > wanted.most) {
          requestAnimationFrame(look);
          return;
        }
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          shown(performance.now() - began);
        };
        port2.postMessage(undefined);
      };
      requestAnimationFrame(look);
    });
  }, wanted);
  await act();
  return page.evaluate(() => (window as unknown as { shown: Promise<number> }).shown);
}
