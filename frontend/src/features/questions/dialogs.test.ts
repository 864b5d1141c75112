import { fireEvent, render } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { expect, it, vi } from 'vitest';
import type { Landing, Question } from '../../backend/types';
import { openExample } from '../../testing/workspace';
import { Asking } from '../../workspace/asking.svelte';
import { answersBefore, dueOf } from '../../workspace/questions';
import QuestionsDialog from './QuestionsDialog.svelte';
import ReplyDialog from './ReplyDialog.svelte';

it('wants answers until the day before the debrief, and until no day once it began', () => {
  const question: Question = { id: 'q', text: 'Who?', state: 'open' };
  const planned = { current: 'investigate', debriefDue: '2026-12-03T14:00:00Z' } as const;
  expect(dueOf(question, answersBefore(planned))).toBe('2026-12-02');
  expect(dueOf(question, answersBefore({ ...planned, investigatedAt: '2026-12-03T14:02:00Z' }))).toBe('');
});

it('keeps a reply once, however often that is asked for', async () => {
  let landed: () => void = () => undefined;
  const onland = vi.fn(() => new Promise<void>((resolve) => (landed = resolve)));
  const onclose = vi.fn();
  const part: Landing = { who: 'Dana Kim', text: 'It was the pool' };
  const view = render(ReplyDialog, {
    questions: [],
    question: undefined,
    onread: () => Promise.resolve([part]),
    onland,
    onclose,
  });
  await fireEvent.input(view.getByLabelText(/^Paste the mail/), { target: { value: 'It was the pool' } });
  await view.findByLabelText('Who said part 1');
  const keep = view.getByRole('button', { name: /Keep it/ });
  await fireEvent.click(keep);
  await fireEvent.click(keep);
  await fireEvent.keyDown(window, { key: 'Enter', ctrlKey: true });
  expect(onland).toHaveBeenCalledTimes(1);
  landed();
  await vi.waitFor(() => expect(onclose).toHaveBeenCalledTimes(1));
});

it('leaves the keys to what is asked over the list', async () => {
  const { workspace } = await openExample();
  const question: Question = { id: '', text: 'Who knew?', state: 'open' };
  await workspace.change((backend, id) => backend.questions.ask(id, question));
  const asking = new Asking(workspace);
  const onremove = vi.fn(() => Promise.resolve());
  const act = vi.fn();
  const later = vi.fn(() => Promise.resolve());
  render(QuestionsDialog, {
    asking,
    onask: act,
    onedit: act,
    onremove,
    onstate: later,
    onreply: act,
    onsend: act,
    onplace: later,
    onevent: later,
    ontime: () => Promise.resolve(null),
    onquote: later,
    ondrop: later,
    onshow: act,
    onundo: act,
    onredo: act,
    onclose: act,
  });
  asking.draft = asking.questions[0];
  flushSync();
  await fireEvent.keyDown(document.body, { key: 'Delete' });
  await fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
  expect([onremove, act].map((each) => each.mock.calls.length)).toEqual([0, 0]);
  asking.draft = undefined;
  flushSync();
  await fireEvent.keyDown(document.body, { key: 'Delete' });
  expect(onremove).toHaveBeenCalledTimes(1);
});
