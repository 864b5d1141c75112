type Tone = 'plain' | 'info' | 'added' | 'removed' | 'moved';

const tones: Record<string, Tone> = {
  added: 'added',
  removed: 'removed',
  moved: 'moved',
  retimed: 'info',
  'end changed': 'info',
  'known time changed': 'info',
  rescheduled: 'info',
};

/** The colour of the label that says what was done; the label says it too. */
export function toneOf(verb: string): Tone {
  return tones[verb] ?? 'plain';
}
