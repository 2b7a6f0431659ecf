import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseCookieForm } from '../../../../src/issuer/sessions/host-cookie.ts'
import { createHmacSha256, createNonces, NONCE_LIFE } from '../../../../src/issuer/sessions/nonces.ts'
import {
  createSessionToken,
  hashSecret,
  matchesSecret,
  readSessionToken,
  writeSessionCookie,
} from '../../../../src/issuer/sessions/session-token.ts'

const NOW = 1_795_435_200

describe('the session token', () => {
  it('comes back as it was sent, among other cookies', () => {
    const token = createSessionToken()
    const [pair = ''] = writeSessionCookie(token, 'host').split(';')
    for (const header of [pair, `a=b; ${pair}`, `${pair}; c=d`])
      expect(readSessionToken(header, 'host')).toEqual(token)
  })

  it('is not read out of other cookies', () => {
    const [pair = ''] = writeSessionCookie(createSessionToken(), 'host').split(';')
    for (const header of [
      undefined,
      '',
      `x${pair}`,
      `a="${pair}"`,
      pair.slice(0, -1),
      `${pair}x`,
      pair.replace('.', ''),
    ])
      expect(readSessionToken(header, 'host')).toBeUndefined()
  })

  it('is read only in the form that fits the origin', () => {
    const token = createSessionToken()
    for (const [form, other] of [
      ['host', 'plain'],
      ['plain', 'host'],
    ] as const) {
      const [pair = ''] = writeSessionCookie(token, form).split(';')
      expect(readSessionToken(pair, form)).toEqual(token)
      expect(readSessionToken(pair, other)).toBeUndefined()
    }
  })

  it('matches its own hash and no other', () => {
    const [one, other] = [createSessionToken(), createSessionToken()]
    expect(matchesSecret(one.secret, hashSecret(one.secret))).toBe(true)
    expect(matchesSecret(one.secret, hashSecret(other.secret))).toBe(false)
    expect(matchesSecret(one.secret, new Uint8Array(3))).toBe(false)
  })
})

describe('the form of a cookie', () => {
  it.each(['http://localhost:8080', 'http://localhost', 'http://127.0.0.1:8080', 'http://[::1]:8080'])(
    'is plain at %s, and only in a demo',
    (origin) => {
      expect(chooseCookieForm(origin, true)).toBe('plain')
      expect(chooseCookieForm(origin, false)).toBe('host')
    },
  )

  it.each([
    'https://localhost:8080',
    'https://vi.example',
    'http://vi.example',
    'http://192.168.1.5:8080',
    'http://localhost.example',
    'http://localhost:8080.example',
    'http://127.0.0.1.example',
    'http://127.0.0.2:8080',
    'http://user@localhost',
  ])('is never plain at %s', (origin) => {
    expect(chooseCookieForm(origin, true)).toBe('host')
  })
})

describe('nonces', () => {
  const nonces = createNonces(new Uint8Array(32).fill(1))

  it('are good for their session and time only', () => {
    const { nonce, expiresAt } = nonces.issue('session-1', NOW)
    expect(expiresAt).toBe(NOW + NONCE_LIFE)
    expect(nonces.accepts(nonce, 'session-1', expiresAt - 1)).toBe(true)
    expect(nonces.accepts(nonce, 'session-1', expiresAt)).toBe(false)
    expect(nonces.accepts(nonce, 'session-2', NOW)).toBe(false)
    expect(createNonces(new Uint8Array(32).fill(2)).accepts(nonce, 'session-1', NOW)).toBe(false)
  })

  it('cannot be changed anywhere', () => {
    const { nonce } = nonces.issue('session', NOW)
    for (let at = 0; at < nonce.length; at++) {
      const changed = new Uint8Array(nonce)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(nonces.accepts(changed, 'session', NOW)).toBe(false)
    }
    expect(nonces.accepts(nonce.subarray(1), 'session', NOW)).toBe(false)
    expect(nonces.accepts(new Uint8Array(), 'session', NOW)).toBe(false)
  })

  it('are authenticated with HMAC-SHA-256', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.uint8Array({ maxLength: 200 }), (key, message) => {
        const expected = createHmac('sha256', key).update(message).digest('hex')
        expect(Buffer.from(createHmacSha256(key)(message)).toString('hex')).toBe(expected)
      }),
    )
  })
})
