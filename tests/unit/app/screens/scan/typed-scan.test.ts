import { describe, expect, it } from 'vitest'
import { createTypedScan } from '../../../../../src/app/screens/scan/typed-scan.ts'

function type(keys: readonly string[], gap: number) {
  const scan = createTypedScan()
  return keys.map((key, at) => scan.take({ key, time: 1000 + at * gap })).find((each) => each !== undefined)
    ?.text
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

  it('may pause amid a text, and may end without Enter', () => {
    const scan = createTypedScan()
    for (const [at, key] of [...'DN4010199990001'].entries()) scan.take({ key, time: at * 4 })
    for (const [at, key] of [...'|4E61'].entries()) scan.take({ key, time: 300 + at * 4 })
    expect(scan.end()).toEqual({ text: 'DN4010199990001|4E61', isRewritten: false })
    expect(scan.end()).toBeUndefined()
  })

  it('is marked where an input method deleted or took letters', () => {
    const scan = createTypedScan()
    const keys = [...'0199990001|aa', 'Backspace', 'Backspace', 'â', 'Enter']
    const scans = keys.map((key, at) => scan.take({ key, time: at * 4 }))
    expect(scans.at(-1)).toEqual({ text: '0199990001|â', isRewritten: true })
  })

  it('is marked where a letter came that no key has, unless a program typed it all', () => {
    const typed = (code: string) => {
      const scan = createTypedScan()
      for (const [at, key] of [...'0199990001|Đặng'].entries()) {
        scan.take({ key, time: at * 4, code: key > '\x7F' ? '' : code })
      }
      return scan.end()
    }
    expect(typed('KeyX')?.isRewritten).toBe(true)
    expect(typed('')?.isRewritten).toBe(false)
  })
})
