import type { Page } from 'playwright-core';
import { median } from './named';

/** How many keys are timed, after some that are not. */
const keys = 100;
const warmUp = 20;
const letters = 'ETAOINSHRDLU';

interface Timed {
  keystrokes: number[] | undefined;
}

/**
 * Types into what has the focus and returns the time in milliseconds from each key
 * until the frame with its letter was handed to the screen: the first message after
 * the first animation frame after the key.
 */
export async function typingTimes(page: Page, count: number): Promise<number[]> {
  await page.evaluate(() => {
    const timed = window as unknown as Timed;
    const isListening = timed.keystrokes !== undefined;
    timed.keystrokes = [];
    if (isListening) return;
    addEventListener(
      'keydown',
      (event) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => timed.keystrokes?.push(performance.now() - event.timeStamp);
          port2.postMessage(undefined);
        });
      },
      { capture: true },
    );
  });
  for (let i = 0; i < count; i++) {
    await page.keyboard.press(`Key${letters[i % letters.length] ?? 'E'}`);
    // Somebody who types fast: nine keys a second, so that each is alone.
    await page.waitForTimeout(110);
  }
  return page.evaluate(() => (window as unknown as Timed).keystrokes ?? []);
}

/** The median of many keys, once the page has seen some. */
export async function typingTime(page: Page): Promise<number> {
  return median((await typingTimes(page, warmUp + keys)).slice(warmUp));
}
