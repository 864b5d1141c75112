import type { Backend } from './backend';
import { BackendError } from './error';
import { remoteBackend } from './remote';
import type { Notice } from './types';

/**
 * Reaches the same bound structs over loopback HTTP, which is how a browser test
 * drives the real backend. The token comes in the page's address. `origin` is where
 * it listens, without a slash at the end; a page that it serves itself needs none.
 */
export function bridgeBackend(token: string, origin = ''): Backend {
  const headers = { 'X-Afterword-Token': token };
  return remoteBackend({
    headers,
    origin,
    call: async (noun, method, args) => {
      const answer = await fetch(`${origin}/bridge/${noun}/${method}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(args),
      });
      const { result, error } = (await answer.json()) as { result?: unknown; error?: unknown };
      if (error !== undefined) throw error;
      if (!answer.ok) throw new BackendError('internal', `the bridge answered ${String(answer.status)}`);
      return result;
    },
    listen: (listener) => {
      const source = new EventSource(`${origin}/bridge/notices?token=${encodeURIComponent(token)}`);
      source.onmessage = (message: MessageEvent<string>) => {
        listener(JSON.parse(message.data) as Notice);
      };
      return () => {
        source.close();
      };
    },
  });
}
