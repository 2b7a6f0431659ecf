import type { ErrorCode } from './api/error-codes.ts'

/**
 * A fault: something that the code around it cannot answer with a value. Expected outcomes are `Result`s instead.
 * The message is the code and nothing else, so that no log line or report can carry personal data.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly retryable: boolean
  /** Seconds to wait before another try, if the issuer said so. */
  readonly retryAfter: number | undefined

  constructor(
    code: ErrorCode,
    options: { cause?: unknown; retryable?: boolean; retryAfter?: number | undefined } = {},
  ) {
    super(code, { cause: options.cause })
    this.code = code
    this.retryable = options.retryable ?? false
    this.retryAfter = options.retryAfter
  }
}

/** The code of whatever was thrown; `unexpected` if it is no fault of ours. */
export function errorCodeOf(cause: unknown): ErrorCode {
  return cause instanceof AppError ? cause.code : 'unexpected'
}
