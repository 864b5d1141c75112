// Written by build/bindings from the Go of the same name. Do not edit.

/** Field is one named part of an entry. */
export interface Field {
  name: string;
  value: string;
}
