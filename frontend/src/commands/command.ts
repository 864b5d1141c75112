/** Whether an act can be taken back with Undo: as a step of its own, joined to its neighbours, or not at all. */
export type Undo = 'now' | 'grouped' | 'never';

/**
 * One thing a person can do. Buttons, menus, the palette and the keyboard all
 * run the same record.
 */
export interface Command {
  /** "room.verb", unique among those registered at a time. */
  id: string;
  title: string;
  /** Where it stands in the sheet of all keys and in the palette. */
  group: string;
  /**
   * Combinations like "Mod+K", "N", "Shift+?" or "ArrowDown"; the first one is
   * shown. Mod is Ctrl, or Command on a Mac.
   */
  keys?: string[];
  /** Further words by which the palette finds it. */
  words?: string;
  /** Absent means always. Asked at the moment of use. */
  when?: () => boolean;
  run: () => void | Promise<void>;
  undo: Undo;
  /** Keys that only move about would drown the palette. */
  hidden?: boolean;
}
