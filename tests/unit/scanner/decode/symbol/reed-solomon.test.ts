import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { multiply, power } from '../../../../../src/scanner/decode/symbol/galois.ts'
import { correctBlock } from '../../../../../src/scanner/decode/symbol/reed-solomon.ts'

/** Check bytes by long division with the generator polynomial: the encoder, kept apart from the decoder. */
function encodeBlock(data: Uint8Array, checks: number): Uint8Array {
  let generator = [1]
  for (let i = 0; i < checks; i++) {
    const next = [...generator, 0]
    generator.forEach((value, k) => {
      next[k + 1] = (next[k + 1] ?? 0) ^ multiply(value, power(i))
    })
    generator = next
  }
  const rest = [...data, ...Array.from({ length: checks }, () => 0)]
  for (let i = 0; i < data.length; i++) {
    const factor = rest[i] ?? 0
    generator.forEach((value, k) => {
      rest[i + k] = (rest[i + k] ?? 0) ^ multiply(value, factor)
    })
  }
  return Uint8Array.from([...data, ...rest.slice(data.length)])
}

const damagedBlock = fc
  .record({ data: fc.uint8Array({ minLength: 1, maxLength: 120 }), checks: fc.integer({ min: 7, max: 30 }) })
  .chain(({ data, checks }) => {
    const length = data.length + checks
    return fc.record({
      block: fc.constant(encodeBlock(data, checks)),
      checks: fc.constant(checks),
      damage: fc.uniqueArray(fc.record({ at: fc.nat(length - 1), by: fc.integer({ min: 1, max: 255 }) }), {
        selector: ({ at }) => at,
        maxLength: checks,
      }),
      erasedShare: fc.double({ min: 0, max: 1, noNaN: true }),
    })
  })

describe('correctBlock', () => {
  test('restores a block while 2 errors + erasures fit into the check bytes', () => {
    fc.assert(
      fc.property(damagedBlock, ({ block, checks, damage, erasedShare }) => {
        const received = block.slice()
        const erased: number[] = []
        let cost = 0
        for (const [i, { at, by }] of damage.entries()) {
          const isErased = i < erasedShare * damage.length
          if (cost + (isErased ? 1 : 2) > checks) break
          cost += isErased ? 1 : 2
          received[at] = (received[at] ?? 0) ^ by
          if (isErased) erased.push(at)
        }
        expect(correctBlock(received, checks, erased)?.codeword).toEqual(block)
      }),
    )
  })

  test('never gives a block whose syndromes are not zero, whatever comes in', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 0, maxLength: 255 }),
        fc.integer({ min: 1, max: 30 }),
        fc.uniqueArray(fc.nat(254), { maxLength: 30 }),
        (received, checks, positions) => {
          const erased = positions.filter((position) => position < received.length)
          const result = correctBlock(received, checks, erased)
          if (!result || received.length <= checks) return
          const data = result.codeword.subarray(0, received.length - checks)
          expect(result.codeword).toEqual(encodeBlock(data, checks))
          expect(2 * result.errors + erased.length).toBeLessThanOrEqual(checks)
        },
      ),
    )
  })

  test('refuses more erasures than check bytes, and blocks longer than the field', () => {
    expect(correctBlock(new Uint8Array(20), 4, [0, 1, 2, 3, 4])).toBeUndefined()
    expect(correctBlock(new Uint8Array(256), 4)).toBeUndefined()
  })
})
