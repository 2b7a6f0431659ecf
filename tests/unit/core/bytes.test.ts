import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareBytes,
  concatBytes,
  decodeUtf8,
  encodeUtf8,
  equalBytes,
  fromBase64Url,
  fromHex,
  toBase64Url,
  toHex,
} from '../../../src/core/bytes.ts'

const anyBytes = fc.uint8Array({ maxLength: 100 }).map((bytes) => new Uint8Array(bytes))

describe('bytes', () => {
  it('writes base64url as Node does and reads it back', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
        expect(fromBase64Url(toBase64Url(bytes))).toEqual({ ok: true, value: bytes })
      }),
    )
  })

  it.each(['=', 'AA=', 'AA==', 'A', 'AAAAA', 'AB', 'AAB', 'A A', 'AA+A', 'AA/A', 'AAé'])(
    'refuses base64url %j',
    (text) => {
      expect(fromBase64Url(text)).toEqual({ ok: false, error: 'not_base64url' })
    },
  )

  it('takes only text that it would write', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ABab01-_'), maxLength: 12 }), (text) => {
        const bytes = fromBase64Url(text)
        if (bytes.ok) expect(toBase64Url(bytes.value)).toBe(text)
        else expect(Buffer.from(Buffer.from(text, 'base64url')).toString('base64url')).not.toBe(text)
      }),
    )
  })

  it('writes hex and reads it in either case', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(toHex(bytes)).toBe(Buffer.from(bytes).toString('hex'))
        expect(fromHex(toHex(bytes).toUpperCase())).toEqual({ ok: true, value: bytes })
      }),
    )
    for (const text of ['0', '0g', '0x00', ' 00', '00 '])
      expect(fromHex(text)).toEqual({ ok: false, error: 'not_hex' })
  })

  it('keeps a byte order mark and refuses what is not UTF-8', () => {
    expect(decodeUtf8(encodeUtf8('\ufeffNguyễn'))).toEqual({ ok: true, value: '\ufeffNguyễn' })
    expect(decodeUtf8(Uint8Array.of(0xc3))).toEqual({ ok: false, error: 'not_utf8' })
  })

  it('joins and compares', () => {
    const [a, b] = [Uint8Array.of(1, 2), Uint8Array.of(1, 2, 3)]
    expect(concatBytes(a, b)).toEqual(Uint8Array.of(1, 2, 1, 2, 3))
    expect(concatBytes()).toEqual(new Uint8Array())
    expect([compareBytes(a, b) < 0, compareBytes(Uint8Array.of(2), b) > 0, equalBytes(a, a.slice())]).toEqual(
      [true, true, true],
    )
  })
})
