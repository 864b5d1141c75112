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

/** A thing to show on arrival: a line of evidence, an event, a section, what was learned, an action item, a revision, a target of Share. */
export interface Target {
  noun:
    | 'evidence'
    | 'range'
    | 'event'
    | 'section'
    | 'thread'
    | 'learning'
    | 'action-item'
    | 'note'
    | 'revision'
    | 'export';
  id: string;
  line?: number;
  /** Of a range of time: its ends, as RFC 3339. */
  from?: string;
  to?: string;
  /** Of a revision: compared with the present state, and not with the one before it. */
  withNow?: boolean;
  /** And of the comparison, the chart to show. */
  chart?: string;
}

const roomOfNoun: Record<string, Room> = {
  evidence: 'evidence',
  event: 'timeline',
  section: 'document',
  factor: 'document',
  'action-item': 'actions',
  participant: 'debrief',
  debrief: 'debrief',
  note: 'debrief',
  revision: 'history',
};

/** The nouns that a room can show one of on arrival. */
const shown: readonly string[] = [
  'evidence',
  'event',
  'section',
  'learning',
  'action-item',
  'note',
  'revision',
];

function isShown(noun: string): noun is Target['noun'] {
  return shown.includes(noun);
}

/** Where a thing stands; nothing for what belongs to no room, such as the title. */
export function placeOf(noun: string, id: string): { room: Room; target: Target | undefined } | undefined {
  // The rows of tables are edited where the document shows them.
  const room = roomOfNoun[noun] ?? (noun === 'particulars' ? undefined : 'document');
  return room && { room, target: id !== '' && isShown(noun) ? { noun, id } : undefined };
}

/** Which room is open and what to show there. Rooms read `target` and take it. */
export class Navigation {
  room: Room = $state('timeline');
  target: Target | undefined = $state.raw();
  /** The room has the whole window: nothing stands around it. */
  isFull = $state(false);
  /** What a room chooses when it is opened next. */
  #chosen: Target | undefined;

  go(room: Room, target?: Target): void {
    // A field says what was typed into it when it loses the focus, not when it goes away.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const chosen = this.#chosen && roomOfNoun[this.#chosen.noun] === room ? this.#chosen : undefined;
    if (chosen) this.#chosen = undefined;
    this.room = room;
    this.target = target ?? chosen;
    this.isFull = false;
  }

  /** Has a thing chosen without going there: at once where its room is open, else when it is opened. */
  choose(target: Target): void {
    if (roomOfNoun[target.noun] === this.room) this.target = target;
    else this.#chosen = target;
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
