// Written by build/bindings from the Go of the same name. Do not edit.

/** Candidate is a field that has numbers. */
export interface Candidate {
  name: string;
  /** of the entries looked at */
  numbers: number;
  of: number;
  unit: Unit;
  example: string;
}

/** Condition is what a filter asks of a field of the entries: "status>=500". */
export interface Condition {
  field: string;
  /** Sign is one of = != < <= > >=. */
  sign: string;
  value: string;
}

/**
 * Plot says where on a drawing time runs, for whoever points at it. Lengths are in
 * pixels of the drawing.
 */
export interface Plot {
  left: number;
  right: number;
  top: number;
  bottom: number;
  width: number;
  height: number;
}

/** Table is a chart as rows. */
export interface Table {
  /** how long a bucket is, in words */
  each: string;
  /** the zones, then the lines */
  head: string[];
  rows: TableRow[];
}

/** TableRow is one bucket. Values are nil where there is nothing. */
export interface TableRow {
  at: string;
  /** in each zone */
  clocks: string[];
  /** in seconds, bytes, per cent or as they are */
  values: (number | null)[];
  texts: string[];
  gap: boolean;
  events: string[];
}

/** Unit is what numbers are of, once they are brought to one size. */
export type Unit = '' | 's' | 'B' | '%';
