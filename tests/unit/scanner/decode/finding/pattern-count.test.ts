import { describe, expect, test } from 'vitest'
import { countPatterns } from '../../../../../src/scanner/decode/finding/pattern-count.ts'
import { type LumaFrame, shrinkFrame } from '../../../../../src/scanner/decode/frame.ts'
import { makeCardText } from '../../../../support/qr-frames/card-texts.ts'
import { renderFrame } from '../../../../support/qr-frames/render-frame.ts'
import { SeededRandom } from '../../../../support/qr-frames/seeded-random.ts'

const [width, height] = [1200, 900]

function draw(shade: (x: number, y: number) => number): LumaFrame {
  const luma = Uint8Array.from({ length: width * height }, (_, at) =>
    shade(at % width, Math.floor(at / width)),
  )
  return { luma, width, height }
}

type Shades = { readonly dark: number; readonly light: number }

/** Finder patterns side by side, with so many pixels from one row of them to the next. */
const full = (module: number, apart = 9 * module, { dark, light }: Shades = { dark: 20, light: 230 }) =>
  draw((x, y) => {
    const [u, v] = [Math.floor(x / module) % 9, Math.floor((y % apart) / module)]
    const ring = Math.max(Math.abs(u - 3), Math.abs(v - 3))
    return ring === 2 || ring > 3 ? light : dark
  })

/** Chance that is the same each time. */
function count(frame: LumaFrame) {
  const random = new SeededRandom('rows')
  return countPatterns(frame, () => random.next())
}

describe('countPatterns', () => {
  test.each([2, 3, 4, 6, 9])('tells about how many there are, of modules of %d pixels', (module) => {
    const there = (width / (9 * module)) * (height / (9 * module))
    const { patterns, crossings } = count(full(module))
    expect(patterns / there).toBeGreaterThan(0.7)
    expect(patterns / there).toBeLessThan(1.4)
    expect(crossings / (3 * module * there)).toBeGreaterThan(0.7)
    expect(crossings / (3 * module * there)).toBeLessThan(1.4)
  })

  test('sees them wherever they lie between the rows of others, the smallest, and those of little contrast', () => {
    for (let first = 0; first < 16; first += 3) {
      const { luma } = full(2, 16)
      const moved = { luma: luma.subarray(first * width), width, height: height - first }
      expect(count(moved).patterns / ((width / 18) * (height / 16))).toBeGreaterThan(0.6)
    }
    expect(count(full(1)).patterns / ((width / 9) * (height / 9))).toBeGreaterThan(0.6)
    const grey = { dark: 100, light: 121 }
    expect(count(full(2, 18, grey)).patterns / ((width / 18) * (height / 18))).toBeGreaterThan(0.6)
  })

  test('sees them in a reduced picture', () => {
    const there = (width / 36) * (height / 36)
    expect(count(shrinkFrame(full(4), 3)).patterns / there).toBeGreaterThan(0.7)
  })

  test('sees next to none where there are few: a card, noise, grey', () => {
    const random = new SeededRandom('noise')
    expect(count(renderFrame(makeCardText('bhyt', 'count'), {}, 'count')).patterns).toBeLessThan(30)
    expect(count(draw(() => 255 * random.next())).patterns).toBeLessThan(600)
    expect(countPatterns(draw(() => 128))).toEqual({ patterns: 0, crossings: 0 })
  })

  test('goes over no picture from edge to edge for each crossing: stripes, upright and slanted', () => {
    const [width, height] = [600, 12_000]
    for (const slant of [0, 1]) {
      const luma = new Uint8Array(width * height)
      for (let at = 0; at < luma.length; at++) {
        const run = (at + slant * Math.floor(at / width)) % 8
        luma[at] = run === 1 || run === 5 || run === 7 ? 230 : 20
      }
      const began = performance.now()
      expect(countPatterns({ luma, width, height })).toEqual({ patterns: 0, crossings: 0 })
      expect(performance.now() - began).toBeLessThan(1_500)
    }
  })

  test('bears pictures smaller than what it looks at', () => {
    for (const [w, h] of [
      [8, 8],
      [8, 400],
      [400, 8],
    ] as const) {
      const luma = Uint8Array.from({ length: w * h }, (_, at) => 255 * ((at >> 1) % 2))
      expect(countPatterns({ luma, width: w, height: h }).patterns).toBe(0)
    }
  })
})
