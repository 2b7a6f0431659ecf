import { hash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Bytes } from '../../core/bytes.ts'

/** `__Host-`: browsers take it only when Secure, for this host alone, with Path=/. */
const SESSION_COOKIE = '__Host-session'

export type SessionToken = { readonly id: string; readonly secret: string }

const TOKEN = /(?:^|;\s*)__Host-session=([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})(?:;|$)/

/** A new token: 128-bit id, 256-bit secret, both base64url. */
export function createSessionToken(): SessionToken {
  return { id: randomBytes(16).toString('base64url'), secret: randomBytes(32).toString('base64url') }
}

/** Reads the token out of a `Cookie` header. */
export function readSessionToken(cookies: string | undefined): SessionToken | undefined {
  const found = cookies === undefined ? null : TOKEN.exec(cookies)
  const [, id, secret] = found ?? []
  return id === undefined || secret === undefined ? undefined : { id, secret }
}

/** What is kept of the secret: SHA-256 is enough for 256 random bits. */
export function hashSecret(secret: string): Bytes {
  return new Uint8Array(hash('sha256', secret, 'buffer'))
}

/** Compares in constant time. */
export function matchesSecret(secret: string, expected: Uint8Array): boolean {
  return expected.length === 32 && timingSafeEqual(hash('sha256', secret, 'buffer'), expected)
}

/** The `Set-Cookie` value; without a token, one that removes the cookie. */
export function writeSessionCookie(token: SessionToken | undefined, maxAge: number): string {
  const value = token === undefined ? '' : `${token.id}.${token.secret}`
  const age = token === undefined ? 0 : maxAge
  return `${SESSION_COOKIE}=${value}; Path=/; Max-Age=${age}; Secure; HttpOnly; SameSite=Strict`
}
