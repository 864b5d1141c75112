import type { Component } from 'svelte';
import Check from '@lucide/svelte/icons/check';
import Clock from '@lucide/svelte/icons/clock';
import StickyNote from '@lucide/svelte/icons/sticky-note';
import AudioLines from '@lucide/svelte/icons/audio-lines';
import TextAlignStart from '@lucide/svelte/icons/text-align-start';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import Share from '@lucide/svelte/icons/share';
import type { Workspace } from '../backend/types';
import { formatNear } from '../lib/time';
import type { Room } from '../workspace/navigation.svelte';

interface RoomEntry {
  title: string;
  icon: Component;
  /** What the rail shows beside the title. */
  tally: (workspace: Workspace, zone: string) => string;
  load: () => RoomModule | Promise<RoomModule>;
}

interface RoomModule {
  default: Component;
}

/**
 * Reads a room's code once. What has been read is there at once, not in the next
 * task: a key pressed right after changing rooms would fall between the two.
 */
function once(read: () => Promise<RoomModule>): RoomEntry['load'] {
  let loaded: RoomModule | undefined;
  return () => loaded ?? read().then((module) => (loaded = module));
}

const number = (n: number) => (n === 0 ? '' : n.toLocaleString('en-GB'));

/** Whether a room is listed: an account of one person has no debrief. */
export function isThere(room: Room, { stages }: Workspace): boolean {
  return room !== 'debrief' || stages.solo !== true;
}

/** The rooms of a retrospective in the order of the work. Each is code of its own, read ahead or when it is first opened. */
export const roomEntries: Record<Room, RoomEntry> = {
  evidence: {
    title: 'Evidence',
    icon: StickyNote,
    tally: ({ content }) => number(content.evidence.length),
    load: once(() => import('../features/evidence/Evidence.svelte')),
  },
  timeline: {
    title: 'Timeline',
    icon: AudioLines,
    tally: ({ content }) => number(content.events.length),
    load: once(() => import('../features/timeline/Timeline.svelte')),
  },
  document: {
    title: 'Document',
    icon: TextAlignStart,
    tally: ({ content }) => number(content.sections.length),
    load: once(() => import('../features/document/Document.svelte')),
  },
  actions: {
    title: 'Actions',
    icon: Check,
    tally: ({ content }) => number(content.actionItems.length),
    load: once(() => import('../features/actions/Actions.svelte')),
  },
  debrief: {
    title: 'Debrief',
    icon: Clock,
    tally: ({ content: { debrief } }, zone) => {
      const at = debrief.startedAt ?? debrief.at?.at;
      return at === undefined ? '' : formatNear(at, zone, new Date());
    },
    load: once(() => import('../features/debrief/Debrief.svelte')),
  },
  history: {
    title: 'History',
    icon: RotateCcw,
    tally: ({ revisions }) => number(revisions),
    load: once(() => import('../features/history/History.svelte')),
  },
  share: {
    title: 'Share',
    icon: Share,
    tally: () => '',
    load: once(() => import('../features/sharing/Sharing.svelte')),
  },
};

/** Reads the code of rooms before they are opened. One that cannot be read says so when it is. */
export function readAhead(rooms: readonly Room[]): void {
  for (const room of rooms) Promise.resolve(roomEntries[room].load()).catch(() => undefined);
}
