import { hash, verify } from '@node-rs/argon2'
import type { Asker } from '../rate-limits/turns.ts'

/**
 * OWASP's first choice for argon2id: 19 MiB, two passes, one lane. 2 is argon2id; the enum has no value under
 * isolatedModules.
 */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** How passwords are hashed and checked; tests count the calls. */
export type PasswordHasher = {
  hash(password: string, asked?: Asker & { readonly salt?: Uint8Array }): Promise<string>
  verify(stored: string, password: string, asker?: Asker): Promise<boolean>
}

/** Passwords are compared in NFC: phones write Vietnamese letters composed or not. */
export const argon2Hasher: PasswordHasher = {
  hash: (password, { salt } = {}) => hash(password.normalize('NFC'), salt ? { ...COST, salt } : COST),
  verify: (stored, password) => verify(stored, password.normalize('NFC')),
}

/**
 * The hash that a password is checked against when there is no such account, so that the answer takes as
 * long. It is of 32 random bytes that nobody kept.
 */
export const NO_ACCOUNT_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$A8v3YZORtEiHnU+8/GVqdQ$AR+tasX1IiKoSF2bGdPO/e5uuz85ZgcxUMIwegrwhHY'
