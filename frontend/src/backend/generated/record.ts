// Written by build/bindings from the Go of the same name. Do not edit.

/** Bucket counts the entries in one stretch of time. */
export interface Bucket {
  total: number;
  /** LevelWarn */
  warnings: number;
  /** LevelError and graver */
  errors: number;
}

/**
 * Histogram is how entries spread over time: buckets of equal length from From to
 * To, both nil where no entry has a time.
 */
export interface Histogram {
  from: string | null;
  to: string | null;
  buckets: Bucket[];
}
