/** Shows the window light or dark; "system" follows the system as it changes. Returns a function that stops following. */
export function applyTheme(
  theme: 'system' | 'light' | 'dark',
  root: HTMLElement = document.documentElement,
): () => void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const set = () => {
    root.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
  };
  set();
  dark.addEventListener('change', set);
  return () => {
    dark.removeEventListener('change', set);
  };
}
