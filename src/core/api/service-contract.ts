import * as v from 'valibot'
import { isSafeText } from '../qr/safe-text.ts'
import { requestReasons } from '../services/request-states.ts'
import { type Endpoint, isoDate, serviceId, sessionErrors, unixSeconds } from './endpoint.ts'
import { serviceProofEndpoints } from './service-proof-contract.ts'
import {
  definitionVersion,
  MendServiceRequest,
  SendServiceRequest,
  ServiceReceiptView,
  sentAnswers,
  serviceSendingEndpoints,
  sha256Text,
} from './service-sending-contract.ts'

/**
 * Sending what a person asks for by a public service: a part of the contract, see contract.ts and
 * docs/services.md.
 */

const note = v.pipe(
  v.string(),
  v.maxLength(1000),
  v.check((text) => text.split('\n').every(isSafeText)),
)

/** A request with what was sent, for a phone that did not send it or has forgotten. */
export const ServiceRequestView = v.strictObject({
  ...ServiceReceiptView.entries,
  service: serviceId,
  version: definitionVersion,
  definition: sha256Text,
  day: isoDate,
  answers: sentAnswers,
  /**
   * The definition of that version and its texts, as a pack has them: read with
   * `readReleasedService`.
   */
  written: v.unknown(),
  texts: v.unknown(),
  returned: v.optional(
    v.strictObject({
      pages: v.array(v.string()),
      reason: v.picklist(requestReasons),
      note: v.optional(note),
    }),
  ),
  decision: v.optional(
    v.strictObject({
      at: unixSeconds,
      reason: v.optional(v.picklist(requestReasons)),
      note: v.optional(note),
    }),
  ),
})

export { MendServiceRequest, SendServiceRequest, ServiceReceiptView }
export type ServiceRequestView = v.InferOutput<typeof ServiceRequestView>

export const serviceEndpoints = {
  ...serviceSendingEndpoints,
  ...serviceProofEndpoints,
  readServiceRequest: {
    method: 'GET',
    path: '/api/services/requests/:number',
    summary: 'One’s own request with what was sent',
    session: true,
    success: 200,
    response: ServiceRequestView,
    errors: [...sessionErrors, 'not_found'],
  },
  withdrawServiceRequest: {
    method: 'DELETE',
    path: '/api/services/requests/:number',
    summary: 'Withdraw one’s own request while it is not decided',
    session: true,
    success: 204,
    errors: [...sessionErrors, 'not_found', 'service_refused', 'forbidden_origin'],
  },
} as const satisfies Record<string, Endpoint>
