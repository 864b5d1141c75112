import { createContext } from 'svelte';

export type Room = 'evidence' | 'timeline' | 'document' | 'actions' | 'debrief' | 'history' | 'share';

export const rooms: readonly Room[] = [
  'evidence',
  'timeline',
  'document',
  'actions',
  'debrief',
  'history',
  'share',
];

/** A thing to show on arrival: a line of evidence, an event, a section, an action item, a revision. */
export interface Target {
  noun: 'evidence' | 'event' | 'section' | 'action-item' | 'revision';
  id: string;
  line?: number;
}

/** Which room is open and what to show there. Rooms read `target` and take it. */
export class Navigation {
  room: Room = $state('timeline');
  target: Target | undefined = $state.raw();

  go(room: Room, target?: Target): void {
    // A field says what was typed into it when it loses the focus, not when it goes away.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    this.room = room;
    this.target = target;
  }

  /** The target, once, where it is of the noun that the room knows. */
  take(noun: Target['noun']): Target | undefined {
    const { target } = this;
    if (target?.noun !== noun) return undefined;
    this.target = undefined;
    return target;
  }
}

export const [getNavigation, setNavigation] = createContext<Navigation>();
