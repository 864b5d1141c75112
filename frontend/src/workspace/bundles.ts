import type { Opened } from '../backend/types';
import { count } from '../lib/text';

/** The name of a file that holds one retrospective with its history. */
const extension = /\.afterword$/i;

/** Parts files that colleagues sent from what is evidence. */
export function partBundles<T extends { data: Blob | string; name: string }>(
  all: readonly T[],
): { bundles: File[]; things: T[] } {
  const isBundle = ({ data, name }: T) => data instanceof File && extension.test(name);
  return {
    bundles: all.filter(isBundle).map(({ data }) => data as unknown as File),
    things: all.filter((one) => !isBundle(one)),
  };
}

/** Says what became of a file that a colleague sent. */
export function describeOpened({ name, unpacked, conflicts }: Opened): string {
  const { outcome, revisions, from } = unpacked;
  switch (outcome) {
    case 'new':
      return `Took over “${name}” with ${count(revisions, 'revision')}`;
    case 'extended':
      return `Took over ${count(revisions, 'later revision')} from “${name}”`;
    case 'same':
      return `“${name}” holds nothing that is not here already`;
    case 'merged':
      return conflicts > 0
        ? `Merged with the copy of ${from ?? name}: ${count(conflicts, 'place')} to decide`
        : `Merged with the copy of ${from ?? name}: ${count(revisions, 'revision')} came along`;
  }
}
