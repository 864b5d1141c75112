import type { Command } from '../../../commands/command';
import type { Note } from '../../../backend/types';
import type { Toasts } from '../../../ui/toasts.svelte';
import { announceBrought } from '../../../workspace/paste';
import { takeBack } from '../../../workspace/takeBack';
import { attempt } from '../../../workspace/attempt';
import type { WorkspaceState } from '../../../workspace/workspace.svelte';
import type { TranscriptState } from './transcript.svelte';

interface Acts {
  workspace: WorkspaceState;
  toasts: Toasts;
  state: TranscriptState;
  /** The note that is chosen. */
  note: () => Note | undefined;
  /** Lets the person choose a section to quote in. */
  onquote: () => void;
}

/** A cue is chosen, and no other control would take the key. */
function onCue(state: TranscriptState): boolean {
  if (!state.isShown || !state.lines) return false;
  return !document.activeElement?.matches('a, [role="menuitem"], button:not([data-cue])');
}

export function transcriptCommands({ workspace, toasts, state, note, onquote }: Acts): Command[] {
  const undo = () => takeBack(workspace, toasts);
  return [
    {
      id: 'debrief.add-transcript',
      title: 'Add a transcript of a recording…',
      words: 'import captions subtitles vtt srt zoom teams meet',
      group: 'Debrief',
      run: async () => {
        await attempt(toasts, 'The transcript was not added', async () => {
          const brought = await state.choose();
          if (brought) announceBrought(workspace, toasts, brought);
        });
      },
      undo: 'now',
    },
    {
      id: 'debrief.transcript',
      title: 'Show or hide the transcript',
      words: 'said cues captions beside',
      group: 'Debrief',
      keys: ['C'],
      when: () => state.heard.length > 0,
      run: () => {
        state.show(!state.isShown);
      },
      undo: 'never',
    },
    {
      id: 'debrief.quote-cue',
      title: 'Make a quotation of what was said',
      words: 'note quote cue transcript',
      group: 'Debrief',
      keys: ['Q'],
      when: () => onCue(state),
      run: async () => {
        if (await attempt(toasts, 'It was not noted', () => state.note('quote')))
          toasts.say('Noted as a quotation', undo());
      },
      undo: 'now',
    },
    {
      id: 'debrief.quote-into',
      title: 'Quote what was said in a section…',
      words: 'cue transcript document',
      group: 'Debrief',
      keys: ['S'],
      when: () => onCue(state),
      run: onquote,
      undo: 'now',
    },
    {
      id: 'debrief.align-cue',
      title: 'Align the transcript: this is what the chosen note is about',
      words: 'shift move offset recording moment',
      group: 'Debrief',
      keys: ['L'],
      when: () => onCue(state) && note() !== undefined,
      run: async () => {
        const chosen = note();
        if (chosen && (await attempt(toasts, 'The transcript stays', () => state.align(chosen.id))))
          toasts.say('The recording and all that is said in it moved along', undo());
      },
      undo: 'now',
    },
  ];
}
