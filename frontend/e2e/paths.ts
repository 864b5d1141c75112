import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Where screenshots of failures, libraries and the built bridge go. */
export const results = `${root}/frontend/test-results`;

export const binary = `${results}/bridge`;

/** The built page. */
export const page = `${root}/frontend/dist`;

/** The raw pieces of the example retrospective, which the specs paste. */
export const pieces = `${root}/backend/example/pieces`;
