import type { Bound } from './generated/app';
import type { Added, Brought, Evidence, Notice, Opened, Page, Region } from './types';

/**
 * Everything the window can ask of Go, by noun: what is bound there, and what goes
 * over the asset handler, as bytes do. Each promise rejects with a BackendError (see
 * error.ts). A call that changes something resolves only after the change is
 * committed to the library.
 */
export interface Backend extends Bound {
  library: Bound['library'] & {
    /** Takes over a colleague's file that was dropped. */
    dropBundle(data: Blob, name: string): Promise<Opened>;
  };
  evidence: Bound['evidence'] & {
    /** `name` is a file name or "". */
    paste(id: string, data: Blob | string, name: string): Promise<Added>;
    /** URLs that an <img> may show: blackouts burnt in, boxes and arrows drawn; `part` cuts a region out. */
    pictureURL(evidence: Evidence, part?: Region): string;
    thumbnailURL(evidence: Evidence, part?: Region): string;
    /** The picture without what was drawn on it, for those who draw. */
    originalURL(evidence: Evidence): string;
  };
  debrief: Bound['debrief'] & {
    /** Brings something to the debrief: a transcript is taken for that, all else for evidence. */
    bring(id: string, data: Blob | string, name: string): Promise<Brought>;
  };
  merging: Bound['merging'] & {
    /** Hands over an edited page that was pasted or dropped. */
    take(data: Blob | string, name: string): Promise<Page>;
  };
  /** Returns a function that stops listening. */
  onNotice(listener: (notice: Notice) => void): () => void;
}
