import { createDecipheriv, createECDH, createPublicKey, type ECDH, hkdfSync, verify } from 'node:crypto'

/** What a browser keeps of a subscription: its key pair and the shared secret. */
export type BrowserKeys = { readonly pair: ECDH; readonly auth: Buffer }

/**
 * Decrypts a push as a browser does (RFC 8291 over RFC 8188, one record).
 * @throws if it is not encrypted to these keys
 */
export function decryptPush(body: Buffer, { pair, auth }: BrowserKeys): string {
  const salt = body.subarray(0, 16)
  const idLength = body.readUInt8(20)
  const sender = body.subarray(21, 21 + idLength)
  const record = body.subarray(21 + idLength)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), sender])
  const secret = hkdfSync('sha256', pair.computeSecret(sender), auth, info, 32)
  const derive = (name: string, length: number) =>
    new Uint8Array(
      hkdfSync('sha256', new Uint8Array(secret), salt, Buffer.from(`Content-Encoding: ${name}\0`), length),
    )
  const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12))
  decipher.setAuthTag(record.subarray(-16))
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()])
  const end = padded.lastIndexOf(2)
  if (end < 0 || padded.subarray(end + 1).some((byte) => byte !== 0)) throw new Error('not the last record')
  return padded.subarray(0, end).toString('utf8')
}

/** What is wrong with how a sender says who it is (RFC 8292); nothing if it is right. */
export function checkVapid(
  header: string | undefined,
  { origin, key, now }: { origin: string; key: string; now: number },
): string | undefined {
  const [, token = '', shownKey = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(header ?? '') ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  if (shownKey !== key) return 'another key'
  const bytes = Buffer.from(shownKey, 'base64url')
  const [x, y] = [bytes.subarray(1, 33), bytes.subarray(33)].map((half) => half.toString('base64url'))
  const jwk = { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' }
  const publicKey = createPublicKey({ format: 'jwk', key: jwk })
  const signed = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!signed) return 'signature'
  const { alg } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { alg?: unknown }
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>
  if (alg !== 'ES256') return 'alg'
  if (aud !== origin) return 'aud'
  if (typeof exp !== 'number' || exp <= now || exp > now + 86_400) return 'exp'
  return /^(https:\/\/|mailto:)\S+\.\S+$/.test(String(sub)) ? undefined : 'sub'
}

/** Keys as a browser makes them for a new subscription. */
export function generateBrowserKeys(random: (length: number) => Buffer): BrowserKeys {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  return { pair, auth: random(16) }
}
