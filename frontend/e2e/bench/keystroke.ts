import type { Page } from 'playwright-core';

/** How many keys are timed, after some that are not. */
const keys = 100;
const warmUp = 20;
const letters = 'ETAOINSHRDLU';

interface Timed {
  keystrokes: number[];
}

/**
 * Types into what has the focus and returns the median time in milliseconds from
 * a key until the frame with its letter was handed to the screen: the first
 * message after the first animation frame after the key.
 */
export async function typingTime(page: Page): Promise<number> {
  await page.evaluate(() => {
    const timed = window as unknown as Timed;
    timed.keystrokes = [];
    addEventListener(
      'keydown',
      (event) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => timed.keystrokes.push(performance.now() - event.timeStamp);
          port2.postMessage(undefined);
        });
      },
      { capture: true },
    );
  });
  for (let i = 0; i < warmUp + keys; i++) {
    await page.keyboard.press(`Key${letters[i % letters.length] ?? 'E'}`);
    // Somebody who types fast: nine keys a second, so that each is alone.
    await page.waitForTimeout(110);
  }
  const times = await page.evaluate(() => (window as unknown as Timed).keystrokes);
  const counted = times.slice(warmUp).sort((a, b) => a - b);
  return counted[counted.length >> 1] ?? Number.NaN;
}
