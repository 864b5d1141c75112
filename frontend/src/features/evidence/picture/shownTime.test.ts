import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { openExample } from '../../../testing/workspace';
import { EvidenceRoom } from '../evidence.svelte';
import ShownTime from './ShownTime.svelte';

it('shows the time of a picture in the zone that leads, in which a typed one is read', async () => {
  const { workspace } = await openExample();
  await workspace.change((backend, id) => backend.library.setZones(id, ['Europe/Berlin', 'UTC']));
  const picture = () => workspace.content.evidence.find((one) => one.label === 'Error rate')!;
  const room = new EvidenceRoom(workspace);
  render(ShownTime, { room, evidence: picture() });
  const field = screen.getByLabelText('Time the picture shows, in Berlin');
  expect(field).toHaveProperty('value', '2025-11-14 11:02');
  await fireEvent.input(field, { target: { value: '2025-11-14 11:20' } });
  await screen.findByText('= Fri 14 Nov 2025, 11:20 Berlin');
  await fireEvent.blur(field);
  await waitFor(() => {
    expect(picture().shownAt?.at).toBe('2025-11-14T10:20:00Z');
  });
});

it('reads a typed time in the zone of the clock on the picture, and keeps what it shows when that is another', async () => {
  const { workspace } = await openExample();
  const picture = () => workspace.content.evidence.find((one) => one.label === 'Error rate')!;
  const room = new EvidenceRoom(workspace);
  const { unmount } = render(ShownTime, { room, evidence: picture() });
  expect(screen.getByLabelText('Time the picture shows, in UTC')).toHaveProperty('value', '2025-11-14 10:02');
  unmount();
  await workspace.change((backend, id) => backend.evidence.update(id, { ...picture(), zone: 'Asia/Tokyo' }));
  render(ShownTime, { room, evidence: picture() });
  const field = screen.getByLabelText('Time the picture shows, in Tokyo');
  expect(field).toHaveProperty('value', '2025-11-14 19:02');
  await fireEvent.input(field, { target: { value: '2025-11-14 19:20' } });
  await screen.findByText('= Fri 14 Nov 2025, 19:20 Tokyo');
  await fireEvent.blur(field);
  await waitFor(() => {
    expect(picture().shownAt?.at).toBe('2025-11-14T10:20:00Z');
  });
  expect((await room.parseTime('2025-11-14 10:30 UTC', picture(), 'Asia/Tokyo')).at).toBe(
    '2025-11-14T10:30:00Z',
  );
});
