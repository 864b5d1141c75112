// Written by build/bindings from the Go of the same name. Do not edit.

/** Target is a form in which a retrospective can be exported. */
export interface Target {
  /** what --to takes */
  name: string;
  title: string;
  about: string;
  /** CopiesHTML, CopiesText or "" */
  copies: string;
}
