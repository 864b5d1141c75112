/** One part of the meeting. */
export interface Step {
  title: string;
  /** What happens in it. */
  about: string;
  minutes: number;
}

/** The steps and their share of an hour. */
const hour: readonly Step[] = [
  { title: 'Welcome and ground rules', about: 'Who is here, and how we talk.', minutes: 3 },
  { title: 'Summary', about: 'Whoever was most involved tells the story in short.', minutes: 5 },
  { title: 'Timeline', about: 'Walk through it together. What is missing, what is wrong?', minutes: 17 },
  { title: 'Keep digging', about: 'Start where it is marked. How did it make sense then?', minutes: 20 },
  { title: 'Remediations', about: 'Collect, do not decide. Big and odd ones too.', minutes: 11 },
  { title: 'How did this go', about: 'One word from everybody.', minutes: 4 },
];

/** The agenda of a meeting of that many minutes; every step keeps at least one, the longest takes up the difference. */
export function agendaOf(minutes: number): Step[] {
  const scaled = hour.map((step) => ({
    ...step,
    minutes: Math.max(1, Math.round((step.minutes * minutes) / 60)),
  }));
  const over = scaled.reduce((sum, step) => sum + step.minutes, 0) - minutes;
  const longest = scaled.reduce((a, b) => (b.minutes > a.minutes ? b : a));
  longest.minutes = Math.max(1, longest.minutes - over);
  return scaled;
}

export interface Position {
  /** Place of the step in the agenda; its length once all is over. */
  step: number;
  /** Milliseconds left for it; negative once the whole meeting is over. */
  left: number;
}

/** Where a meeting stands that many milliseconds after its start. */
export function positionAt(agenda: readonly Step[], elapsed: number): Position {
  let end = 0;
  for (const [step, { minutes }] of agenda.entries()) {
    end += minutes * 60_000;
    if (elapsed < end) return { step, left: end - elapsed };
  }
  return { step: agenda.length, left: end - elapsed };
}

/** How many minutes after the start a step ends. */
export function endOf(agenda: readonly Step[], step: number): number {
  return agenda.slice(0, step + 1).reduce((sum, { minutes }) => sum + minutes, 0);
}
