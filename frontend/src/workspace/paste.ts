import type { Added, Brought, EvidenceKind } from '../backend/types';
import { toBackendError } from '../backend/error';
import { count, formatBytes, list, sentence } from '../lib/text';
import type { Toasts } from '../ui/toasts.svelte';
import { readAsWords } from './formats';
import { takeBack } from './takeBack';
import type { WorkspaceState } from './workspace.svelte';

/** What a piece of evidence was taken for: "Postgres stderr log, 1,204 entries". */
export function describeEvidence(workspace: WorkspaceState, id: string): string {
  const evidence = workspace.evidence(id);
  if (!evidence) return '';
  const reading = workspace.now.readings[id];
  if (evidence.kind === 'screenshot') {
    const size = reading?.picture
      ? `${String(reading.picture.width)} × ${String(reading.picture.height)}`
      : formatBytes(evidence.size);
    return `a screenshot, ${size}`;
  }
  const why = /^kept as a file: (.*)/.exec(evidence.kind === 'file' ? (reading?.why ?? '') : '');
  if (why) return `a file, ${formatBytes(evidence.size)}: ${why[1] ?? ''}`;
  if (!reading || reading.entries === 0) return `a ${evidence.kind}, ${formatBytes(evidence.size)}`;
  const lines = count(reading.entries, 'entry', 'entries');
  return evidence.kind === 'log' || evidence.kind === 'chat'
    ? `${readAsWords(reading)}, ${lines}`
    : `a ${evidence.kind}, ${lines}`;
}

/** "2 logs, a chat and 3 screenshots": what several things that came in at once were taken for. */
function countByKind(workspace: WorkspaceState, added: readonly string[]): string {
  const counts = new Map<EvidenceKind, number>();
  for (const { id, kind } of workspace.content.evidence) {
    if (added.includes(id)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return list([...counts].map(([kind, n]) => (n === 1 ? `a ${kind}` : count(n, kind))));
}

/** Brings things in as evidence, one after another, and says what each was taken for. */
export function addEvidence(
  workspace: WorkspaceState,
  toasts: Toasts,
  things: readonly Thing[],
): Promise<void> {
  return addAll(toasts, things, async ({ data, name }) => {
    const added = await workspace.change((backend, id) => backend.evidence.paste(id, data, name), {
      aside: true,
    });
    announceAdded(workspace, toasts, added);
  });
}

/** Brings things to the debrief: transcripts of its recordings, and all else as evidence. */
export function bringToDebrief(
  workspace: WorkspaceState,
  toasts: Toasts,
  things: readonly Thing[],
): Promise<void> {
  return addAll(toasts, things, async ({ data, name }) => {
    const brought = await workspace.change((backend, id) => backend.debrief.bring(id, data, name));
    announceBrought(workspace, toasts, brought);
  });
}

interface Thing {
  data: Blob | string;
  name: string;
}

async function addAll(
  toasts: Toasts,
  things: readonly Thing[],
  add: (thing: Thing) => Promise<void>,
): Promise<void> {
  for (const thing of things) {
    const { name } = thing;
    try {
      await add(thing);
    } catch (thrown) {
      const error = toBackendError(thrown);
      if (error.code === 'cancelled') return;
      toasts.fail(name ? `${name} was not added` : 'Nothing was added', error.said);
    }
  }
}

/** Says what was brought to the debrief, how its times were understood, with a way to take it back. */
export function announceBrought(workspace: WorkspaceState, toasts: Toasts, { heard, added }: Brought): void {
  if (added) announceAdded(workspace, toasts, added);
  if (!heard) return;
  if (heard.edited.unchanged) {
    toasts.say('This transcript is here already');
    return;
  }
  const by = heard.speakers.length > 0 ? ` by ${list(heard.speakers)}` : '';
  const told = [`${sentence(heard.format)}, ${count(heard.cues, 'cue')}${by}.`, ...heard.told].join(' ');
  toasts.say(told, takeBack(workspace, toasts));
}

/** Says what came in, with a way to take it back. */
export function announceAdded(workspace: WorkspaceState, toasts: Toasts, added: Added): void {
  const undo = takeBack(workspace, toasts, async () => {
    for (const one of added.evidence)
      await workspace.change((backend, id) => backend.evidence.remove(id, one));
  });
  const [first, ...more] = added.evidence;
  if (first !== undefined && more.length === 0) {
    const label = workspace.evidence(first)?.label ?? '';
    const like = workspace.evidence(added.alike[0]?.like ?? '')?.label;
    const known = like === undefined ? '' : `. It looks like “${like}”`;
    toasts.tell('kept', `Kept “${label}” as ${describeEvidence(workspace, first)}${known}`, undo);
  } else if (first !== undefined) toasts.tell('kept', `Kept ${countByKind(workspace, added.evidence)}`, undo);
  if (more.length > 0) {
    for (const { evidence, like } of added.alike) {
      const [one, other] = [evidence, like].map((id) => workspace.evidence(id)?.label ?? '');
      toasts.say(`“${one ?? ''}” looks like “${other ?? ''}”`);
    }
  }
  for (const { evidence, entries } of added.grown) {
    const label = workspace.evidence(evidence)?.label ?? '';
    toasts.say(`“${label}” grew: ${count(entries, 'new entry', 'new entries')}`, takeBack(workspace, toasts));
  }
  if (added.known.length > 0) {
    toasts.say(
      added.known.length === 1
        ? 'That is already kept, byte for byte'
        : `${String(added.known.length)} are already kept, byte for byte`,
    );
  }
  for (const { name, reason } of added.refused)
    toasts.fail(`${name || 'What was pasted'} was not added`, reason);
}
