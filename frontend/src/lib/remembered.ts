/**
 * Small choices of how things are shown, kept in the window for the next time.
 * Where nothing can be kept, the first of the choices counts.
 */
export function remembered<T extends string>(name: string, choices: readonly [T, ...T[]]): T {
  try {
    const kept = localStorage.getItem(name);
    return choices.find((choice) => choice === kept) ?? choices[0];
  } catch {
    return choices[0];
  }
}

export function remember(name: string, choice: string): void {
  try {
    localStorage.setItem(name, choice);
  } catch {
    // It is only for comfort.
  }
}
