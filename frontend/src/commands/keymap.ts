import { isMod, isTextField, splitCombination } from '../ui/keys';
import type { Command } from './command';

/**
 * Whether the event is the combination. A letter matches by what it types, so
 * that layouts other than QWERTY work; Shift counts only where it is named or
 * where the key is not a character of its own.
 */
export function matches(event: KeyboardEvent, combination: string): boolean {
  const parts = splitCombination(combination);
  const key = parts.at(-1) ?? '';
  const wants = (modifier: string) => parts.slice(0, -1).includes(modifier);
  if (isMod(event) !== wants('Mod') || event.altKey !== wants('Alt')) return false;
  const letter = /^[a-z]$/i.test(key);
  const shiftMatters = letter || key.length > 1 || wants('Shift');
  if (shiftMatters && event.shiftKey !== wants('Shift')) return false;
  return letter ? event.key.toLowerCase() === key.toLowerCase() : event.key === key;
}

/** Whether a combination may be taken while a person types: those that type nothing. */
export function worksWhileTyping(combination: string): boolean {
  return /^(Mod\+|Alt\+\d$|(Shift\+)?F\d+$)/.test(combination);
}

/** In a text field these belong to the field. */
const ownedByFields = ['Mod+Z', 'Mod+Shift+Z', 'Mod+Y', 'Mod+A', 'Mod+X', 'Mod+C', 'Mod+V'];

/** The command that the event stands for, the latest registered first. */
export function commandFor(event: KeyboardEvent, commands: readonly Command[]): Command | undefined {
  if (event.isComposing) return undefined;
  const typing = isTextField(event.target);
  // A list to choose from takes letters, and has nothing of its own to undo or to copy.
  const owns = typing && !(event.target instanceof HTMLButtonElement);
  for (const command of [...commands].reverse()) {
    const hit = command.keys?.some((combination) => {
      if (typing && !worksWhileTyping(combination)) return false;
      if (owns && ownedByFields.includes(combination)) return false;
      return matches(event, combination);
    });
    if (hit && (command.when?.() ?? true)) return command;
  }
  return undefined;
}
