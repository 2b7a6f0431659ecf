import * as v from 'valibot'
import { isSafeText } from '../qr/safe-text.ts'
import type { ErrorCode } from './error-codes.ts'

/** One row of the HTTP contract; the slices' tables are put together in contract.ts. */
export type Endpoint = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  /** The parameters that may follow the path. */
  readonly query?: readonly string[]
  readonly summary: string
  readonly session: boolean
  /** Needs an officer's session. */
  readonly officer?: true
  readonly body?: v.GenericSchema
  /** The media types of a body that is not JSON. */
  readonly upload?: readonly string[]
  /** Request headers that it needs. */
  readonly headers?: readonly string[]
  /** Request headers that it reads where they are there. */
  readonly optionalHeaders?: readonly string[]
  readonly success: number
  readonly response?: v.GenericSchema
  /** The media type of a binary answer. */
  readonly binary?:
    | 'application/cbor'
    | 'application/cose'
    | 'application/octet-stream'
    | 'application/pdf'
    | 'image/jpeg'
  readonly errors: readonly ErrorCode[]
}

/** Whether an endpoint answers 304 to whoever holds the newest: signed things do. */
export function isConditional({ binary }: Pick<Endpoint, 'binary'>): boolean {
  return binary === 'application/cose' || binary === 'application/cbor'
}

/** What every endpoint that needs a session can answer. */
export const sessionErrors = [
  'session_expired',
  'device_replaced',
  'device_removed',
  'too_many_requests',
] as const

/** What every endpoint that takes a JSON body can answer. */
export const bodyErrors = [
  'malformed_request',
  'invalid_fields',
  'body_too_large',
  'unsupported_media_type',
  'forbidden_origin',
] as const

/**
 * What every endpoint can answer that strangers share: `challenge_invalid` asks for a proof of work, in the
 * header `Challenge-Solution` (see challenge.ts), with which the same request is sent again.
 */
export const strangerErrors = ['challenge_invalid', 'too_many_requests'] as const

/** Bytes inside JSON, base64url without padding. */
export const base64Url = (maxLength: number) =>
  v.pipe(v.string(), v.maxLength(maxLength), v.regex(/^[A-Za-z0-9_-]*$/))

export const unixSeconds = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** BHXH number (10 digits) or personal number (12 digits); blanks are the client's to remove. */
export const loginNumber = v.pipe(v.string(), v.regex(/^(\d{10}|\d{12})$/))

/** As typed, any characters; rules for new ones are in core/account/password-rules.ts. */
export const password = v.pipe(v.string(), v.minLength(1), v.maxLength(128))

/** A language of the interface, as the app speaks it. */
export const languageTag = v.picklist(['vi', 'en', 'ko', 'zh', 'ja'])

/** A one-time code from a message. */
export const oneTimeCode = v.pipe(v.string(), v.regex(/^\d{6}$/))

/** A Vietnamese mobile number, ten digits with its leading zero. */
export const phoneNumber = v.pipe(v.string(), v.regex(/^0\d{9}$/))

/** One address of RFC 5321 in ASCII, unquoted: apostrophes are allowed, and domains in their `xn--` form. */
export const emailAddress = v.pipe(
  v.string(),
  v.maxLength(254),
  v.regex(
    /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*\.[A-Za-z][0-9A-Za-z-]*[0-9A-Za-z]$/,
  ),
)

/** A calendar day, ISO 8601. */
export const isoDate = v.pipe(v.string(), v.isoDate())

/**
 * A day of birth of which the registry may know the year or the month only: `YYYY`, `YYYY-MM` or
 * `YYYY-MM-DD`.
 */
export const partialDateText = v.pipe(v.string(), v.regex(/^\d{4}(-\d\d){0,2}$/))

/** What a public service is called, in the pack and in requests. */
export const serviceId = v.pipe(v.string(), v.maxLength(32), v.regex(/^[a-z][a-z0-9-]*$/))

/** House and street, as one line. */
export const contactAddress = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(200),
  v.check(isSafeText),
)

/** The official code of one of today's wards. */
export const wardCode = v.pipe(v.string(), v.regex(/^\d{5}$/))
