import { decode as oracleDecode, encode as oracleEncode, rfc8949EncodeOptions } from 'cborg'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toHex } from '../../../../src/core/bytes.ts'
import { type CborValue, decodeCbor, encodeCbor } from '../../../../src/core/cose/cbor.ts'
import { readVector } from '../../../support/vectors/files.ts'
import { bytesOf, fromNotation, type Notation } from '../../../support/vectors/notation.ts'

type Example = {
  name?: string
  hex?: string
  repeat?: [string, number][]
  value?: Notation
  refused?: string
  defect?: string
}

const appendixA = readVector<{ examples: Example[] }>('cose/rfc8949-appendix-a.json')
const defects = readVector<{ accepted: Example[]; refused: Example[] }>('cose/cbor-defects.json')

const wireOf = ({ hex, repeat = [] }: Example) =>
  bytesOf(hex ?? repeat.map(([part, times]) => part.repeat(times)).join(''))

describe('CBOR', () => {
  const examples = [...appendixA.examples, ...defects.accepted]
  it.each(examples.filter((example) => !example.refused))('reads and writes $hex', (example) => {
    const value = fromNotation(example.value ?? null)
    expect(decodeCbor(wireOf(example))).toEqual({ ok: true, value })
    expect(toHex(encodeCbor(value))).toBe(example.hex)
  })

  it.each(examples.filter((example) => example.refused))('refuses $hex', (example) => {
    expect(decodeCbor(wireOf(example))).toEqual({ ok: false, error: example.refused })
  })

  it.each(defects.refused)('refuses: $name', (example) => {
    expect(decodeCbor(wireOf(example))).toEqual({ ok: false, error: example.defect })
  })

  it('never takes longer than linear for a claimed length', () => {
    expect(decodeCbor(bytesOf('9b001fffffffffffff'))).toEqual({ ok: false, error: 'truncated' })
    expect(decodeCbor(bytesOf('bb001fffffffffffff'))).toEqual({ ok: false, error: 'truncated' })
  })

  it('writes no number that it could not read', () => {
    for (const value of [1.5, Number.NaN, 2 ** 53, -(2 ** 53), Number.POSITIVE_INFINITY])
      expect(() => encodeCbor(value)).toThrow(RangeError)
  })

  it('writes negative zero as zero', () => {
    expect(toHex(encodeCbor(-0))).toBe('00')
  })
})

const { value: anyValue } = fc.letrec<{ value: CborValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.maxSafeInteger().map((value) => (Object.is(value, -0) ? 0 : value)),
    fc.boolean(),
    fc.constant(null),
    fc.string({ unit: 'grapheme' }),
    fc.uint8Array({ maxLength: 40 }).map((bytes) => new Uint8Array(bytes)),
    fc.array(tie('value'), { maxLength: 5 }),
    fc
      .uniqueArray(fc.tuple(fc.oneof(fc.integer(), fc.string({ unit: 'grapheme' })), tie('value')), {
        selector: ([key]) => key,
        maxLength: 5,
      })
      .map((entries) => new Map(entries)),
  ),
}))

/** cborg takes floats, `undefined` and deeper nesting; what it reads of ours must be the same value all the same. */
const oracleOptions = { strict: true, useMaps: true, rejectDuplicateMapKeys: true } as const

describe('CBOR beside cborg', () => {
  it('writes what cborg writes and reads it back', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const bytes = encodeCbor(value)
        expect(toHex(bytes)).toBe(toHex(oracleEncode(value, rfc8949EncodeOptions)))
        expect(oracleDecode(bytes, oracleOptions)).toEqual(value)
        const decoded = decodeCbor(bytes, { maxDepth: 50 })
        expect(decoded.ok && toHex(encodeCbor(decoded.value))).toBe(toHex(bytes))
        expect(decoded).toEqual({ ok: true, value })
      }),
      { numRuns: 500 },
    )
  })

  it('never throws, and accepts only bytes that it would write itself', () => {
    const mutated = fc
      .tuple(anyValue, fc.nat(), fc.integer({ min: 0, max: 255 }))
      .map(([value, at, byte]) => {
        const bytes = encodeCbor(value)
        bytes[at % bytes.length] = byte
        return bytes
      })
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), mutated), (bytes) => {
        const decoded = decodeCbor(bytes)
        if (!decoded.ok) return
        expect(toHex(encodeCbor(decoded.value))).toBe(toHex(bytes))
        expect(oracleDecode(bytes, { ...oracleOptions, tags: anyTag })).toBeDefined()
      }),
      { numRuns: 2000 },
    )
  })
})

/** cborg refuses tags without a handler. */
const anyTag = new Proxy<Record<number, (inner: () => unknown) => unknown>>(
  {},
  { get: () => (inner: () => unknown) => ({ inner: inner() }) },
)
