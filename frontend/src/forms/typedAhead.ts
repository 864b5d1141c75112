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
  let isSaved = false;
  try {
    isSaved = await saved;
    return isSaved;
  } finally {
    saving -= 1;
    if (!isSaved) held = [];
    // What closes the form comes first.
    if (saving === 0) setTimeout(release);
  }
}

function hold(event: KeyboardEvent): void {
  if (!event.isTrusted || event.isComposing || /^(Shift|Control|Alt|Meta)$/.test(event.key)) return;
  // A letter begins it. A second Enter, an Escape or a step to the next field is meant for the form.
  if (held.length === 0 && !isLetter(event)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  held.push(event);
}

const isLetter = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) =>
  key.length === 1 && !ctrlKey && !metaKey && !altKey;

function release(): void {
  if (saving > 0) return;
  const event = held[0];
  if (!event) {
    window.removeEventListener('keydown', hold, { capture: true });
    return;
  }
  const target = document.activeElement ?? document.body;
  const isFree = target.dispatchEvent(new KeyboardEvent('keydown', event));
  if (isFree) typed(event, target);
  held.shift();
  setTimeout(release);
}

/** Does what a browser does of itself with a key that nobody else took. */
function typed(event: KeyboardEvent, target: Element): void {
  if (event.key === 'Tab') step(event.shiftKey ? -1 : 1, target);
  else if (!isTextField(target)) return;
  else if (isLetter(event)) document.execCommand('insertText', false, event.key);
  else if (event.key === 'Backspace') document.execCommand('delete');
  else if (event.key === 'a') document.execCommand('selectAll');
}

function step(by: 1 | -1, from: Element): void {
  const fields = [...document.querySelectorAll<HTMLElement>('a[href], button, input, textarea, [tabindex]')];
  const open = fields.filter(
    (one) => one.tabIndex >= 0 && one.matches(':enabled, :not(button, input, textarea)'),
  );
  const seen = open.filter((one) => one.getClientRects().length > 0);
  const next = seen[seen.findIndex((one) => one === from) + by];
  next?.focus();
  if (next instanceof HTMLInputElement) next.select();
}
