import { describe, expect, it } from 'vitest'
import { createHintFilter, hintFor } from '../../../../src/scanner/camera/choose-hint.ts'
import type { FrameReport } from '../../../../src/scanner/decode/frame-report.ts'

const fine: FrameReport = { brightness: 0.6, contrast: 0.5, glare: 0, sharpness: 0.8 }
const corners = [
  { x: 0, y: 0 },
  { x: 90, y: 0 },
  { x: 90, y: 90 },
  { x: 0, y: 90 },
]

describe('hints', () => {
  it.each([
    ['aim', fine],
    ['aim', { ...fine, corners, modulePixels: 4 }],
    ['too_dark', { ...fine, brightness: 0.12 }],
    ['glare', { ...fine, glare: 0.2 }],
    ['glare', { ...fine, glare: 0.08, corners }],
    ['aim', { ...fine, glare: 0.08 }],
    ['closer', { ...fine, corners, modulePixels: 2 }],
    ['hold_still', { ...fine, sharpness: 0.37, corners, modulePixels: 4 }],
    ['aim', { ...fine, sharpness: 0.37 }],
  ] as const)('say %s', (hint, report) => {
    expect(hintFor(report)).toBe(hint)
  })

  it('do not flicker', () => {
    const filter = createHintFilter()
    expect(filter('glare', 0)).toBe('aim')
    expect(filter('closer', 300)).toBe('aim')
    expect(filter('closer', 1000)).toBe('closer')
    expect(filter('aim', 1100)).toBe('closer')
    expect(filter('aim', 1800)).toBe('closer')
    expect(filter('aim', 2600)).toBe('aim')
  })
})
