import { expect, it } from 'vitest'
import { createReplayMemory } from '../../../src/verifier/replay-memory.ts'

it('repeats the first verdict for two minutes and calls the code replayed after that', () => {
  const memory = createReplayMemory()
  expect(memory.isReplayed('a', 1_000)).toBe(false)
  expect(memory.isReplayed('a', 1_120)).toBe(false)
  expect(memory.isReplayed('b', 1_120)).toBe(false)
  expect(memory.isReplayed('a', 1_121)).toBe(true)
})

it('forgets what no desk would still accept, and never grows beyond its bound', () => {
  const memory = createReplayMemory()
  memory.isReplayed('old', 0)
  expect(memory.isReplayed('old', 1_201)).toBe(false)
  for (let code = 0; code < 10_050; code++) memory.isReplayed(`code ${code}`, 2_000)
  expect(memory.isReplayed('code 0', 2_150)).toBe(false)
  expect(memory.isReplayed('code 10049', 2_150)).toBe(true)
})
