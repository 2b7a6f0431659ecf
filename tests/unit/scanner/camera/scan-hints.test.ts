import { describe, expect, it } from 'vitest'
import { createHintFilter, hintFor } from '../../../../src/scanner/camera/choose-hint.ts'
import { measureFrame } from '../../../../src/scanner/camera/measure-frame.ts'
import type { LumaFrame } from '../../../../src/scanner/decode/frame.ts'

const SIDE = 512

function paint(value: (x: number, y: number) => number): LumaFrame {
  const luma = new Uint8Array(SIDE * SIDE)
  for (let i = 0; i < luma.length; i++) luma[i] = value(i % SIDE, Math.floor(i / SIDE))
  return { luma, width: SIDE, height: SIDE }
}

/** A checkerboard of 8-pixel fields whose edges take `blur` pixels from dark to light. */
function checkers(blur: number, dark = 40, light = 210) {
  const wave = (at: number) => {
    const [sign, phase] = [at % 16 < 8 ? 1 : -1, at % 8]
    const toEdge = 4 - Math.abs(phase + 0.5 - 4)
    return sign * Math.min(1, toEdge / (blur / 2))
  }
  return paint((x, y) => dark + ((wave(x) * wave(y) + 1) / 2) * (light - dark))
}

const look = (frame: LumaFrame, located?: { x: number; y: number }[]) =>
  hintFor({ quality: measureFrame(frame), located, viewfinder: SIDE })

describe('what a frame looks like', () => {
  it('measures light, contrast and edges', () => {
    const sharp = measureFrame(checkers(1))
    expect(sharp.brightness).toBeGreaterThan(100)
    expect(sharp.contrast).toBeGreaterThan(150)
    expect(sharp.edgeWidth).toBeLessThan(2)
    expect(measureFrame(checkers(8)).edgeWidth).toBeGreaterThan(5)
    expect(measureFrame(paint(() => 128)).edgeWidth).toBeUndefined()
  })

  it('turns it into the one hint that helps most', () => {
    expect(look(checkers(1))).toBe('aim')
    expect(look(checkers(8))).toBe('hold_still')
    expect(look(paint((x) => 20 + (x % 8)))).toBe('too_dark')
    const glare = checkers(1)
    for (let y = 100; y < 260; y++) glare.luma.fill(255, y * SIDE + 100, y * SIDE + 300)
    expect(look(glare)).toBe('glare')
    const small = [
      { x: 0, y: 0 },
      { x: 90, y: 0 },
      { x: 90, y: 90 },
      { x: 0, y: 90 },
    ]
    expect(look(checkers(1), small)).toBe('closer')
  })

  it('does not flicker', () => {
    const filter = createHintFilter()
    expect(filter('glare', 0)).toBe('aim')
    expect(filter('closer', 300)).toBe('aim')
    expect(filter('closer', 1000)).toBe('closer')
    expect(filter('aim', 1100)).toBe('closer')
    expect(filter('aim', 1800)).toBe('closer')
    expect(filter('aim', 2600)).toBe('aim')
  })
})
