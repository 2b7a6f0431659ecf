import { describe, expect, it } from 'vitest'
import { checkScan } from '../../../src/verifier/check-scan.ts'
import { createReplayMemory } from '../../../src/verifier/replay-memory.ts'
import { ROOTS } from '../../support/vectors/desk.ts'
import { readVector } from '../../support/vectors/files.ts'
import { bytesOf } from '../../support/vectors/notation.ts'
import type { ScanVector } from '../../support/vectors/scan.ts'

const file = readVector<{ trustLists: { production: string } }>('credential/desk.json')
const trustList = bytesOf(file.trustLists.production)
const { text, desk } = readVector<ScanVector>('credential/scans/live-other-signature.json')
const now = desk.now
const roots = ROOTS

describe('a scan at the desk', () => {
  it('is valid under lists that verify', async () => {
    expect(await checkScan(text, { trustList }, { roots, now })).toMatchObject({
      ok: true,
      value: { verdict: 'valid' },
    })
  })

  it('counts a status list that does not verify as none', async () => {
    const outcome = await checkScan(text, { trustList, statusLists: [trustList] }, { roots, now })
    expect(outcome.ok && outcome.value.notes).toContain('status_not_checked')
  })

  it('says that the trust list has expired, and refuses one that does not verify', async () => {
    expect(await checkScan(text, { trustList }, { roots, now: now + 40 * 365 * 86_400 })).toMatchObject({
      ok: true,
      value: { verdict: 'unknown_key', notes: ['trust_list_expired'] },
    })
    expect(await checkScan(text, { trustList }, { roots: [], now })).toEqual({
      ok: false,
      error: 'unknown_key',
    })
  })

  it('remembers a code that was taken', async () => {
    const replayMemory = createReplayMemory()
    await checkScan(text, { trustList }, { roots, now: now - 100, replayMemory })
    const again = await checkScan(text, { trustList }, { roots, now: now + 100, replayMemory })
    expect(again).toMatchObject({ value: { verdict: 'replayed' } })
  })
})
