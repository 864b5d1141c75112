import type { Backend } from './backend';
import { BackendError } from './error';
import { remoteBackend } from './remote';
import type { Notice } from './types';

type Bound = Record<
  string,
  Record<string, ((...args: unknown[]) => Promise<unknown>) | undefined> | undefined
>;

declare global {
  interface Window {
    /** The bound structs, put there by Wails before the page's scripts run. */
    go?: { app: Bound };
    runtime?: { EventsOn: (name: string, listener: (notice: Notice) => void) => () => void };
  }
}

/** Reaches Go from inside the app's own window. */
export function wailsBackend(bound: Bound): Backend {
  return remoteBackend({
    headers: {},
    call: async (noun, method, args) => {
      const act = bound[noun]?.[method];
      if (!act) throw new BackendError('internal', `${noun}.${method} is not bound`);
      try {
        return await act(...args);
      } catch (thrown) {
        throw readProblem(thrown);
      }
    },
    listen: (listener) => window.runtime?.EventsOn('notice', listener) ?? (() => undefined),
  });
}

/** Wails makes an Error of what Go answers, whose message is then our error as JSON. */
function readProblem(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown;
  try {
    return JSON.parse(thrown.message) as unknown;
  } catch {
    return thrown;
  }
}
