import * as v from 'valibot'
import { accountEndpoints } from './account-contract.ts'
import { officeEndpoints } from './back-office-contract.ts'
import { callEndpoints } from './call-contract.ts'
import { contentEndpoints } from './content-contract.ts'
import { contentDeskEndpoints } from './content-desk-contract.ts'
import { credentialEndpoints } from './credential-contract.ts'
import { employerEndpoints } from './employer-contract.ts'
import type { Endpoint } from './endpoint.ts'
import { inboxEndpoints } from './inbox-contract.ts'
import { officerEndpoints } from './officer-contract.ts'
import { paperCodeEndpoints } from './paper-code-contract.ts'
import { passkeyEndpoints } from './passkey-contract.ts'
import { paymentEndpoints } from './payment-contract.ts'
import { pushEndpoints } from './push-contract.ts'
import { questionEndpoints } from './question-contract.ts'
import { recoveryEndpoints } from './recovery-contract.ts'
import { registrationEndpoints } from './registration-contract.ts'
import { reportEndpoints } from './report-contract.ts'
import { serviceEndpoints } from './service-contract.ts'
import { serviceDeskEndpoints } from './service-desk-contract.ts'
import { statusListEndpoints } from './status-list-contract.ts'
import { unansweredEndpoints } from './unanswered-contract.ts'

/**
 * The HTTP contract between issuer and wallet: one table, from which the issuer takes its validation and its
 * OpenAPI description and the wallet its types. Bodies are JSON unless `binary` says otherwise; bytes inside
 * JSON are base64url without padding; times are Unix seconds.
 */

/** RFC 9457 problem details; `code` is one of `ErrorCode`. */
export const ProblemView = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  code: v.string(),
  /** A newer code that says more; `code` is then the one that older builds know. */
  precisely: v.optional(v.string()),
  fields: v.optional(v.array(v.string())),
  reasons: v.optional(v.array(v.string())),
  retryAfter: v.optional(v.number()),
})

export type ProblemView = v.InferOutput<typeof ProblemView>

export const endpoints = {
  ...accountEndpoints,
  ...passkeyEndpoints,
  ...contentEndpoints,
  ...credentialEndpoints,
  ...statusListEndpoints,
  ...paperCodeEndpoints,
  ...recoveryEndpoints,
  ...registrationEndpoints,
  ...employerEndpoints,
  ...officerEndpoints,
  ...officeEndpoints,
  ...contentDeskEndpoints,
  ...reportEndpoints,
  ...questionEndpoints,
  ...unansweredEndpoints,
  ...callEndpoints,
  ...inboxEndpoints,
  ...pushEndpoints,
  ...paymentEndpoints,
  ...serviceEndpoints,
  ...serviceDeskEndpoints,
} as const satisfies Record<string, Endpoint>
