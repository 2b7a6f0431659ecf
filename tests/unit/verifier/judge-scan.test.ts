import { expect, it } from 'vitest'
import { judgeScan } from '../../../src/verifier/judge-scan.ts'
import { openLists } from '../../../src/verifier/open-lists.ts'
import { createReplayMemory } from '../../../src/verifier/replay-memory.ts'
import { ROOTS } from '../../support/vectors/desk.ts'
import { readVector } from '../../support/vectors/files.ts'
import { bytesOf } from '../../support/vectors/notation.ts'
import type { ScanVector } from '../../support/vectors/scan.ts'
import { NOW } from '../../support/vectors/world.ts'

const { trustLists, statusLists } =
  readVector<Record<'trustLists' | 'statusLists', Record<string, string>>>('credential/desk.json')

it('says at a rescan that the code was just taken, and calls it replayed after two minutes', async () => {
  const files = {
    trustList: bytesOf(trustLists['production'] ?? ''),
    statusLists: [bytesOf(statusLists['fresh'] ?? '')],
  }
  const lists = await openLists(files, { roots: ROOTS, now: NOW })
  if (!lists.ok) throw new Error(lists.error)
  const { text } = readVector<ScanVector>('credential/scans/live.json')
  const replayMemory = createReplayMemory()
  const judge = async (now: number) => {
    const { verdict, notes } = await judgeScan(text, lists.value, { now, replayMemory })
    return [verdict, ...notes]
  }
  expect(await judge(NOW)).toEqual(['valid'])
  expect(await judge(NOW)).toEqual(['valid', 'just_taken'])
  expect(await judge(NOW + 1)).toEqual(['valid', 'just_taken'])
  expect(await judge(NOW + 120)).toEqual(['clock_differs', 'just_taken'])
  expect(await judge(NOW + 121)).toEqual(['replayed'])
})
