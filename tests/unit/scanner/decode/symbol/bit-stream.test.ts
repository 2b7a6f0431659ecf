import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseBitStream } from '../../../../../src/scanner/decode/symbol/bit-stream.ts'

/** Bits as codewords, padded as the standard says up to `length` bytes. */
function pack(bits: string, length = 40): Uint8Array {
  let all = `${bits}0000`
  while (all.length % 8 !== 0) all += '0'
  const bytes = all.match(/.{8}/g)?.map((octet) => Number.parseInt(octet, 2)) ?? []
  for (let i = 0; bytes.length < length; i++) bytes.push(i % 2 === 0 ? 0xec : 0x11)
  return Uint8Array.from(bytes)
}

const binary = (value: number, width: number) => value.toString(2).padStart(width, '0')
const byteMode = (bytes: Uint8Array) =>
  `0100${binary(bytes.length, 8)}${Array.from(bytes, (byte) => binary(byte, 8)).join('')}`

describe('parseBitStream', () => {
  test('reads numeric segments of every length', () => {
    // ISO/IEC 18004 §7.4.3: 01234567 in a version 1 symbol
    const content = parseBitStream(
      pack('0001000000100000000011000101011001100001100'.replace(/^0001/, '0001')),
      1,
    )
    expect(content?.text).toBe('01234567')
    expect(content?.intact).toBe(true)
  })

  test('reads the alphanumeric example of the standard', () => {
    // §7.4.4: AC-42 in a version 1 symbol
    expect(parseBitStream(pack('00100000001010011100111011100111001000010'), 1)?.text).toBe('AC-42')
  })

  test('reads kanji as Shift JIS', () => {
    const content = parseBitStream(pack(`1000${binary(2, 8)}${'0110110011111'}${'1101010101010'}`), 1)
    expect(content?.text).toBe('点茗')
    expect([...(content?.bytes ?? [])]).toEqual([0x93, 0x5f, 0xe4, 0xaa])
  })

  test('takes bytes as strict UTF-8, declared or not', () => {
    const bytes = new TextEncoder().encode('Nguyễn Thị Hường|Đắk Lắk')
    expect(parseBitStream(pack(byteMode(bytes)), 9)?.text).toBe('Nguyễn Thị Hường|Đắk Lắk')
    expect(parseBitStream(pack(`0111${binary(26, 8)}${byteMode(bytes)}`), 9)?.text).toBe(
      'Nguyễn Thị Hường|Đắk Lắk',
    )
  })

  test('takes other bytes in the declared or the likelier charset', () => {
    expect(parseBitStream(pack(byteMode(Uint8Array.of(0x63, 0x61, 0x66, 0xe9))), 5)?.text).toBe('café')
    expect(parseBitStream(pack(`0111${binary(20, 8)}${byteMode(Uint8Array.of(0xb6, 0xc5))}`), 5)?.text).toBe(
      'ｶﾅ',
    )
  })

  test('joins segments, passes over FNC1 and structured append', () => {
    const digits = `0001${binary(3, 10)}${binary(123, 10)}`
    const letters = byteMode(new TextEncoder().encode('ab'))
    expect(parseBitStream(pack(`0011${binary(0x1234, 16)}0101${digits}${letters}`), 3)?.text).toBe('123ab')
  })

  test('notices padding that is not what it should be', () => {
    const codewords = pack(byteMode(new TextEncoder().encode('abc')))
    codewords[codewords.length - 1] = 0x55
    expect(parseBitStream(codewords, 3)?.intact).toBe(false)
  })

  test('refuses unknown modes, lengths beyond the end and impossible digits', () => {
    expect(parseBitStream(pack('1110'), 3)).toBeUndefined()
    expect(parseBitStream(Uint8Array.of(0x4f, 0xf0, 0x00), 3)).toBeUndefined()
    expect(parseBitStream(pack(`0001${binary(3, 10)}${binary(1001, 10)}`), 3)).toBeUndefined()
  })

  test('never throws', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.integer({ min: 1, max: 40 }),
        (codewords, version) => {
          parseBitStream(codewords, version)
        },
      ),
    )
  })
})
