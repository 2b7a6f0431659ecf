import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PHONE_PROOF_LIFE } from '../../../../src/core/api/registration-contract.ts'
import { createPhoneProofs } from '../../../../src/issuer/registration/phone-proofs.ts'

const NOW = 1_795_435_200
const proofs = createPhoneProofs(new Uint8Array(32).fill(1))
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))
const confirmed = fc.record({ phone: digits(10), number: fc.oneof(digits(10), digits(12)) })

describe('proofs of a phone', () => {
  it('are read as what they were issued for, until they end', () => {
    fc.assert(
      fc.property(confirmed, (phone) => {
        const { phoneProof, expiresAt } = proofs.issue(phone, NOW)
        expect(expiresAt).toBe(NOW + PHONE_PROOF_LIFE)
        expect(proofs.read(phoneProof, NOW)).toBe(proofs.subjectOf(phone))
        expect(proofs.read(phoneProof, expiresAt - 1)).toBe(proofs.subjectOf(phone))
        expect(proofs.read(phoneProof, expiresAt)).toBeUndefined()
      }),
    )
  })

  it('have the same subject for the same phone and number, and for no others', () => {
    fc.assert(
      fc.property(confirmed, confirmed, (one, other) => {
        const isSame = one.phone === other.phone && one.number === other.number
        expect(proofs.subjectOf(one) === proofs.subjectOf(other)).toBe(isSame)
      }),
    )
    // The two numbers do not run into one another.
    const moved = { phone: '09123456781', number: '234567890' }
    expect(proofs.subjectOf({ phone: '0912345678', number: '1234567890' })).not.toBe(proofs.subjectOf(moved))
  })

  it('are refused with any bit changed, cut, or from another key', () => {
    fc.assert(
      fc.property(confirmed, fc.nat(), (phone, place) => {
        const { phoneProof } = proofs.issue(phone, NOW)
        const bytes = Buffer.from(phoneProof, 'base64url')
        const at = place % (bytes.length * 8)
        bytes[at >> 3] = (bytes[at >> 3] ?? 0) ^ (1 << (at & 7))
        expect(proofs.read(bytes.toString('base64url'), NOW)).toBeUndefined()
        expect(proofs.read(phoneProof.slice(0, -4), NOW)).toBeUndefined()
        const others = createPhoneProofs(new Uint8Array(32).fill(2))
        expect(others.read(phoneProof, NOW)).toBeUndefined()
      }),
    )
  })

  it('say nothing about phone and number', () => {
    const { phoneProof } = proofs.issue({ phone: '0912345678', number: '0123456789' }, NOW)
    const bytes = Buffer.from(phoneProof, 'base64url')
    expect(bytes.includes('0912345678')).toBe(false)
    expect(bytes.includes('0123456789')).toBe(false)
  })
})
