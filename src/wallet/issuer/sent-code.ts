import type { CodeSentView } from '../../core/api/account-contract.ts'
import type { Endpoint } from '../../core/api/endpoint.ts'
import type { Reply } from '../../core/api/request.ts'

/** A one-time code that is on its way: times in Unix seconds of this device's clock. */
export type SentCode = { readonly resendAt: number; readonly expiresAt: number }

/** When a code that was sent is good, by the device's clock, which may be wrong. */
export function readSentCode({
  answer: { resendAt, expiresAt },
  clockDifference = 0,
}: Reply<Endpoint & { readonly response: typeof CodeSentView }>): SentCode {
  return { resendAt: resendAt - clockDifference, expiresAt: expiresAt - clockDifference }
}
