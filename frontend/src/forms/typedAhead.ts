import { isTextField } from '../ui/keys';

/** The keys that were pressed while something is being saved, in order. */
let held: KeyboardEvent[] = [];
let saving = 0;

/**
 * Keeps what is typed while a form is being saved, and types it once the form is
 * closed: with a slow disk as with a quick one, Enter, N and the next words make the
 * next event. Where the saving is refused its words stay and what came after is dropped.
 */
export async function holdTyping(saved: Promise<boolean>): Promise<boolean> {
  if (saving === 0) window.addEventListener('keydown', hold, { capture: true });
  saving += 1;
  const isSaved = await saved.finally(() => (saving -= 1));
  if (!isSaved) held = [];
  // What closes the form comes first.
  if (saving === 0) setTimeout(release);
  return isSaved;
}

function hold(event: KeyboardEvent): void {
  if (!event.isTrusted || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  // A second Enter, or a step to the next field, is no typing.
  const isTyped = event.key.length === 1 || (held.length > 0 && /^(Enter|Tab|Backspace)$/.test(event.key));
  if (!isTyped) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  held.push(event);
}

function release(): void {
  if (saving > 0) return;
  const event = held.shift();
  if (!event) {
    window.removeEventListener('keydown', hold, { capture: true });
    return;
  }
  const target = document.activeElement ?? document.body;
  const isFree = target.dispatchEvent(new KeyboardEvent('keydown', event));
  // What none of our own keys is, only the browser knows to do: letters it is asked to type, at others the rest ends.
  if (isFree && event.key.length > 1) held = [];
  else if (isFree && isTextField(target)) document.execCommand('insertText', false, event.key);
  setTimeout(release);
}
