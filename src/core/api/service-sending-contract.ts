import * as v from 'valibot'
import { requestStates } from '../services/request-states.ts'
import {
  base64Url,
  bodyErrors,
  type Endpoint,
  isoDate,
  serviceId,
  sessionErrors,
  unixSeconds,
} from './endpoint.ts'
import { pictureTypes } from './picture-limits.ts'

/**
 * What the outbox sends of a request to a public service: the part of service-contract.ts that the service
 * worker takes along, and nothing besides.
 */

export const sha256Text = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
export const definitionVersion = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1_000_000))
/** `DV-26-7K2M-Q9XD`; letters and digits of Crockford's base 32. */
export const requestNumber = v.pipe(v.string(), v.regex(/^DV-\d\d(-[0-9A-HJKMNP-TV-Z]{4}){2}$/))

/** Made by the wallet, random, the same at every try: what was taken once is not taken twice. */
export const requestKey = v.pipe(v.string(), v.uuid())
/**
 * In whose name it was filled in, as the snapshot names the person: refused where somebody else has signed in
 * since.
 */
const personId = v.pipe(v.string(), v.minLength(1), v.maxLength(32))
/** By id of the field; what they may be, the definition says (`parseAnswers`). */
export const sentAnswers = v.record(v.pipe(v.string(), v.maxLength(30)), v.unknown())

export const SendServiceRequest = v.strictObject({
  key: requestKey,
  personId,
  service: serviceId,
  version: definitionVersion,
  /** `hashService` of the definition that was filled in. */
  definition: sha256Text,
  /** The day in Vietnam on which it was filled in; not after today, and at most 31 days ago. */
  day: isoDate,
  answers: sentAnswers,
  /** Of `proveServiceRequest`, where the definition asks for it. */
  proof: v.optional(base64Url(128)),
})

export const MendServiceRequest = v.strictObject({
  key: requestKey,
  personId,
  day: isoDate,
  answers: sentAnswers,
  /** As with the request itself, for this `key`. */
  proof: v.optional(base64Url(128)),
})

export const ServiceReceiptView = v.strictObject({
  number: requestNumber,
  state: v.picklist(requestStates),
  filedAt: unixSeconds,
  deadline: isoDate,
  /** A signed `ServiceReceipt`: verified by the wallet, kept, shown offline. */
  receipt: base64Url(1024),
})

export type SendServiceRequest = v.InferOutput<typeof SendServiceRequest>
export type MendServiceRequest = v.InferOutput<typeof MendServiceRequest>
export type ServiceReceiptView = v.InferOutput<typeof ServiceReceiptView>

const sendErrors = [
  ...bodyErrors,
  ...sessionErrors,
  'other_person',
  'card_unknown',
  'service_refused',
] as const

export const serviceSendingEndpoints = {
  uploadServiceFile: {
    method: 'PUT',
    path: '/api/services/files/:sha256',
    summary: 'A picture for a request, under the SHA-256 of its bytes; sending it again changes nothing',
    session: true,
    upload: pictureTypes,
    success: 204,
    errors: [
      ...sessionErrors,
      'not_found',
      'malformed_request',
      'picture_invalid',
      'body_too_large',
      'unsupported_media_type',
      'forbidden_origin',
      'unavailable',
    ],
  },
  sendServiceRequest: {
    method: 'POST',
    path: '/api/services/requests',
    summary: 'Send a request, after its files; the same key is taken once and answered the same',
    session: true,
    body: SendServiceRequest,
    success: 200,
    response: ServiceReceiptView,
    errors: [...sendErrors, 'idempotency_conflict'],
  },
  mendServiceRequest: {
    method: 'POST',
    path: '/api/services/requests/:number/answers',
    summary: 'Send the pages anew that went back; other answers stay as they were',
    session: true,
    body: MendServiceRequest,
    success: 200,
    response: ServiceReceiptView,
    errors: [...sendErrors, 'not_found', 'idempotency_conflict'],
  },
} as const satisfies Record<string, Endpoint>
