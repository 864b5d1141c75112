import { describe, expect, it } from 'vitest';
import type { Opened } from '../backend/types';
import { describeOpened, partBundles } from './bundles';

describe('partBundles', () => {
  it('parts the files of colleagues from evidence', () => {
    const bundle = { data: new File(['x'], 'a.afterword'), name: 'a.AFTERWORD' };
    const log = { data: new File(['x'], 'a.log'), name: 'a.log' };
    const text = { data: 'a.afterword', name: '' };
    expect(partBundles([bundle, log, text])).toEqual({ bundles: [bundle.data], things: [log, text] });
  });
});

describe('describeOpened', () => {
  const opened = (outcome: Opened['unpacked']['outcome'], conflicts = 0): Opened => ({
    name: 'x.afterword',
    unpacked: { retrospective: 'r', outcome, revisions: 1, ...(outcome === 'merged' ? { from: 'Lee' } : {}) },
    conflicts,
  });

  it.each([
    [opened('new'), 'Took over “x.afterword” with 1 revision'],
    [opened('extended'), 'Took over 1 later revision from “x.afterword”'],
    [opened('same'), '“x.afterword” holds nothing that is not here already'],
    [opened('merged'), 'Merged with the copy of Lee: 1 revision came along'],
    [opened('merged', 2), 'Merged with the copy of Lee: 2 places to decide'],
  ])('says what became of it', (one, words) => {
    expect(describeOpened(one)).toBe(words);
  });
});
