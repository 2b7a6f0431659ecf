import { hash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { concatBytes } from '../../core/bytes.ts'

/** How long a nonce may be used, in seconds. */
export const NONCE_LIFE = 300

const RANDOM_LENGTH = 16
const HEADER_LENGTH = 6 + RANDOM_LENGTH
const TAG_LENGTH = 16

export type Nonces = ReturnType<typeof createNonces>

/**
 * Nonces that need no table: expiry, random bytes, and an HMAC that binds both to one session. Within its five minutes a
 * nonce can be used again by the same session, which only ever gives the same holder key another credential.
 *
 * @param secret Any secret of the issuer; a key of its own is derived from it.
 */
export function createNonces(secret: Uint8Array) {
  const authenticate = createHmacSha256(new Uint8Array(hkdfSync('sha256', secret, '', 'vi-bhyt nonce', 32)))
  const tagOf = (header: Uint8Array, sessionId: string) =>
    authenticate(concatBytes(header, Buffer.from(sessionId, 'latin1'))).subarray(0, TAG_LENGTH)

  return {
    /** A nonce of 38 bytes for a session, and when it ends. */
    issue(sessionId: string, now: number): { nonce: Uint8Array; expiresAt: number } {
      const expiresAt = now + NONCE_LIFE
      const header = Buffer.alloc(HEADER_LENGTH)
      header.writeUIntBE(expiresAt, 0, 6)
      randomBytes(RANDOM_LENGTH).copy(header, 6)
      return { nonce: Buffer.concat([header, tagOf(header, sessionId)]), expiresAt }
    },

    /** Whether the nonce is one that was issued to this session and has not ended. */
    accepts(nonce: Uint8Array, sessionId: string, now: number): boolean {
      if (nonce.length !== HEADER_LENGTH + TAG_LENGTH) return false
      const header = Buffer.from(nonce.buffer, nonce.byteOffset, HEADER_LENGTH)
      const authentic = timingSafeEqual(tagOf(header, sessionId), nonce.subarray(HEADER_LENGTH))
      return authentic && now < header.readUIntBE(0, 6)
    },
  }
}

const BLOCK_LENGTH = 64

/**
 * HMAC-SHA-256 (RFC 2104) with one key, out of two hashes in one call each: `createHmac` sets up its context anew every time,
 * which costs ten times as much.
 *
 * @param key At most 64 bytes.
 */
export function createHmacSha256(key: Uint8Array): (message: Uint8Array) => Uint8Array {
  const pad = (value: number) =>
    Uint8Array.from({ length: BLOCK_LENGTH }, (_byte, at) => (key[at] ?? 0) ^ value)
  const [inner, outer] = [pad(0x36), pad(0x5c)]
  return (message) =>
    hash('sha256', concatBytes(outer, hash('sha256', concatBytes(inner, message), 'buffer')), 'buffer')
}
