import type { CodeSentView } from '../../core/api/account-contract.ts'
import type { Endpoint } from '../../core/api/endpoint.ts'
import { askWithClock, type RequestOf } from './ask-endpoint.ts'
import type { Issuer } from './issuer-client.ts'

/** A one-time code that is on its way: times in Unix seconds of this device's clock. */
export type SentCode = { readonly resendAt: number; readonly expiresAt: number }

type CodeEndpoint = Endpoint & { readonly response: typeof CodeSentView }

/** Has a code sent. Its times are reckoned by the device's clock, which may be wrong. @throws AppError as `askEndpoint` */
export async function sendCode<E extends CodeEndpoint>(
  issuer: Issuer,
  endpoint: E,
  body?: RequestOf<E>['body'],
): Promise<SentCode> {
  const { answer, clockDifference } = await askWithClock<CodeEndpoint>(issuer, endpoint, {
    ...(body !== undefined && { body }),
  } as RequestOf<CodeEndpoint>)
  const { resendAt, expiresAt } = answer
  return { resendAt: resendAt - clockDifference, expiresAt: expiresAt - clockDifference }
}
