import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { fromBase64Url } from '../../core/bytes.ts'

/**
 * For how long the password or passkey once more is good for the request of a key, in seconds: the phone may
 * have no network for days.
 */
export const PROOF_LIFE = 14 * 86_400

type ProvenRequest = {
  readonly personId: number
  readonly key: string
  /** Of the account's access when the proof was given (one-time-tokens.ts). */
  readonly accessVersion: number
}

export type ServiceProofs = ReturnType<typeof createServiceProofs>

/**
 * That somebody gave the password or a passkey once more for one request: time and HMAC-SHA-256 over it, the
 * person, the request's key and the version of the account's access. It is kept nowhere and is good for that
 * request alone, and only until there is another password.
 * @param secret Any secret of the issuer; a key of its own is derived from it.
 */
export function createServiceProofs(secret: Uint8Array) {
  const hmacKey = new Uint8Array(hkdfSync('sha256', secret, '', 'vi-bhyt service proof', 32))
  const digest = ({ personId, key, accessVersion }: ProvenRequest, expiresAt: number) =>
    createHmac('sha256', hmacKey).update(`${personId}\0${key}\0${expiresAt}\0${accessVersion}`).digest()

  return {
    issue(request: ProvenRequest, now: number): { proof: string; expiresAt: number } {
      const expiresAt = now + PROOF_LIFE
      const time = Buffer.alloc(8)
      time.writeBigUInt64BE(BigInt(expiresAt))
      return { proof: Buffer.concat([time, digest(request, expiresAt)]).toString('base64url'), expiresAt }
    },

    /** Whether a proof is of this person and request, and still good. */
    isOf(proof: string | undefined, request: ProvenRequest, now: number): boolean {
      const bytes = proof === undefined ? undefined : fromBase64Url(proof)
      if (!bytes?.ok || bytes.value.length !== 40) return false
      const expiresAt = Number(Buffer.from(bytes.value.subarray(0, 8)).readBigUInt64BE())
      return expiresAt > now && timingSafeEqual(bytes.value.subarray(8), digest(request, expiresAt))
    },
  }
}
