import { hkdfSync, timingSafeEqual } from 'node:crypto'
import { PHONE_PROOF_LIFE } from '../../core/api/registration-contract.ts'
import { concatBytes, toHex } from '../../core/bytes.ts'
import { createHmacSha256 } from '../sessions/nonces.ts'

/** The phone that was confirmed, and the BHXH or personal number for which it was. */
export type ConfirmedPhone = { readonly phone: string; readonly number: string }

const SUBJECT_LENGTH = 16
const HEADER_LENGTH = 6 + SUBJECT_LENGTH
const TAG_LENGTH = 32

export type PhoneProofs = ReturnType<typeof createPhoneProofs>

/**
 * Proofs that a phone was confirmed by code for a number. They need no table: when they end, the keyed digest of phone and number
 * (the *subject*, under which pictures and declarations are kept), and an HMAC over both. Nothing personal can be read out of one.
 *
 * @param secret Any secret of the issuer; keys of its own are derived from it.
 */
export function createPhoneProofs(secret: Uint8Array) {
  const derive = (name: string) =>
    createHmacSha256(new Uint8Array(hkdfSync('sha256', secret, '', `vi-bhyt phone proof ${name}`, 32)))
  const [digest, authenticate] = [derive('subject'), derive('tag')]

  function digestOf({ phone, number }: ConfirmedPhone): Uint8Array {
    return digest(Buffer.from(`${phone}\0${number}`)).subarray(0, SUBJECT_LENGTH)
  }

  return {
    issue(confirmed: ConfirmedPhone, now: number): { phoneProof: string; expiresAt: number } {
      const expiresAt = now + PHONE_PROOF_LIFE
      const end = Buffer.alloc(6)
      end.writeUIntBE(expiresAt, 0, 6)
      const header = concatBytes(end, digestOf(confirmed))
      const proof = Buffer.from(concatBytes(header, authenticate(header)))
      return { phoneProof: proof.toString('base64url'), expiresAt }
    },

    /** The subject of a proof of ours that has not ended. */
    read(phoneProof: string, now: number): string | undefined {
      const bytes = Buffer.from(phoneProof, 'base64url')
      if (bytes.length !== HEADER_LENGTH + TAG_LENGTH) return undefined
      const header = bytes.subarray(0, HEADER_LENGTH)
      if (!timingSafeEqual(authenticate(header), bytes.subarray(HEADER_LENGTH))) return undefined
      return now < header.readUIntBE(0, 6) ? toHex(header.subarray(6)) : undefined
    },

    subjectOf: (confirmed: ConfirmedPhone): string => toHex(digestOf(confirmed)),
  }
}
