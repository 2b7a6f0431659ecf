import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { runSoon } from '../../../src/issuer/run-soon.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('does the work once for all who ask meanwhile, and again for whoever asks after that', () => {
  const work = vi.fn()
  const { ask } = runSoon(work, 100)
  ask()
  vi.advanceTimersByTime(99)
  ask()
  expect(work).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(work).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(1_000)
  expect(work).toHaveBeenCalledTimes(1)
  ask()
  vi.advanceTimersByTime(100)
  expect(work).toHaveBeenCalledTimes(2)
})

it('does nothing any more for whoever asked before it was stopped', () => {
  const work = vi.fn()
  const { ask, stop } = runSoon(work, 100)
  ask()
  stop()
  vi.advanceTimersByTime(1_000)
  expect(work).not.toHaveBeenCalled()
})
