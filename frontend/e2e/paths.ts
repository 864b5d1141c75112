import { resolve } from 'node:path';

/** The repository's root. */
export const root = resolve(import.meta.dirname, '../..');

/** Where screenshots of failures, libraries and the built bridge go. */
export const results = `${root}/frontend/test-results`;

export const binary = `${results}/bridge`;

/** The built page. */
export const page = `${root}/frontend/dist`;

/** The raw pieces of the example retrospective, which the specs paste. */
export const pieces = `${root}/backend/example/pieces`;
