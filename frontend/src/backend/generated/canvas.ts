// Written by build/bindings from the Go of the same name. Do not edit.

/** Ink is a colour by the name that it has in the window (frontend/src/styles). */
export type Ink = '' | 'ink' | 'ink-2' | 'ink-3' | 'line' | 'line-strong' | 'surface' | 'accent' | 'error' | 'info' | 'moved' | 'added' | 'warn' | 'impact-edge';
