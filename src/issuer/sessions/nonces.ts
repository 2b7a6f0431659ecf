import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

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
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'vi-bhyt nonce', 32))
  const tagOf = (header: Uint8Array, sessionId: string) =>
    createHmac('sha256', key).update(header).update(sessionId).digest().subarray(0, TAG_LENGTH)

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
