import type { Component } from 'svelte';
import Arrow from '@lucide/svelte/icons/move-up-right';
import Hand from '@lucide/svelte/icons/hand';
import Pointer from '@lucide/svelte/icons/mouse-pointer-2';
import Quote from '@lucide/svelte/icons/square-dashed';
import Square from '@lucide/svelte/icons/square';
import type { Tool } from './board.svelte';
import type { MarkKind } from './marks';

/** How each kind of mark is shown in small; a blackout's square is filled where it stands. */
export const markIcons: Record<MarkKind, Component> = {
  cite: Quote,
  box: Square,
  arrow: Arrow,
  blackout: Square,
};

/** What can be held in the hand over a picture, in the order of the toolbar. */
export interface ToolEntry {
  tool: Tool;
  title: string;
  /** What it does, for the sheet of all keys. */
  about: string;
  keys: string;
  icon: Component;
}

export const tools: readonly ToolEntry[] = [
  { tool: 'select', title: 'Select', about: 'Select and move marks', keys: 'V', icon: Pointer },
  { tool: 'hand', title: 'Hand', about: 'Move the picture (or hold Space)', keys: 'H', icon: Hand },
  { tool: 'cite', title: 'Cite', about: 'Mark a place to cite', keys: 'C', icon: markIcons.cite },
  { tool: 'box', title: 'Box', about: 'Draw a box', keys: 'B', icon: markIcons.box },
  { tool: 'arrow', title: 'Arrow', about: 'Draw an arrow', keys: 'A', icon: markIcons.arrow },
  { tool: 'blackout', title: 'Blackout', about: 'Black something out', keys: 'X', icon: markIcons.blackout },
];
