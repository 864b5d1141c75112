import { render } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { openExample } from '../../testing/workspace';
import PartField from './PartField.svelte';
import type { Part } from './draft';
import { TimelineState } from './timeline.svelte';

it.each([
  ['end', 'End', true],
  ['knownAt', 'Known since', false],
] as const)('says of %s how it is read', async (part: Part, label, isUntil) => {
  const { workspace } = await openExample();
  const timeline = new TimelineState(workspace);
  await timeline.edit(workspace.content.events[0]!, { part, place: 'inspector' });
  const view = render(PartField, {
    writing: timeline.writing!,
    kinds: [],
    roles: [],
    onread: (text: string) => timeline.readTime(text, workspace.content.events[0]!.id),
    onsave: vi.fn(),
    oncancel: vi.fn(),
    onnext: vi.fn(),
    onleave: vi.fn(),
  });
  const field = view.getByLabelText(label);
  await userEvent.clear(field);
  await userEvent.type(field, '23:58');
  const reading = await view.findByRole('button', { name: /23:58/ });
  expect(reading.textContent.includes('until')).toBe(isUntil);
});
