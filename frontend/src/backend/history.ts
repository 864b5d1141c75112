/** A history as the room of revisions reads it: an outline first, then page by page. */
export type {
  Comparison,
  Listed,
  MergedCount,
  Outline,
  OutlineRun,
  RevisionSummary,
  Seen,
} from './generated/authoring';
