import { type Bytes, concatBytes, encodeUtf8 } from '../bytes.ts'
import { err, ok, type Result } from '../result.ts'
import { type CborLimits, type CborMap, type CborValue, decodeCbor, encodeCbor, isCborArray } from './cbor.ts'
import type { Sign } from './p256.ts'

/** COSE_Sign1 (RFC 9052 §4.2), tag 18, ES256, everything in the protected header. */
export type Sign1 = {
  readonly protectedHeader: CborMap
  readonly protectedBytes: Bytes
  readonly payload: Bytes
  readonly signature: Bytes
  /**
   * The bytes that are signed; also the only thing by which a token may be remembered, since signatures are
   * malleable.
   */
  readonly sigStructure: Bytes
}

export const SIGN1_TAG = 18

/** Header parameters (RFC 9052 §3.1, RFC 9528, RFC 9596). */
export const HEADER = { alg: 1, kid: 4, kcwt: 13, typ: 16 } as const

/** ES256 of RFC 9053 §2.1. */
export const ES256 = -7

const NO_BYTES: Bytes = new Uint8Array()

/** The array of four and its first item, `"Signature1"`, in CBOR. */
const SIG_STRUCTURE = concatBytes(Uint8Array.of(0x84, 0x6a), encodeUtf8('Signature1'))

/** The head of a byte string in deterministic CBOR; nothing here is longer than 2³² − 1. */
function byteStringHead(length: number): Bytes {
  if (length < 24) return Uint8Array.of(0x40 | length)
  if (length < 0x100) return Uint8Array.of(0x58, length)
  if (length < 0x10000) return Uint8Array.of(0x59, length >> 8, length)
  return Uint8Array.of(0x5a, length >> 24, length >> 16, length >> 8, length)
}

/**
 * `Sig_structure` of RFC 9052 §4.4. Written by hand: it is made for every signature that is checked, and a
 * verifier needs no other CBOR written.
 */
export function buildSigStructure(protectedBytes: Bytes, payload: Bytes, externalAad = NO_BYTES): Bytes {
  return concatBytes(
    SIG_STRUCTURE,
    byteStringHead(protectedBytes.length),
    protectedBytes,
    byteStringHead(externalAad.length),
    externalAad,
    byteStringHead(payload.length),
    payload,
  )
}

/** Signs; `protectedHeader` states alg ES256. The tagged message, in deterministic encoding. */
export async function signSign1(content: {
  protectedHeader: CborMap
  payload: Bytes
  sign: Sign
}): Promise<Bytes> {
  const protectedBytes = encodeCbor(content.protectedHeader)
  const signature = await content.sign(buildSigStructure(protectedBytes, content.payload))
  return encodeCbor({ tag: SIGN1_TAG, value: [protectedBytes, new Map(), content.payload, signature] })
}

/** Takes a tagged message apart; nothing in it is authenticated yet. Accepts only what `signSign1` writes. */
export function parseSign1(bytes: Uint8Array, limits?: CborLimits): Result<Sign1, 'malformed'> {
  const decoded = decodeCbor(bytes, limits)
  return decoded.ok ? readSign1(decoded.value) : err('malformed')
}

/** As `parseSign1`, for a message that is an item inside another one. */
export function readSign1(value: CborValue): Result<Sign1, 'malformed'> {
  const malformed = err('malformed' as const)
  if (typeof value !== 'object' || value === null || !('tag' in value) || value.tag !== SIGN1_TAG)
    return malformed
  const parts = value.value
  if (!isCborArray(parts) || parts.length !== 4) return malformed
  const [protectedBytes, unprotected, payload, signature] = parts
  if (!(protectedBytes instanceof Uint8Array && payload instanceof Uint8Array)) return malformed
  if (!(unprotected instanceof Map) || unprotected.size > 0) return malformed
  if (!(signature instanceof Uint8Array) || signature.length !== 64) return malformed
  const header = decodeCbor(protectedBytes)
  if (!header.ok || !(header.value instanceof Map)) return malformed
  const protectedHeader: CborMap = header.value
  if (protectedHeader.get(HEADER.alg) !== ES256) return malformed
  const sigStructure = buildSigStructure(protectedBytes, payload)
  return ok({ protectedHeader, protectedBytes, payload, signature, sigStructure })
}
