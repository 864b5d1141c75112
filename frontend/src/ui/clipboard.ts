/** What to put on the clipboard: plain text, and rich text where there is some. */
export interface Copied {
  text: string;
  html?: string;
}

/**
 * Puts something on the clipboard within a click or a key press. It answers the
 * page's own `copy` event, which every webview allows, with both forms at once;
 * the asynchronous clipboard of WebKitGTK refuses. Returns whether it worked.
 */
export function copyToClipboard({ text, html }: Copied): boolean {
  let taken = false;
  const fill = (event: ClipboardEvent) => {
    if (!event.clipboardData) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData.setData('text/plain', text);
    if (html) event.clipboardData.setData('text/html', html);
    taken = true;
  };
  const putBack = selectSomething();
  document.addEventListener('copy', fill, { capture: true });
  try {
    return document.execCommand('copy') && taken;
  } finally {
    document.removeEventListener('copy', fill, { capture: true });
    putBack();
  }
}

/** WebKit copies only where something is selected. Returns what selects again what was. */
function selectSomething(): () => void {
  const selection = document.getSelection();
  const before = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined;
  const carrier = document.createElement('span');
  carrier.className = 'unseen';
  carrier.textContent = '.';
  (document.querySelector('dialog[open]') ?? document.body).append(carrier);
  selection?.selectAllChildren(carrier);
  return () => {
    carrier.remove();
    selection?.removeAllRanges();
    if (before) selection?.addRange(before);
  };
}
