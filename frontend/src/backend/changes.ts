/** What differs between two revisions, as package backend/diff says it, under the page's names. */
export type {
  Block as ChangedBlock,
  ChangeSet,
  Count,
  Field as ChangedField,
  Item as ChangedItem,
  Op,
  Step,
} from './generated/diff';
export type { Kind as BlockKind } from './generated/markdown';
export type { Noun } from './generated/retro';
