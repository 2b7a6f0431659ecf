import { describe, expect, it } from 'vitest'
import { createTypedScan } from '../../../../src/app/screens/scan/typed-scan.ts'

function type(keys: readonly string[], gap: number) {
  const scan = createTypedScan()
  return keys.map((key, at) => scan({ key, time: 1000 + at * gap })).find((text) => text !== undefined)
}

describe('a desk scanner that types', () => {
  it('is a fast run of keys with Enter at its end', () => {
    expect(type([...'DN4010199990001|4E61', 'Enter'], 4)).toBe('DN4010199990001|4E61')
    expect(type(['Shift', ...'DN4010199990001', 'Tab'], 30)).toBe('DN4010199990001')
  })

  it('is followed through what an input method rewrites', () => {
    expect(type([...'0199990001|aa', 'Backspace', 'Backspace', 'â', '1', 'Enter'], 4)).toBe('0199990001|â1')
  })

  it('is no person, and no short run', () => {
    expect(type([...'DN4010199990001', 'Enter'], 150)).toBeUndefined()
    expect(type([...'0123', 'Enter'], 4)).toBeUndefined()
  })
})
