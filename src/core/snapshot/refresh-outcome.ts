import type { ErrorCode } from '../api/error-codes.ts'

/** How a refresh ended. Whatever the outcome, the last good snapshot is still there. */
export type RefreshOutcome =
  | { kind: 'fresh' | 'unchanged' | 'not_signed_in'; at: number }
  | { kind: 'failed'; at: number; code: ErrorCode }
