import { sentence } from '../lib/text';
import type { ErrorCode } from './types';

const codes: readonly ErrorCode[] = [
  'invalid',
  'not_found',
  'conflict',
  'locked',
  'newer_format',
  'unsupported',
  'damaged',
  'full',
  'internal',
  'cancelled',
];

/**
 * The one shape in which anything that went wrong reaches the window. Decide on
 * `code`; show `message` and, where there is one, `hint`, or both as `said`.
 */
export class BackendError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;

  constructor(code: ErrorCode, message: string, hint = '') {
    super(message);
    this.name = 'BackendError';
    this.code = code;
    this.hint = hint;
  }

  /** The message, and the hint as a sentence behind it. */
  get said(): string {
    return [this.message, sentence(this.hint)].filter(Boolean).join('. ');
  }
}

/** Turns whatever was thrown into a BackendError; what it does not know is internal. */
export function toBackendError(thrown: unknown): BackendError {
  if (thrown instanceof BackendError) return thrown;
  if (thrown instanceof Error) return new BackendError('internal', thrown.message);
  if (typeof thrown === 'string') return new BackendError('internal', thrown);
  if (typeof thrown !== 'object' || thrown === null)
    return new BackendError('internal', 'something unknown went wrong');
  const { code, message, hint } = thrown as Record<string, unknown>;
  return new BackendError(
    codes.find((known) => known === code) ?? 'internal',
    typeof message === 'string' ? message : 'something unknown went wrong',
    typeof hint === 'string' ? hint : '',
  );
}
