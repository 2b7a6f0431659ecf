import { hash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Bytes } from '../../core/bytes.ts'
import { type CookieForm, defineHostCookie } from './host-cookie.ts'

/** What a cookie proves: the row `id` names and a secret of which the row has the hash. */
export type SessionToken = { readonly id: string; readonly secret: string }

/** The same for a device: outlives its sessions, so that signing in again on it is no change of devices. */
export type DeviceToken = SessionToken

const TOKEN = /[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}/
const sessionCookie = defineHostCookie('session', TOKEN)
const deviceCookie = defineHostCookie('device', TOKEN)

/**
 * As long as browsers keep any cookie, in seconds. The session's outlives the session, so that a phone that
 * was away for months still hears that it was ended from elsewhere and has to wipe itself.
 */
const COOKIE_LIFE = 400 * 86_400

/** A new token: 128-bit id, 256-bit secret, both base64url. */
export function createSessionToken(): SessionToken {
  return { id: randomBytes(16).toString('base64url'), secret: randomBytes(32).toString('base64url') }
}

/** Reads the session's token out of a `Cookie` header. */
export function readSessionToken(
  cookies: string | null | undefined,
  form: CookieForm,
): SessionToken | undefined {
  return parseToken(sessionCookie.read(cookies, form))
}

/** Reads the device's token out of a `Cookie` header. */
export function readDeviceToken(
  cookies: string | null | undefined,
  form: CookieForm,
): DeviceToken | undefined {
  return parseToken(deviceCookie.read(cookies, form))
}

function parseToken(text: string | undefined): SessionToken | undefined {
  const [id, secret] = text?.split('.') ?? []
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
export function writeSessionCookie(token: SessionToken | undefined, form: CookieForm): string {
  return sessionCookie.write(token && `${token.id}.${token.secret}`, COOKIE_LIFE, form)
}

/** The `Set-Cookie` value; without a token, one that removes the cookie. */
export function writeDeviceCookie(token: DeviceToken | undefined, form: CookieForm): string {
  return deviceCookie.write(token && `${token.id}.${token.secret}`, COOKIE_LIFE, form)
}
