import type { Bytes } from '../../../src/core/bytes.ts'
import type { CardFace } from '../../../src/core/card/card.ts'
import { type CborMap, type CborValue, decodeCbor, encodeCbor } from '../../../src/core/cose/cbor.ts'
import type { Sign } from '../../../src/core/cose/p256.ts'
import { parseSign1, signSign1 } from '../../../src/core/cose/sign1.ts'
import { type CardCredential, issueCardCredential } from '../../../src/core/credential/card-credential.ts'
import { DESK_AUDIENCE } from '../../../src/core/credential/desk.ts'
import type { Signer } from '../../../src/core/credential/issuer-signed.ts'
import { issueKeyBindingToken } from '../../../src/core/credential/key-binding.ts'
import type { StatusList } from '../../../src/core/credential/status-list.ts'
import type { TrustList } from '../../../src/core/credential/trusted-keys.ts'
import type { PartialDate } from '../../../src/core/dates/partial-date.ts'
import { DANGEROUS_KEYS } from './keys.ts'

/** The invented world in which every vector lives. */

/** 2027-01-15 15:00 in Vietnam. */
export const NOW = 1_800_000_000
export const DAY = 86_400
export const FACILITY = '01001'

export const date = (iso: string) => iso as PartialDate

export const FACE: CardFace = {
  bhytNumber: 'DN4010199990001',
  fullName: 'Nguyễn Thị Hoàng Phương Anh',
  dateOfBirth: date('1985-03-05'),
  sex: 'female',
  facilityCode: FACILITY,
  validFrom: date('2026-01-01'),
  validTo: date('2027-12-31'),
  fiveYearDate: date('2029-07-01'),
  benefitLevel: 4,
}

export const CREDENTIAL: CardCredential = {
  issuer: 'VSS',
  issuedAt: NOW - 2 * DAY,
  expiresAt: NOW + 28 * DAY,
  holderKey: DANGEROUS_KEYS.holder.publicKey,
  face: FACE,
  status: { list: 3, index: 512 },
  specimen: false,
}

const { holderKey: _, ...bearer } = CREDENTIAL

/** The same for paper: without holder key. */
export const BEARER: CardCredential = bearer

const always = { notBefore: NOW - 60 * DAY, notAfter: NOW + 300 * DAY }

export const TRUST_LIST: TrustList = {
  issuer: 'VSS',
  sequence: 7,
  issuedAt: NOW - 30 * DAY,
  expiresAt: NOW + 365 * DAY,
  specimen: false,
  keys: [
    { ...always, keyId: DANGEROUS_KEYS.card.keyId, role: 'card', publicKey: DANGEROUS_KEYS.card.publicKey },
    {
      keyId: DANGEROUS_KEYS.retiredCard.keyId,
      role: 'card',
      publicKey: DANGEROUS_KEYS.retiredCard.publicKey,
      notBefore: NOW - 400 * DAY,
      notAfter: NOW - DAY,
    },
    {
      ...always,
      keyId: DANGEROUS_KEYS.snapshot.keyId,
      role: 'snapshot',
      publicKey: DANGEROUS_KEYS.snapshot.publicKey,
    },
    {
      ...always,
      keyId: DANGEROUS_KEYS.status.keyId,
      role: 'status',
      publicKey: DANGEROUS_KEYS.status.publicKey,
    },
  ],
}

/** The list after it, without the status key that was stolen. */
export const REKEYED_TRUST_LIST: TrustList = {
  ...TRUST_LIST,
  sequence: 8,
  keys: [
    ...TRUST_LIST.keys.filter(({ role }) => role !== 'status'),
    {
      ...always,
      keyId: DANGEROUS_KEYS.nextStatus.keyId,
      role: 'status',
      publicKey: DANGEROUS_KEYS.nextStatus.publicKey,
    },
  ],
}

/** With a card key for which there is no point on the curve. */
export const POINTLESS_KEYS: TrustList['keys'] = TRUST_LIST.keys.map((key) => {
  const isCard = key.role === 'card' && key.notAfter > NOW
  return isCard ? { ...key, publicKey: { x: new Uint8Array(32).with(31, 1), yIsOdd: true } } : key
})

/** A thousand credentials of which number 77 is revoked. */
export const STATUS_LIST: StatusList = {
  list: 3,
  issuedAt: NOW - 3600,
  expiresAt: NOW + 7 * DAY,
  ttl: DAY / 2,
  bits: new Uint8Array(125).with(9, 0b0010_0000),
}

/** zlib without compression (RFC 1950, RFC 1951 §3.2.4): the same bytes on every machine. */
export function storeZlib(bytes: Bytes): Bytes {
  let [a, b] = [1, 0]
  for (const byte of bytes) {
    a = (a + byte) % 65_521
    b = (b + a) % 65_521
  }
  const [low, high] = [bytes.length & 255, bytes.length >> 8]
  const adler = [b >> 8, b & 255, a >> 8, a & 255]
  return new Uint8Array([0x78, 0x01, 0x01, low, high, low ^ 255, high ^ 255, ...bytes, ...adler])
}

/** Shows a credential as the wallet does, five seconds ago unless told otherwise. */
export function showLive(
  credential: Bytes,
  {
    audience = DESK_AUDIENCE,
    issuedAt = NOW - 5,
    sign = DANGEROUS_KEYS.holder.sign,
    ...rest
  }: { audience?: string; issuedAt?: number; nonce?: Bytes; sign?: Sign } = {},
): Promise<Bytes> {
  return issueKeyBindingToken({ credential, audience, issuedAt, sign, ...rest })
}

export const issueCard = (changes: Partial<CardCredential> = {}, signer: Signer = DANGEROUS_KEYS.card) =>
  issueCardCredential({ ...CREDENTIAL, ...changes }, signer)

export const issueBearerCredential = (
  changes: Partial<CardCredential> = {},
  signer: Signer = DANGEROUS_KEYS.card,
) => issueCardCredential({ ...BEARER, ...changes }, signer)

export type Change = (map: Map<number | string, CborValue>) => void

/** Takes a message apart, changes its header or claims, and signs it again. */
export async function resign(
  message: Bytes,
  sign: Sign,
  { header, claims }: { header?: Change; claims?: Change },
): Promise<Bytes> {
  const parsed = parseSign1(message)
  const payload = parsed.ok ? decodeCbor(parsed.value.payload) : parsed
  if (!parsed.ok || !payload.ok || !(payload.value instanceof Map)) throw new Error('not a CWT')
  const protectedHeader = new Map(parsed.value.protectedHeader)
  const content = new Map(payload.value as CborMap)
  header?.(protectedHeader)
  claims?.(content)
  return signSign1({ protectedHeader, payload: encodeCbor(content), sign })
}

/** The private claim, for `resign`. */
export function changeCard(change: Change): Change {
  return (claims) => {
    const card = new Map(claims.get(-65_537) as CborMap)
    change(card)
    claims.set(-65_537, card)
  }
}

/** Flips one bit. */
export function flip(bytes: Uint8Array, at: number): Bytes {
  const index = at < 0 ? bytes.length + at : at
  return new Uint8Array(bytes).with(index, (bytes[index] ?? 0) ^ 1)
}
