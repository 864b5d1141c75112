import type { Answer, Content, Question, Stages } from '../backend/types';
import { formatMoment } from '../lib/time';

/** What people call it: "Q3". */
export function markOf(question: Question): string {
  return `Q${String(question.number ?? 0)}`;
}

/** The answers to a question; for "" those of which nobody has said yet what they answer. */
export function answersTo({ questions = [], answers = [] }: Content, question: string): Answer[] {
  const known = new Set(questions.map(({ id }) => id));
  return answers.filter((answer) =>
    question === '' ? !known.has(answer.question ?? '') : answer.question === question,
  );
}

/** Those who can be asked: who was asked before, who takes part, and their departments. */
export function askable({ questions = [], participants }: Content): string[] {
  const names = [
    ...questions.map((question) => question.for ?? ''),
    ...participants.flatMap(({ department = '', name }) => [department, name]),
  ].map((name) => name.trim());
  return [...new Set(names.filter(Boolean))];
}

/** Those who still have to answer something. */
export function waitedFor(questions: readonly Question[]): string[] {
  const names = new Map<string, string>();
  for (const { state, for: whom = '' } of questions)
    if (state === 'open' && whom !== '' && !names.has(whom.toLowerCase()))
      names.set(whom.toLowerCase(), whom);
  return [...names.values()];
}

/** The time that a question is about: "2026-03-14 10:04 – 10:41". */
export function stretchOf({ from, to }: Question, zone: string): string {
  if (!from || !to) return '';
  const minute = (at: string) => formatMoment({ at, precision: 'minute' }, zone);
  const [begin, end] = [minute(from), minute(to)];
  return begin.slice(0, 10) === end.slice(0, 10) ? `${begin} – ${end.slice(11)}` : `${begin} – ${end}`;
}

/** The debrief that answers are wanted before; none once it began. */
export function answersBefore({ investigatedAt, debriefDue }: Stages): string | undefined {
  return investigatedAt ? undefined : debriefDue;
}

/** The day until which it is to be answered: its own, else the day before the debrief. */
export function dueOf(question: Question, debrief: string | undefined): string {
  if (question.due || debrief === undefined) return question.due ?? '';
  return new Date(Date.parse(debrief) - 86_400_000).toISOString().slice(0, 10);
}
