import type { Bytes } from '../bytes.ts'
import type { P256PublicKey } from '../cose/p256.ts'
import type { KeyRole } from './typ.ts'

/**
 * A key of the issuer. It signs from `notBefore` to `notAfter` (Unix seconds, both included); what it signed
 * then holds until it expires itself, as long as the key is listed.
 */
export type TrustedKey = {
  readonly keyId: Bytes
  readonly role: KeyRole
  readonly publicKey: P256PublicKey
  readonly notBefore: number
  readonly notAfter: number
}

/**
 * The keys of one issuer, as certified by a root key. Times in Unix seconds; `sequence` never goes backwards.
 */
export type TrustList = {
  readonly issuer: string
  readonly sequence: number
  readonly issuedAt: number
  readonly expiresAt: number
  /** Everything under this list certifies invented people; always true under the demo root. */
  readonly specimen: boolean
  readonly keys: readonly TrustedKey[]
}

/** A root of trust, from the build configuration. */
export type RootKey = { readonly keyId: Bytes; readonly publicKey: P256PublicKey; readonly demo: boolean }
