import { textIn } from './pastedText';

/**
 * WebKitGTK tells a paste event nothing of a picture on the clipboard: it has
 * neither types nor files. But the paste itself puts `<img src="blob:…">` where
 * text can be edited, and from there the bytes can be read.
 */

/** Whether a paste event says nothing of what is pasted. */
export function tellsNothing(event: ClipboardEvent): boolean {
  const clipboard = event.clipboardData;
  return !clipboard || (clipboard.files.length === 0 && textIn(event) === '');
}

/** The pictures that a paste put into an element, which may go at once: they are read from elsewhere. */
export function picturesIn(element: HTMLElement): Promise<Blob[]> {
  const addresses = [...element.querySelectorAll('img')].map(({ src }) => src);
  return Promise.all(
    addresses
      .filter((address) => /^(blob|data):/.test(address))
      .map(async (address) => (await fetch(address)).blob()),
  );
}

/**
 * Lets the paste that is just happening go into a place of its own within
 * `parent`, and returns the pictures it brought. The focus goes back to where it
 * was as soon as they stand there, before they are read: what is typed meanwhile
 * goes on. To be called while the event is handled, and the event left to the browser.
 */
export async function catchPictures(parent: HTMLElement): Promise<Blob[]> {
  const before = document.activeElement;
  const sink = document.createElement('div');
  sink.className = 'unseen';
  sink.contentEditable = 'true';
  sink.tabIndex = -1;
  parent.append(sink);
  sink.focus({ preventScroll: true });
  await pastedInto(sink);
  const pictures = picturesIn(sink);
  sink.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return pictures;
}

/** Waits until a paste stands in an element, or is over without anything. No key comes in between. */
export function pastedInto(sink: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    sink.addEventListener(
      'input',
      () => {
        resolve();
      },
      { once: true },
    );
    setTimeout(resolve, 0);
  });
}
