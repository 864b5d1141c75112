import { toBackendError } from '../backend/error';
import type { Toasts } from '../ui/toasts.svelte';

/**
 * Does something and tells the person if it could not be done. Resolves to
 * whether it was done; use it where nothing better than a message is to be shown.
 */
export async function attempt(toasts: Toasts, what: string, act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (thrown) {
    const error = toBackendError(thrown);
    if (error.code !== 'cancelled') toasts.fail(what, error.said);
    return false;
  }
}
