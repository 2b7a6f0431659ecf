import { describe, expect, test } from 'vitest'
import {
  searchFiltered,
  searchFinders,
  WHOLE,
} from '../../../../../src/scanner/decode/finding/symbol-search.ts'
import type { LumaFrame } from '../../../../../src/scanner/decode/frame.ts'
import { makeCardText } from '../../../../support/qr-frames/card-texts.ts'
import { renderFrame } from '../../../../support/qr-frames/render-frame.ts'
import { SeededRandom } from '../../../../support/qr-frames/seeded-random.ts'

const [width, height] = [400, 320]
const pixels = width * height

const draw = (shade: () => number): LumaFrame => ({
  luma: Uint8Array.from({ length: pixels }, shade),
  width,
  height,
})
const random = new SeededRandom('noise')
const noise = draw(() => 255 * random.next())
const grey = draw(() => 128)
const code = renderFrame(makeCardText('cccd', 'work'), { width, height, defocus: 0.6 }, 'work')
const refuse = () => false

describe('the work of a search', () => {
  test('is more where rings or crosses are seen', () => {
    const filtered = [grey, noise].map((frame) => searchFiltered(frame, refuse).work / pixels)
    expect(filtered[0]).toBe(3)
    expect(filtered[1]).toBeGreaterThan(12)
    expect(searchFinders(grey, 18, refuse).work / pixels).toBe(2)
    expect(searchFinders(noise, 18, refuse).work).toBeGreaterThan(2 * pixels + 500_000)
  })

  test('is not begun where it would be more than it may be', () => {
    expect(searchFiltered(noise, refuse, WHOLE, 6 * pixels).work).toBe(3 * pixels)
  })

  test('ends at what it may be, but for what was begun', () => {
    // Even where the rows from which it is told are those without noise.
    const rows = new SeededRandom('rows')
    const luma = noise.luma.map((_, at) => {
      const row = Math.floor(at / width) % 16
      return row >= 2 && row <= 6 ? 128 : 255 * rows.next()
    })
    const most = 5 * pixels
    const { work } = searchFiltered({ luma, width, height }, refuse, WHOLE, most)
    expect(work).toBeGreaterThanOrEqual(most)
    // One row of the filter, and the best places so far.
    expect(work).toBeLessThan(most + 250 * 7 * 18 * 18 + 15 * width * 7)
    expect(searchFinders(noise, 18, refuse, WHOLE, 0).work).toBe(2 * pixels)
  })

  test('reads what it reads without a limit', () => {
    const whole = searchFiltered(code, () => true)
    expect(whole.reading?.text).toBe(code.text)
    expect(searchFiltered(code, () => true, WHOLE, whole.work).reading?.text).toBe(code.text)
    expect(searchFiltered(code, () => true, WHOLE, 3 * pixels).reading).toBeUndefined()
  })
})
