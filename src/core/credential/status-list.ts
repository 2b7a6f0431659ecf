import type { Bytes } from '../bytes.ts'
import { bytes, type Codec, convert, literal, record, text, uint } from '../cose/codec.ts'
import { err, ok, type Result } from '../result.ts'
import { CLAIM, time } from './claims.ts'
import { inflateZlib } from './inflate.ts'
import {
  type IssuerKind,
  type IssuerSignedError,
  issueSigned,
  type Signer,
  verifyIssuerSigned,
} from './issuer-signed.ts'
import * as signedKinds from './signed-kinds.ts'
import type { TrustList } from './trusted-keys.ts'

/** Which credentials of one list are revoked. Times in Unix seconds, `ttl` in seconds. */
export type StatusList = {
  readonly list: number
  readonly issuedAt: number
  readonly expiresAt: number
  /** For how long after `issuedAt` a desk may use the list before it should fetch a newer one. */
  readonly ttl: number
  /** One bit per credential, bit 0 of byte 0 first; 1 is revoked. */
  readonly bits: Bytes
}

/**
 * The `ttl` of this issuer's lists, in seconds: a desk that was without a network for a day says that its
 * lists are old and shows cards in amber, both from the same moment on (decision 14).
 */
export const STATUS_LIST_TTL = 86_400

/** 16 million credentials. */
const MAX_BYTES = 2 ** 21
const MAX_PACKED = 2 ** 19
const SUBJECT = 'urn:vi-bhyt:status-list:'

type PackedStatusList = Omit<StatusList, 'bits'> & { readonly packed: Bytes }

/**
 * Status List Token in CWT form (draft-ietf-oauth-status-list §5.2): claims 65534 `ttl`, 65533 `status_list`.
 */
const claims: Codec<PackedStatusList> = convert(
  record({
    subject: [CLAIM.sub, text(64)],
    expiresAt: [CLAIM.exp, time],
    issuedAt: [CLAIM.iat, time],
    content: [65_533, record({ bits: ['bits', literal(1)], packed: ['lst', bytes(0, MAX_PACKED)] })],
    ttl: [65_534, uint()],
  }),
  ({ list, packed, ...rest }: PackedStatusList) => ({
    ...rest,
    subject: SUBJECT + list,
    content: { bits: 1 as const, packed },
  }),
  ({ subject, content, ...rest }) => {
    const number = /^urn:vi-bhyt:status-list:(0|[1-9]\d{0,4})$/.exec(subject)?.[1]
    return number ? ok({ ...rest, list: Number(number), packed: content.packed }) : err('subject')
  },
)

const STATUS_LIST: IssuerKind<PackedStatusList> & { readonly role: 'status' } = {
  ...signedKinds.statusList,
  claims,
  limits: { maxBytes: MAX_PACKED + 1024 },
}

/** Signs a status list; `deflate` packs bytes with zlib at the highest level. */
export async function issueStatusList(
  { bits, ...rest }: StatusList,
  signer: Signer,
  deflate: (bytes: Bytes) => Bytes | Promise<Bytes>,
): Promise<Bytes> {
  return issueSigned(STATUS_LIST, { ...rest, packed: await deflate(bits) }, signer)
}

/** How far a list may be ahead of the desk's clock, which may be hours behind. */
const AHEAD = 86_400

export type StatusListError = IssuerSignedError | 'not_yet_valid'

/**
 * Verifies a status list. One that is more than a day ahead of `now` is `not_yet_valid`; an old one is not
 * refused: whether it is stale is for `isStale` to say.
 */
export async function verifyStatusList(
  message: Uint8Array,
  context: { trustList: TrustList; now: number },
): Promise<Result<StatusList, StatusListError>> {
  const verified = await verifyIssuerSigned(STATUS_LIST, message, context)
  if (!verified.ok) return verified
  if (verified.value.issuedAt > context.now + AHEAD) return err('not_yet_valid')
  const { packed, ...rest } = verified.value
  const bits = await inflateZlib(packed, MAX_BYTES)
  return bits.ok ? ok({ ...rest, bits: bits.value }) : bits
}

/** Whether the list says anything about the credential at `index`. */
export function hasIndex({ bits }: StatusList, index: number): boolean {
  return index < bits.length * 8
}

/** Whether the credential at `index`, which the list has, is revoked. */
export function isRevoked({ bits }: StatusList, index: number): boolean {
  return (((bits[index >> 3] ?? 0) >> (index & 7)) & 1) === 1
}

/** Whether a newer list should have been fetched by now. */
export function isStale({ issuedAt, ttl, expiresAt }: StatusList, now: number): boolean {
  return now >= Math.min(expiresAt, issuedAt + ttl)
}
