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
