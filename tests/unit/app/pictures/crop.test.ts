import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Crop,
  keepInside,
  LONGEST_EDGE,
  MOST_ANGLE,
  moveCrop,
  planOutput,
  SHORTEST_EDGE,
  scaleOf,
  shrinkTo,
  sizeOf,
  startCrop,
} from '../../../../src/app/pictures/crop.ts'

const picture = fc.record({
  width: fc.integer({ min: SHORTEST_EDGE, max: 3200 }),
  height: fc.integer({ min: SHORTEST_EDGE, max: 3200 }),
})
const aspect = fc.constantFrom(3 / 4, 85.6 / 54, 125 / 88, 1)
const anyCrop: fc.Arbitrary<Crop> = fc.record({
  turns: fc.integer({ min: -5, max: 9 }),
  angle: fc.double({ min: -40, max: 40, noNaN: true }),
  zoom: fc.double({ min: 0.1, max: 50, noNaN: true }),
  x: fc.double({ min: -1, max: 2, noNaN: true }),
  y: fc.double({ min: -1, max: 2, noNaN: true }),
})

describe('cropping a picture', () => {
  it('begins with a full frame, upright', () => {
    fc.assert(
      fc.property(picture, aspect, (size, shape) => {
        const frame = sizeOf(shape, 900)
        const crop = startCrop(size, shape)
        const scale = scaleOf(crop, size, frame)
        expect(crop).toMatchObject({ turns: 0, angle: 0, x: 0.5, y: 0.5 })
        // unless the picture has too few pixels for that
        const smallest = Math.min(frame.width, frame.height) / scale
        if (smallest > SHORTEST_EDGE + 1) {
          expect(size.width * scale).toBeGreaterThanOrEqual(frame.width - 1e-6)
          expect(size.height * scale).toBeGreaterThanOrEqual(frame.height - 1e-6)
        }
      }),
    )
  })

  it('stays within its bounds, whatever is asked', () => {
    fc.assert(
      fc.property(picture, aspect, anyCrop, (size, shape, asked) => {
        const crop = keepInside(asked, size, shape)
        expect([0, 1, 2, 3]).toContain(crop.turns)
        expect(Math.abs(crop.angle)).toBeLessThanOrEqual(MOST_ANGLE)
        expect(crop.zoom).toBeGreaterThanOrEqual(1)
        for (const share of [crop.x, crop.y]) {
          expect(share).toBeGreaterThanOrEqual(0)
          expect(share).toBeLessThanOrEqual(1)
        }
        expect(keepInside(crop, size, shape)).toEqual(crop)
      }),
    )
  })

  it('moves what was under one point of the frame to the point that it was dragged to', () => {
    fc.assert(
      fc.property(picture, aspect, anyCrop, fc.integer({ min: -40, max: 40 }), (size, shape, asked, by) => {
        const frame = sizeOf(shape, 900)
        const crop = keepInside({ ...asked, x: 0.5, y: 0.5, zoom: Math.max(asked.zoom, 1) }, size, shape)
        const moved = moveCrop(crop, { x: by, y: -by }, size, frame)
        const back = moveCrop(moved, { x: -by, y: by }, size, frame)
        const atEdge = [moved.x, moved.y].some((share) => share === 0 || share === 1)
        if (atEdge) return
        expect(back.x).toBeCloseTo(crop.x, 6)
        expect(back.y).toBeCloseTo(crop.y, 6)
        const pixels = Math.hypot((moved.x - crop.x) * size.width, (moved.y - crop.y) * size.height)
        expect(pixels * scaleOf(crop, size, frame)).toBeCloseTo(Math.hypot(by, by), 4)
      }),
    )
  })

  it('moves an upright picture with the finger', () => {
    const size = { width: 1000, height: 1000 }
    const frame = { width: 500, height: 500 }
    const crop = moveCrop({ turns: 0, angle: 0, zoom: 2, x: 0.5, y: 0.5 }, { x: 100, y: 0 }, size, frame)
    expect(crop).toMatchObject({ x: 0.4, y: 0.5 })
    const turned = moveCrop({ turns: 1, angle: 0, zoom: 2, x: 0.5, y: 0.5 }, { x: 100, y: 0 }, size, frame)
    expect(turned.x).toBeCloseTo(0.5)
    expect(turned.y).toBeCloseTo(0.6)
  })

  it('plans an output of the frame’s shape, within the largest edge, never larger than the picture has pixels', () => {
    fc.assert(
      fc.property(picture, aspect, anyCrop, (size, shape, asked) => {
        const crop = keepInside(asked, size, shape)
        const { width, height } = planOutput(crop, size, shape)
        expect(Math.max(width, height)).toBeLessThanOrEqual(LONGEST_EDGE)
        expect(Math.abs(width - height * shape)).toBeLessThanOrEqual(1 + shape)
        expect(Math.max(width, height)).toBeLessThanOrEqual(
          Math.ceil(1 / scaleOf(crop, size, sizeOf(shape, 1))),
        )
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(
          Math.min(SHORTEST_EDGE, Math.min(size.width, size.height)) - 1,
        )
      }),
    )
  })

  it('makes pictures smaller, never larger', () => {
    fc.assert(
      fc.property(picture, fc.integer({ min: 1, max: 4000 }), (size, longest) => {
        const smaller = shrinkTo(longest, size)
        expect(Math.max(smaller.width, smaller.height)).toBeLessThanOrEqual(Math.max(longest, 1))
        expect(smaller.width).toBeLessThanOrEqual(size.width)
        expect(smaller.height).toBeLessThanOrEqual(size.height)
      }),
    )
  })
})
