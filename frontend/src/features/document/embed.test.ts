import { expect, it } from 'vitest';
import { openExample } from '../../testing/workspace';
import { citedIn, embeddables, embedLine } from './embed';

it('offers pictures and cited lines, as source that is an embed', async () => {
  const { workspace } = await openExample();
  const offers = embeddables(workspace.content.evidence, workspace.content.events);
  expect(offers.map(({ source }) => source)).toContain('![Error rate, orders](evidence/e-5)');
  expect(offers.map(({ source }) => source)).toContain(
    '[Integer out of range on orders.id](evidence/e-2#L612-L613)',
  );
  expect(offers.every(({ source }) => embedLine.test(source))).toBe(true);
});

it('keeps brackets out of captions', () => {
  const [offer] = embeddables(
    [
      {
        id: 'e',
        kind: 'screenshot',
        label: 'a [b]\nc',
        hash: 'h',
        size: 1,
        mediaType: '',
        addedAt: '',
        reference: '',
      },
    ],
    [],
  );
  expect(embedLine.test(offer?.source ?? '')).toBe(true);
});

it('lists what a text cites, once each', () => {
  expect(citedIn('[a](evidence/x#L1-L2) and ![b](evidence/y) and [c](evidence/x)')).toEqual(['x', 'y']);
  expect(embedLine.test('See [a](evidence/x)')).toBe(false);
});
