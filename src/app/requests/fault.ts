import type { ErrorCode } from '../../core/api/error-codes.ts'
import { AppError, errorCodeOf } from '../../core/app-error.ts'
import { sessionOver } from '../../wallet/session/session-over.ts'

/** A refusal or a failure as a screen keeps it. */
export type Fault = {
  readonly code: ErrorCode
  /** From then on (Unix seconds of this device) it may be tried again. */
  readonly until?: number
  /** Why in particular, see the contract. */
  readonly reasons: readonly string[]
}

/** What a screen shows of whatever was thrown. `now` in Unix seconds. */
export function toFault(cause: unknown, now: number): Fault {
  const { retryAfter, reasons } = cause instanceof AppError ? cause : { retryAfter: undefined, reasons: [] }
  return { code: errorCodeOf(cause), ...(retryAfter !== undefined && { until: now + retryAfter }), reasons }
}

/** Whether a fault says that the person is not signed in here any more. */
export function isSessionOver({ code }: Fault): boolean {
  return sessionOver.includes(code)
}
