import type { ErrorCode } from '../../core/api/error-codes.ts'
import { AppError, errorCodeOf } from '../../core/app-error.ts'

/** A rejection or a failure as a screen keeps it. */
export type ActionError = {
  readonly code: ErrorCode
  /** From then on (Unix seconds of this device) it may be tried again. */
  readonly until?: number
  /** Why in particular, see the contract. */
  readonly reasons: readonly string[]
}

/** What a screen shows of whatever was thrown. `now` in Unix seconds. */
export function toActionError(cause: unknown, now: number): ActionError {
  const { retryAfter, reasons } = cause instanceof AppError ? cause : { retryAfter: undefined, reasons: [] }
  return { code: errorCodeOf(cause), ...(retryAfter !== undefined && { until: now + retryAfter }), reasons }
}
