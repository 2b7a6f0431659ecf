import { afterEach, beforeEach, expect, vi } from 'vitest'

/** A console error fails a test: what a person would find in the log is a defect of ours. */
const spy = vi.spyOn(console, 'error')

beforeEach(() => {
  spy.mockClear()
})

afterEach(() => {
  expect(spy.mock.calls).toEqual([])
})
