const apple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

const names: Record<string, string> = apple
  ? { Mod: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↩', Backspace: '⌫' }
  : { Mod: 'Ctrl' };

const shared: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Delete: 'Del',
};

/** The caps to show for a key combination, as this system labels them. */
export function keyLabels(combination: string): string[] {
  return splitCombination(combination).map((key) => names[key] ?? shared[key] ?? key);
}

/** Splits "Mod+Shift+K" at its plus signs; "Mod++" ends in the plus key itself. */
export function splitCombination(combination: string): string[] {
  if (combination === '+') return ['+'];
  if (combination.endsWith('++')) return [...combination.slice(0, -2).split('+'), '+'];
  return combination.split('+');
}

/** Whether the system's main modifier (Ctrl, or Command on a Mac) is down. */
export function isMod(event: KeyboardEvent | MouseEvent): boolean {
  return apple ? event.metaKey : event.ctrlKey;
}

/** WebKitGTK does not name Tab while Shift is down; before anything hears of it, it is named. */
export function nameTab(): void {
  const name = (event: KeyboardEvent) => {
    if (event.code === 'Tab' && event.key === 'Unidentified')
      Object.defineProperty(event, 'key', { value: 'Tab' });
  };
  for (const type of ['keydown', 'keyup'] as const) window.addEventListener(type, name, true);
}

/**
 * Whether typing at this place must stay there: a text field, the editor, a list to
 * choose from. A list in which somebody has chosen with the mouse is done with: the
 * letter that comes next is meant for the room.
 */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[data-text-field]')) return true;
  if (target instanceof HTMLTextAreaElement) return true;
  const untyped = ['button', 'checkbox', 'radio', 'range', 'submit', 'color'];
  return target instanceof HTMLInputElement && !untyped.includes(target.type);
}

/** Whether the key types a character. On some keyboards a bracket is AltGr and a letter, which counts as Ctrl and Alt. */
export function isTyped(event: KeyboardEvent): boolean {
  if ([...event.key].length !== 1) return false;
  return event.getModifierState('AltGraph') || !(event.ctrlKey || event.metaKey || event.altKey);
}
