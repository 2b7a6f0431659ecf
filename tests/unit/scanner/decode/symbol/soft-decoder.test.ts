import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeModules } from '../../../../../src/scanner/decode/symbol/soft-decoder.ts'
import { makeCardText } from '../../../../support/qr-frames/card-texts.ts'
import { makeModules } from '../../../../support/qr-frames/render-frame.ts'
import { SeededRandom } from '../../../../support/qr-frames/seeded-random.ts'

function softModules(text: string, level: 'L' | 'M' | 'Q' = 'M') {
  const { size, isDark } = makeModules(text, level)
  const values = Float32Array.from({ length: size * size }, (_, i) =>
    isDark(i % size, Math.floor(i / size)) ? 1 : -1,
  )
  return { version: (size - 17) / 4, values, size }
}

describe('decodeModules', () => {
  test('reads what another encoder wrote, in every level', () => {
    for (const level of ['L', 'M', 'Q'] as const) {
      for (const kind of ['cccd', 'bhyt'] as const) {
        const text = makeCardText(kind, level)
        expect(decodeModules(softModules(text, level))?.text).toBe(text)
      }
    }
  })

  test('uses doubt: unknown modules cost half of wrong ones', () => {
    const text = makeCardText('cccd', 'doubt')
    const unknown = softModules(text)
    const wrong = softModules(text)
    const random = new SeededRandom('doubt')
    // a bar across the data: more codewords than could be corrected if they were wrong
    for (let i = 0; i < unknown.values.length; i++) {
      const y = Math.floor(i / unknown.size)
      if (y < 14 || y > 18) continue
      unknown.values[i] = 1e-4 * (random.chance(0.5) ? 1 : -1)
      wrong.values[i] = -(wrong.values[i] ?? 0)
    }
    expect(decodeModules(unknown)?.text).toBe(text)
    expect(decodeModules(wrong)).toBeUndefined()
  })

  test('a text that passes is the right one, however many modules are wrong', () => {
    const text = makeCardText('bhyt', 'noise')
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0, max: 0.4, noNaN: true }), (seed, share) => {
        const modules = softModules(text)
        const random = new SeededRandom(String(seed))
        for (let i = 0; i < modules.values.length; i++) {
          const value = modules.values[i] ?? 0
          modules.values[i] = value * (random.chance(share) ? -1 : 1) * random.next()
        }
        const content = decodeModules(modules)
        expect(content === undefined || content.text === text).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  test('noise is no text', () => {
    for (let i = 0; i < 40; i++) {
      const random = new SeededRandom(`noise ${i}`)
      const version = random.int(1, 20)
      const values = Float32Array.from({ length: (17 + 4 * version) ** 2 }, () => random.gauss())
      expect(decodeModules({ version, values })).toBeUndefined()
    }
  })
})
