import { afterEach, describe, expect, it, vi } from 'vitest'
import { isOnline, noteAnswer } from '../../../../src/ui/browser/network.ts'

describe('whether there is a network', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    noteAnswer(false)
  })

  it('is what the device says, unless the service has answered all the same', () => {
    vi.stubGlobal('navigator', { onLine: true })
    expect(isOnline()).toBe(true)
    vi.stubGlobal('navigator', { onLine: false })
    expect(isOnline()).toBe(false)
    noteAnswer(true)
    expect(isOnline()).toBe(true)
    noteAnswer(false)
    expect(isOnline()).toBe(false)
  })
})
