import { createECDH, createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { concatBytes, toHex } from '../../../../src/core/bytes.ts'
import { decodeCbor } from '../../../../src/core/cose/cbor.ts'
import {
  compressPublicKey,
  expandPublicKey,
  importVerifyKey,
  signerOf,
  verifyEs256,
} from '../../../../src/core/cose/p256.ts'
import { confirmation } from '../../../../src/core/credential/claims.ts'
import { readVector } from '../../../support/vectors/files.ts'
import { malleate, signDeterministically } from '../../../support/vectors/keys.ts'
import { bytesOf } from '../../../support/vectors/notation.ts'

const points = readVector<{ points: { name: string; x: string; yIsOdd: boolean; y?: string }[] }>(
  'cose/p256-points.json',
)

const rfc8747 = readVector<{ key: { x: string; y: string }; confirmation: string }>(
  'cose/rfc8747-confirmation.json',
)

describe('compressed points', () => {
  it.each(points.points)('$name', ({ x, yIsOdd, y }) => {
    const expanded = expandPublicKey({ x: bytesOf(x), yIsOdd })
    if (y === undefined) expect(expanded).toEqual({ ok: false, error: 'not_on_curve' })
    else expect(expanded.ok && toHex(expanded.value)).toBe(`04${x}${y}`)
  })

  it('expands what Node compresses', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 31, maxLength: 31 }), (scalar) => {
        const ecdh = createECDH('prime256v1')
        ecdh.setPrivateKey(concatBytes(Uint8Array.of(1), scalar))
        const raw = ecdh.getPublicKey()
        const expanded = expandPublicKey(compressPublicKey(raw))
        expect(expanded.ok && toHex(expanded.value)).toBe(raw.toString('hex'))
      }),
      { numRuns: 50 },
    )
  })

  it('takes the key of RFC 8747, but only in compressed form', () => {
    const { x, y } = rfc8747.key
    const expanded = expandPublicKey({ x: bytesOf(x), yIsOdd: false })
    expect(expanded.ok && toHex(expanded.value)).toBe(`04${x}${y}`)
    const claim = decodeCbor(bytesOf(rfc8747.confirmation))
    expect(claim.ok && confirmation.decode(claim.value)).toEqual({ ok: false, error: '/1/-3' })
  })
})

describe.each([
  ['that takes compressed points', false],
  ['that refuses compressed points, as browsers do', true],
])('a key on a platform %s', (_, refuses) => {
  beforeEach(() => {
    if (!refuses) return
    const { importKey } = crypto.subtle
    vi.spyOn(crypto.subtle, 'importKey').mockImplementation(async (...args: unknown[]) => {
      const [, point] = args
      if (!(point instanceof Uint8Array) || point[0] !== 4) throw new DOMException('no', 'DataError')
      return Reflect.apply(importKey, crypto.subtle, args)
    })
  })

  afterEach(() => {
    vi.restoreAllMocks()
  })

  it.each(points.points)('$name', async ({ x, yIsOdd, y }) => {
    const key = await importVerifyKey({ x: bytesOf(x), yIsOdd })
    if (y === undefined) expect(key).toEqual({ ok: false, error: 'not_on_curve' })
    else {
      const raw = key.ok && new Uint8Array(await crypto.subtle.exportKey('raw', key.value))
      expect(raw && toHex(raw)).toBe(`04${x}${y}`)
    }
  })
})

describe('ES256', () => {
  it('signs and verifies over WebCrypto', async () => {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
    const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
    const key = await importVerifyKey(compressPublicKey(raw))
    const message = new Uint8Array([1, 2, 3])
    const signature = await signerOf(pair.privateKey)(message)
    expect(signature.length).toBe(64)
    expect(key.ok && (await verifyEs256(key.value, message, signature))).toBe(true)
    // ECDSA is malleable: the reason why nothing is remembered by its signature.
    expect(key.ok && (await verifyEs256(key.value, message, malleate(signature)))).toBe(true)
    expect(key.ok && (await verifyEs256(key.value, new Uint8Array([1, 2, 4]), signature))).toBe(false)
  })

  it('makes the vectors with the nonce of RFC 6979 (appendix A.2.5)', () => {
    const key = bytesOf('c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721')
    expect(toHex(signDeterministically(key, new TextEncoder().encode('sample')))).toBe(
      'efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716' +
        'f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8',
    )
    expect(createHash('sha256').update('sample').digest('hex')).toMatch(/^af2bdbe1/)
  })
})
