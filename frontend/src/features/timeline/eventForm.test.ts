import { render } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { openExample } from '../../testing/workspace';
import EventForm from './EventForm.svelte';
import { TimelineState } from './timeline.svelte';

it('asks how a time is read while it is typed, and not once more when the event is saved', async () => {
  const { workspace } = await openExample();
  const timeline = new TimelineState(workspace);
  timeline.usualKinds = ['observation'];
  await timeline.begin();
  const onread = vi.fn((text: string) => timeline.readTime(text, ''));
  const onsave = vi.fn(() => timeline.save());
  const view = render(EventForm, {
    form: timeline.writing!.form,
    isNew: true,
    kinds: timeline.kinds,
    roles: [],
    holders: timeline.holders('').map(({ name }) => name),
    example: timeline.example,
    onread,
    onsave,
    oncancel: vi.fn(),
    onleave: vi.fn(),
  });
  const when = view.getByLabelText('When');
  await userEvent.clear(when);
  await userEvent.type(when, '10:04');
  await userEvent.type(view.getByLabelText('What happened'), 'A page goes out');
  await view.findByRole('button', { name: /10:04/ });
  const asked = onread.mock.calls.length;
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(onsave).toHaveResolvedWith(true));
  expect(timeline.selectedEvent).toMatchObject({ title: 'A page goes out' });
  expect(onread).toHaveBeenCalledTimes(asked);
});

it('says what an event is part of and how people felt, and asks again for what is no mood', async () => {
  const { workspace } = await openExample();
  const timeline = new TimelineState(workspace);
  timeline.usualKinds = ['observation'];
  await timeline.begin();
  const holder = timeline.holders('')[0]!;
  const draft = timeline.writing!.form.values;
  Object.assign(draft, { title: 'Somebody yells', within: holder.name, feelings: 'Dana: 7 of 10' });
  expect(await timeline.save()).toBe(false);
  expect(timeline.writing?.form.problem).toMatchObject({ field: 'feelings' });
  draft.feelings = 'Dana: worried, all night; Joel: good';
  expect(await timeline.save()).toBe(true);
  expect(timeline.selectedEvent).toMatchObject({
    within: holder.id,
    feelings: [
      { who: 'Dana', mood: 'low', words: 'worried, all night' },
      { who: 'Joel', mood: 'good' },
    ],
  });
  expect(timeline.holders(holder.id).map(({ id }) => id)).not.toContain(timeline.selected);
  await timeline.edit(timeline.selectedEvent!);
  expect(timeline.writing!.form.values).toMatchObject({
    within: holder.name,
    feelings: 'Dana: low, worried, all night; Joel: good',
  });
});

it('tells apart what is called the same and was at the same time, and keeps what an event is part of', async () => {
  const { workspace } = await openExample();
  const timeline = new TimelineState(workspace);
  timeline.usualKinds = ['observation'];
  const ids: string[] = [];
  for (const within of ['', '', 'second']) {
    await timeline.begin();
    const name = within && timeline.holders('').find(({ id }) => id === ids[1])!.name;
    const draft = {
      at: '2025-11-14 10:04:00',
      title: within ? 'A part of it' : 'The pager rings',
      within: name,
    };
    Object.assign(timeline.writing!.form.values, draft);
    expect(await timeline.save()).toBe(true);
    ids.push(timeline.selected!);
  }
  const names = timeline.holders('').map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const part = () => workspace.content.events.find(({ id }) => id === ids[2])!;
  expect(part().within).toBe(ids[1]);
  await timeline.edit(part());
  Object.assign(timeline.writing!.form.values, { title: 'A part of the second' });
  expect(await timeline.save()).toBe(true);
  expect(part()).toMatchObject({ title: 'A part of the second', within: ids[1] });
});

it('goes on in the fields that More… shows', async () => {
  const { workspace } = await openExample();
  const timeline = new TimelineState(workspace);
  await timeline.begin();
  const view = render(EventForm, {
    form: timeline.writing!.form,
    isNew: true,
    kinds: timeline.kinds,
    roles: [],
    holders: [],
    example: timeline.example,
    onread: (text: string) => timeline.readTime(text, ''),
    onsave: () => timeline.save(),
    oncancel: vi.fn(),
    onleave: vi.fn(),
  });
  await userEvent.click(view.getByRole('button', { name: 'More…' }));
  await vi.waitFor(() => expect(document.activeElement).toBe(view.getByLabelText('Known since')));
});

it('says what is wrong beside the fields, above all that may be out of view', async () => {
  const { workspace } = await openExample();
  const timeline = new TimelineState(workspace);
  timeline.usualKinds = ['observation'];
  await timeline.begin();
  Object.assign(timeline.writing!.form.values, {
    title: 'Too soon',
    at: '10:04',
    end: '09:00',
    body: 'It did.',
  });
  const view = render(EventForm, {
    form: timeline.writing!.form,
    isNew: true,
    kinds: timeline.kinds,
    roles: [],
    holders: [],
    example: timeline.example,
    onread: (text: string) => timeline.readTime(text, ''),
    onsave: () => timeline.save(),
    oncancel: vi.fn(),
    onleave: vi.fn(),
  });
  await userEvent.click(view.getByRole('button', { name: /^Save/ }));
  const said = await view.findByText('The event ends before it begins');
  expect(said.getAttribute('role')).toBe('alert');
  await vi.waitFor(() => {
    expect(document.activeElement).toBe(view.getByLabelText('Until'));
  });
  const further = view.getByLabelText('Known since');
  expect(said.compareDocumentPosition(further)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});
