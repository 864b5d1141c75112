import type { Component } from 'svelte';
import Check from '@lucide/svelte/icons/check';
import Clock from '@lucide/svelte/icons/clock';
import StickyNote from '@lucide/svelte/icons/sticky-note';
import AudioLines from '@lucide/svelte/icons/audio-lines';
import TextAlignStart from '@lucide/svelte/icons/text-align-start';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import Share from '@lucide/svelte/icons/share';
import type { Workspace } from '../backend/types';
import { formatShortWeekday } from '../lib/time';
import type { Room } from '../workspace/navigation.svelte';

interface RoomEntry {
  title: string;
  icon: Component;
  /** What the rail shows beside the title. */
  tally: (workspace: Workspace, zone: string) => string;
  load: () => Promise<{ default: Component }>;
}

const number = (n: number) => (n === 0 ? '' : n.toLocaleString('en-GB'));

/** The rooms of a retrospective in the order of the work. Each is loaded when it is first opened. */
export const roomEntries: Record<Room, RoomEntry> = {
  evidence: {
    title: 'Evidence',
    icon: StickyNote,
    tally: ({ content }) => number(content.evidence.length),
    load: () => import('../features/evidence/Evidence.svelte'),
  },
  timeline: {
    title: 'Timeline',
    icon: AudioLines,
    tally: ({ content }) => number(content.events.length),
    load: () => import('../features/timeline/Timeline.svelte'),
  },
  document: {
    title: 'Document',
    icon: TextAlignStart,
    tally: ({ content }) => number(content.sections.length),
    load: () => import('../features/document/Document.svelte'),
  },
  actions: {
    title: 'Actions',
    icon: Check,
    tally: ({ content }) => number(content.actionItems.length),
    load: () => import('../features/actions/Actions.svelte'),
  },
  debrief: {
    title: 'Debrief',
    icon: Clock,
    tally: ({ content }, zone) => (content.debrief.at ? formatShortWeekday(content.debrief.at.at, zone) : ''),
    load: () => import('../features/debrief/Debrief.svelte'),
  },
  history: {
    title: 'History',
    icon: RotateCcw,
    tally: ({ revisions }) => number(revisions),
    load: () => import('../features/history/History.svelte'),
  },
  share: {
    title: 'Share',
    icon: Share,
    tally: () => '',
    load: () => import('../features/sharing/Sharing.svelte'),
  },
};
