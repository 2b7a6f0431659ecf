import { createECDH } from 'node:crypto'
import webPush from 'web-push'

/** A key pair of voluntary application server identification (RFC 8292): base64url, 32 and 65 bytes. */
export type VapidKey = { readonly publicKey: string; readonly privateKey: string }

/** For how long a signature is used, in seconds: a little less than the twelve hours for which it is good. */
const USED = 11 * 3600

/** Headers that are kept; there are a few push services. */
const MOST_KEPT = 1000

/** The pair of a private key. @param privateKey 32 bytes, base64url; throws if it is no P-256 scalar */
export function readVapidKey(privateKey: string): VapidKey {
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(privateKey, 'base64url')
  return { privateKey, publicKey: pair.getPublicKey('base64url') }
}

/** A new private key, for the operator. */
export function generateVapidKey(): string {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  return pair.getPrivateKey().toString('base64url').padStart(43, 'A')
}

/** `Authorization` headers, one for each push service and key, signed anew twice a day. */
export function createVapidHeaders(subject: string) {
  const kept = new Map<string, { header: string; from: number }>()
  return ({ publicKey, privateKey }: VapidKey, endpoint: string, now: number): string => {
    const { origin } = new URL(endpoint)
    const name = `${publicKey} ${origin}`
    const known = kept.get(name)
    if (known && known.from <= now && now < known.from + USED) return known.header
    const { Authorization: header } = webPush.getVapidHeaders(
      origin,
      subject,
      publicKey,
      privateKey,
      'aes128gcm',
    )
    // Whoever has an account names hosts of a push service as they like.
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(name, { header, from: now })
    return header
  }
}
