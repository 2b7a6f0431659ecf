import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findViewfinder, placeInBox, shareOfPicture } from '../../../../src/scanner/camera/viewfinder.ts'

const size = fc.record({
  width: fc.integer({ min: 160, max: 4000 }),
  height: fc.integer({ min: 160, max: 4000 }),
})

describe('the viewfinder', () => {
  it('is a centred square of the shown part', () => {
    expect(findViewfinder({ width: 1080, height: 1920 }, { width: 360, height: 480 })).toEqual({
      left: 42,
      top: 462,
      width: 994,
      height: 994,
    })
  })

  it('lies inside the picture and begins on even pixels, for all sizes', () => {
    fc.assert(
      fc.property(size, size, (picture, box) => {
        const { left, top, width, height } = findViewfinder(picture, box)
        expect([left, top, width, height].every((value) => value >= 0 && value % 2 === 0)).toBe(true)
        expect(left + width).toBeLessThanOrEqual(picture.width)
        expect(top + height).toBeLessThanOrEqual(picture.height)
      }),
    )
  })

  it('finds the place of a point in the box, and back', () => {
    fc.assert(
      fc.property(size, size, (picture, box) => {
        const centre = { x: picture.width / 2, y: picture.height / 2 }
        const placed = placeInBox(centre, picture, box)
        expect(placed.x).toBeCloseTo(box.width / 2)
        expect(placed.y).toBeCloseTo(box.height / 2)
        expect(shareOfPicture(placed, picture, box)).toEqual({
          x: expect.closeTo(0.5),
          y: expect.closeTo(0.5),
        })
      }),
    )
  })
})
