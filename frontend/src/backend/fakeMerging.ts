import type { Backend } from './backend';
import { BackendError } from './error';
import { fakeChanges } from './fakeChanges';
import type { Conflict, Content, ImportBase, Edited, Imported, Workspace } from './types';

/** How the fake answers, and reaches what it stores. */
interface Library {
  answer: <T>(call: string, make: () => T) => Promise<T>;
  /** Throws where there is no such retrospective. */
  open: (id: string) => Workspace;
  change: (call: string, id: string, reason: string, edit: (content: Content) => unknown) => Promise<Edited>;
}

const conflict: Conflict = {
  number: 1,
  from: 'the edited page',
  noun: 'section',
  id: 's-1',
  field: 'body',
  label: 'text',
  title: 'Root Cause',
  base: 'The pool was too small.',
  mine: 'The pool of connections was too small.',
  theirs: 'The pool was far too small.',
  mineOps: [
    ['=', 'The pool '],
    ['+', 'of connections '],
    ['=', 'was too small.'],
  ],
  theirsOps: [
    ['=', 'The pool was '],
    ['+', 'far '],
    ['=', 'too small.'],
  ],
};

/** Edited pages as the fake knows them: any page brings one conflict, one that says "nothing" has nothing in common. */
export function fakeMerging({ answer, open, change }: Library): Backend['merging'] {
  let page = '';
  let waiting: Conflict[] = [];
  const base = (id: string): ImportBase => {
    const { revision } = open(id);
    return { revision, target: 'markdown', exportedAt: revision.at };
  };
  const imported = (id: string, append: boolean): Imported => {
    if (page === 'nothing' && !append)
      throw new BackendError('conflict', 'the page has nothing in common with this retrospective');
    return {
      base: base(id),
      changes: fakeChanges([], ''),
      conflicts: append ? [] : [conflict],
      notes: ['The page has no table in “Timeline” any more; what it showed stays.'],
    };
  };
  return {
    choose: () => answer('merging.choose', () => ({ handle: '1', name: 'page.md', size: 10 })),
    take: (data, name) =>
      answer('merging.take', () => {
        page = typeof data === 'string' ? data : '';
        return { handle: '1', name, size: page.length };
      }),
    bases: (id) => answer('merging.bases', () => [base(id)]),
    preview: (id, _page, { append }) => answer('merging.preview', () => imported(id, append)),
    import: async (id, _page, { append }) => {
      const result = imported(id, append);
      waiting = result.conflicts;
      return { ...result, edited: await change('merging.import', id, 'import page', () => undefined) };
    },
    begin: () => answer('merging.begin', () => open('retro-1')),
    conflicts: () => answer('merging.conflicts', () => waiting),
    settle: (id, number) => {
      waiting = waiting.filter((one) => one.number !== number);
      return change('merging.settle', id, 'settle', () => undefined);
    },
  };
}
