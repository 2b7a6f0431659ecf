import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { findCrispView, keepQrCrisp } from '../../../../../src/app/screens/card/crisp-qr.ts'

describe('findCrispView', () => {
  it('gives every module a whole number of device pixels, on the screen’s grid, and stays inside', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 240, max: 900 }),
        fc.double({ min: 0, max: 400, noNaN: true }),
        fc.integer({ min: 21, max: 97 }),
        fc.constantFrom(1, 1.5, 2, 2.625, 3),
        (width, left, size, pixels) => {
          const [x, y, side] = findCrispView({ left, top: left, width, size }, pixels)
          const perModule = (width * pixels) / side
          expect(perModule).toBeCloseTo(Math.round(perModule), 6)
          expect(perModule).toBeGreaterThanOrEqual(1)
          // Where the first module begins, in device pixels of the screen.
          const first = left * pixels - x * perModule
          expect(first).toBeCloseTo(Math.round(first), 6)
          expect(y).toBe(x)
          // The quiet zone, but for the part of a device pixel that the grid takes.
          expect(-x * perModule).toBeGreaterThanOrEqual(4 * perModule - 0.5001)
          expect((side - size + x) * perModule).toBeGreaterThanOrEqual(4 * perModule - 0.5001)
        },
      ),
    )
  })

  it('keeps 3 CSS pixels a module for the live code on the narrowest phone', () => {
    const [, , side] = findCrispView({ left: 0, top: 0, width: 243, size: 73 }, 1)
    expect(243 / side).toBeGreaterThanOrEqual(3)
  })
})

describe('keepQrCrisp', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('changes no size at all, and nothing while the browser tells of one', () => {
    let told = () => {}
    const frames: (() => void)[] = []
    vi.stubGlobal('devicePixelRatio', 1)
    vi.stubGlobal('scrollX', 0)
    vi.stubGlobal('scrollY', 0)
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
    const set: string[] = []
    let width = 260
    const symbol = {
      getBoundingClientRect: () => ({ left: 0, top: 0, width }),
      setAttribute: (name: string, value: string) => set.push(`${name} ${value}`),
    }
    keepQrCrisp({ querySelector: () => symbol } as unknown as Element, 42)
    width = 310
    told()
    expect(set).toEqual(['viewBox -5 -5 52 52'])
    for (const frame of frames) frame()
    expect(set.at(-1)).toMatch(/^viewBox -4.8333\d+ -4.8333\d+ 51.6666\d+ 51.6666\d+$/)
  })
})
