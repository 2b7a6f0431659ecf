import { describe, expect, test } from 'vitest'
import { filterFinders } from '../../../../../src/scanner/decode/finding/finder-filter.ts'
import { locateFinders } from '../../../../../src/scanner/decode/finding/finder-locator.ts'
import { triplesOfSpots } from '../../../../../src/scanner/decode/finding/finder-triples.ts'
import type { FinderTriple } from '../../../../../src/scanner/decode/finding/symbol-fit.ts'
import { LightField } from '../../../../../src/scanner/decode/sampling/light-field.ts'
import { renderCleanCode } from '../../../../bench/scan/scan-pictures.ts'
import { type CardKind, makeCardText } from '../../../../support/qr-frames/card-texts.ts'
import { renderFrame } from '../../../../support/qr-frames/render-frame.ts'

const QUIET = 4

function isAt(patch: { x: number; y: number } | undefined, x: number, y: number, slack: number): boolean {
  return patch !== undefined && Math.hypot(patch.x - x, patch.y - y) < slack
}

describe('locateFinders', () => {
  test('puts the right triple of a dense, pristine code first, at every size of a module', () => {
    let right = 0
    for (let i = 0; i < 48; i++) {
      const pixels = 3 + (i % 6)
      const kind: CardKind = i % 2 === 0 ? 'cccd' : 'bhyt'
      const frame = renderCleanCode(makeCardText(kind, `finder/${i}`), pixels)
      const [triple] = locateFinders(frame, 18)
      const near = (QUIET + 3.5) * pixels
      const far = frame.width - near
      const isRight =
        isAt(triple?.topLeft, near, near, pixels) &&
        isAt(triple?.topRight, far, near, pixels) &&
        isAt(triple?.bottomLeft, near, far, pixels)
      right += isRight ? 1 : 0
    }
    expect(right).toBe(48)
  })

  test('gives nothing on frames without contrast, and never throws', () => {
    for (const value of [0, 128, 255]) {
      expect(locateFinders({ luma: new Uint8Array(64 * 48).fill(value), width: 64, height: 48 }, 18)).toEqual(
        [],
      )
    }
  })
})

describe('matched filter', () => {
  const frame = renderFrame(
    makeCardText('cccd', 'filter'),
    { roll: 25, defocus: 0.7, noise: 0.02, exposure: 0.3 },
    'filter',
  )
  const field = new LightField(frame)

  test('finds the three patterns of a turned, blurred, noisy code', () => {
    const spots = filterFinders(frame, field).filter(({ score }) => score > 0.75)
    expect(spots).toHaveLength(3)
    for (const { patch } of spots) expect(Math.hypot(patch.ux, patch.uy)).toBeCloseTo(4, 0)
  })

  test('tells from two patterns where the third must be', () => {
    const spots = filterFinders(frame, field).filter(({ score }) => score > 0.75)
    const [whole] = triplesOfSpots(field, spots)
    const places = (triple: FinderTriple | undefined) =>
      triple &&
      [triple.topLeft, triple.topRight, triple.bottomLeft].map(({ x, y }) => [
        Math.round(x / 4),
        Math.round(y / 4),
      ])
    for (const left of spots) {
      const guessed = triplesOfSpots(
        field,
        spots.filter((spot) => spot !== left),
      )
      expect(guessed.map(places)).toContainEqual(places(whole))
    }
  })
})
