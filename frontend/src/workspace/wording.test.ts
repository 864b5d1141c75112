import { flushSync } from 'svelte';
import { expect, it, vi } from 'vitest';
import { openExample } from '../testing/workspace';
import { Wording } from './wording.svelte';

it('tells where words stand once they are saved, and asks only where what it reads has changed', async () => {
  const { backend, workspace } = await openExample();
  const asked = vi.spyOn(backend.document, 'wording');
  const id = workspace.content.sections[1]!.id;
  const wording = workspace.kept(Wording);
  const quotes = () => wording.openIn(id).map(({ quote }) => quote);
  flushSync();
  await vi.waitFor(() => {
    expect(wording.isOf(id, workspace.section(id)?.body ?? '')).toBe(true);
  });

  const text = 'Dana should have checked.\n';
  workspace.editBody(id, text);
  expect(wording.isOf(id, text)).toBe(false);
  await workspace.flush();
  flushSync();
  await vi.waitFor(() => {
    expect(quotes()).toEqual(['should have checked']);
  }, 5000);
  expect(wording.openIn(id)[0]?.places).toEqual([{ from: 5, to: 24 }]);
  expect(wording.isOf(id, text)).toBe(true);

  asked.mockClear();
  await workspace.change((to, of) => to.document.markDraft(of, true));
  flushSync();
  const finding = wording.openIn(id)[0]!;
  await workspace.change((to, of) =>
    to.document.letStand(of, {
      id: '',
      rule: finding.rule,
      noun: 'section',
      of: id,
      quote: finding.quote ?? '',
      reason: 'So',
    }),
  );
  flushSync();
  await vi.waitFor(() => {
    expect(quotes()).toEqual([]);
  });
  expect(asked).toHaveBeenCalledTimes(1);

  wording.heed({ own: [{ words: 'root cause' }] });
  wording.heed({ own: [{ words: 'root cause' }] });
  expect(asked).toHaveBeenCalledTimes(1);
  wording.heed({ own: [] });
  expect(asked).toHaveBeenCalledTimes(2);
});
