import { expect, it } from 'vitest';
import type { Evidence, Region } from '../../backend/types';
import { openExample } from '../../testing/workspace';
import { citedIn, embeddables, embedLine } from './embed';

it('offers pictures and cited lines, as source that is an embed', async () => {
  const { workspace } = await openExample();
  const offers = embeddables(workspace.content.evidence, workspace.content.events);
  const named = (label: string) => workspace.content.evidence.find((one) => one.label === label)!.id;
  expect(offers.map(({ source }) => source)).toEqual(
    expect.arrayContaining([
      `![Failed requests during the incident](evidence/${named('Error rate')})`,
      `![Integer out of range on orders.id](evidence/${named('postgres primary')}#L106-L110)`,
    ]),
  );
  expect(offers.every(({ source }) => embedLine.test(source))).toBe(true);
});

const screenshot: Evidence = {
  id: 'e',
  kind: 'screenshot',
  label: 'graph',
  hash: 'h',
  size: 1,
  mediaType: '',
  addedAt: '',
  reference: '',
};

it('keeps brackets out of captions', () => {
  const [offer] = embeddables([{ ...screenshot, label: 'a [b]\nc' }], []);
  expect(embedLine.test(offer?.source ?? '')).toBe(true);
});

it('offers the parts of a picture that are marked to be cited', () => {
  const regions: Region[] = [
    { kind: 'blackout', x: 0, y: 0, width: 1, height: 0.1 },
    { kind: 'cite', x: 0.125, y: 0.3, width: 0.1 + 0.2, height: 0.5, label: 'The cliff' },
  ];
  expect(embeddables([{ ...screenshot, regions }], []).map(({ source }) => source)).toEqual([
    '![graph](evidence/e)',
    '![The cliff](evidence/e#xywh=percent:12.5,30,30,50)',
  ]);
});

it('lists what a text cites, once each', () => {
  expect(citedIn('[a](evidence/x#L1-L2) and ![b](evidence/y) and [c](evidence/x)')).toEqual(['x', 'y']);
  expect(embedLine.test('See [a](evidence/x)')).toBe(false);
});
