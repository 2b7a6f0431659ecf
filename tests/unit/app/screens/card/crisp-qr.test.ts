import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { findCrispSide, keepQrCrisp } from '../../../../../src/app/screens/card/crisp-qr.ts'

describe('findCrispSide', () => {
  it('gives every module a whole number of device pixels and stays inside', () => {
    const ratio = fc.constantFrom(1, 1.5, 2, 2.625, 3)
    fc.assert(
      fc.property(
        fc.integer({ min: 240, max: 900 }),
        fc.integer({ min: 25, max: 105 }),
        ratio,
        (room, modules, pixels) => {
          const side = findCrispSide(room, modules, pixels)
          const perModule = (side * pixels) / modules
          expect(perModule).toBeCloseTo(Math.round(perModule), 6)
          expect(side).toBeLessThanOrEqual(room)
          expect(perModule).toBeGreaterThanOrEqual(1)
        },
      ),
    )
  })

  it('keeps 3 CSS pixels a module for the live code on the narrowest phone', () => {
    expect(findCrispSide(282, 81, 1) / 81).toBeGreaterThanOrEqual(3)
  })
})

describe('keepQrCrisp', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('changes no size while the browser tells of one, which WebKit reports as an error', () => {
    let told = () => {}
    const frames: (() => void)[] = []
    vi.stubGlobal('devicePixelRatio', 1)
    vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame))
    vi.stubGlobal('cancelAnimationFrame', () => {})
    vi.stubGlobal(
      'ResizeObserver',
      class {
        constructor(callback: () => void) {
          told = callback
        }
        observe() {}
        disconnect() {}
      },
    )
    const widths: string[] = []
    const symbol = {
      viewBox: { baseVal: { width: 50 } },
      setAttribute: (_: string, width: string) => widths.push(width),
    }
    const box = { clientWidth: 260, querySelector: () => symbol }
    keepQrCrisp(box as unknown as Element)
    box.clientWidth = 310
    told()
    expect(widths).toEqual(['250'])
    for (const frame of frames) frame()
    expect(widths).toEqual(['250', '300'])
  })
})
