/**
 * WebKitGTK tells a paste event nothing of a picture on the clipboard: it has
 * neither types nor files. But the paste itself puts `<img src="blob:…">` where
 * text can be edited, and from there the bytes can be read.
 */

/** Whether a paste event says nothing of what is pasted. */
export function tellsNothing(event: ClipboardEvent): boolean {
  const clipboard = event.clipboardData;
  return !clipboard || (clipboard.files.length === 0 && clipboard.getData('text/plain') === '');
}

/** The pictures that a paste put into an element. */
export async function picturesIn(element: HTMLElement): Promise<Blob[]> {
  const found: Blob[] = [];
  for (const { src } of element.querySelectorAll('img')) {
    if (/^(blob|data):/.test(src)) found.push(await (await fetch(src)).blob());
  }
  return found;
}

/**
 * Lets the paste that is just happening go into a place of its own within
 * `parent`, and returns the pictures it brought. The focus goes back to where it
 * was. To be called while the event is handled, and the event left to the browser.
 */
export async function catchPictures(parent: HTMLElement): Promise<Blob[]> {
  const before = document.activeElement;
  const sink = document.createElement('div');
  sink.className = 'unseen';
  sink.contentEditable = 'true';
  parent.append(sink);
  sink.focus({ preventScroll: true });
  await new Promise((pasted) => setTimeout(pasted, 0));
  const pictures = await picturesIn(sink);
  sink.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return pictures;
}
