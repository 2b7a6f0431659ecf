import type { Bytes } from '../bytes.ts'
import { decodeCbor, encodeCbor } from '../cose/cbor.ts'
import { bytes, record } from '../cose/codec.ts'
import { err, ok, type Result } from '../result.ts'

/**
 * What a phone asks for to learn which public files are in force; each part is a signed message of its own.
 */
export type ContentAnswer = {
  /** The list of content keys, signed by a root. */
  readonly keyList: Bytes
  /** The manifest, signed by one of them. */
  readonly manifest: Bytes
}

/** Longest answer that is read, in bytes. */
export const MAX_CONTENT_ANSWER_BYTES = 40_000

const answer = record({ keyList: [1, bytes(1, 16_384)], manifest: [2, bytes(1, 16_384)] })

/** Writes the two parts as one CBOR map. */
export function writeContentAnswer(parts: ContentAnswer): Bytes {
  return encodeCbor(answer.encode(parts))
}

/** Takes the two parts apart; neither is verified yet. */
export function readContentAnswer(message: Uint8Array): Result<ContentAnswer, 'malformed'> {
  const decoded = decodeCbor(message, { maxBytes: MAX_CONTENT_ANSWER_BYTES })
  const parts = decoded.ok ? answer.decode(decoded.value) : decoded
  return parts.ok ? ok(parts.value) : err('malformed')
}
