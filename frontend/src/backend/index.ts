import { createContext } from 'svelte';
import type { Backend } from './backend';
import { bridgeBackend } from './bridge';
import { wailsBackend } from './wails';

/** Chooses how to reach Go: the app's own window, or the bridge for browser tests. */
export function chooseBackend(): Backend {
  if (window.go) return wailsBackend(window.go.app);
  const bridge = document.querySelector<HTMLMetaElement>('meta[name="afterword-bridge"]');
  if (bridge) return bridgeBackend(bridge.content || window.location.hash.slice(1));
  throw new Error('this page belongs inside the Afterword window');
}

export const [getBackend, setBackend] = createContext<Backend>();
