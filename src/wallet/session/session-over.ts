import type { ErrorCode } from '../../core/api/error-codes.ts'

/**
 * The issuer's word, to whoever has shown the session's secret, that this device is the account's no longer.
 */
export const withdrawnCodes: readonly string[] = [
  'device_replaced',
  'device_removed',
] satisfies readonly ErrorCode[]

/** Answers after which nobody is signed in here. */
export const sessionOver: readonly string[] = ['session_expired', ...withdrawnCodes]
