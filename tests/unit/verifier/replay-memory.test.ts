import { expect, it } from 'vitest'
import { createReplayMemory } from '../../../src/verifier/replay-memory.ts'

it('says how long ago a code was first taken', () => {
  const memory = createReplayMemory()
  expect(memory.secondsSinceTaken('a', 1_000)).toBe(0)
  expect(memory.secondsSinceTaken('a', 1_120)).toBe(120)
  expect(memory.secondsSinceTaken('b', 1_120)).toBe(0)
  expect(memory.secondsSinceTaken('a', 1_121)).toBe(121)
})

it('forgets what no desk would still accept, and never grows beyond its bound', () => {
  const memory = createReplayMemory()
  memory.secondsSinceTaken('old', 0)
  expect(memory.secondsSinceTaken('old', 1_201)).toBe(0)
  for (let code = 0; code < 10_050; code++) memory.secondsSinceTaken(`code ${code}`, 2_000)
  expect(memory.secondsSinceTaken('code 0', 2_150)).toBe(0)
  expect(memory.secondsSinceTaken('code 10049', 2_150)).toBe(150)
})
