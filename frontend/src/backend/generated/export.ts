// Written by build/bindings from the Go of the same name. Do not edit.

/** Target is a form in which a retrospective can be exported. */
export interface Target {
  /** what --to takes */
  name: string;
  title: string;
  about: string;
  /** CopiesHTML, CopiesText or "" */
  copies: string;
  /**
   * Group is what it is a form of, and Forms the targets that it can be had as, named
   * behind a colon: "recording-notes:html".
   */
  group: string;
  forms?: string[];
}
