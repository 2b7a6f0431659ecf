import type { ErrorCode } from './api/error-codes.ts'

/**
 * An error: something that the code around it cannot answer with a value. Expected outcomes are `Result`s
 * instead. The message is the code and nothing else, so that no log line or report can carry personal data.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly retryable: boolean
  /** Seconds to wait before another try, if the issuer said so. */
  readonly retryAfter: number | undefined
  /** Why in particular, in the words of the contract. */
  readonly reasons: readonly string[]

  constructor(
    code: ErrorCode,
    options: {
      cause?: unknown
      retryable?: boolean
      retryAfter?: number | undefined
      reasons?: readonly string[]
    } = {},
  ) {
    super(code, { cause: options.cause })
    this.code = code
    this.retryable = options.retryable ?? false
    this.retryAfter = options.retryAfter
    this.reasons = options.reasons ?? []
  }
}

/** The code of whatever was thrown; `unexpected` if it is no error of ours. */
export function errorCodeOf(cause: unknown): ErrorCode {
  return cause instanceof AppError ? cause.code : 'unexpected'
}
