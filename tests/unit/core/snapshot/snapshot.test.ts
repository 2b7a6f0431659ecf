import { describe, expect, it } from 'vitest'
import { parseSign1 } from '../../../../src/core/cose/sign1.ts'
import { err } from '../../../../src/core/result.ts'
import { compareSnapshot } from '../../../../src/core/snapshot/compare-snapshot.ts'
import { issueSnapshot, type Snapshot, verifySnapshot } from '../../../../src/core/snapshot/snapshot.ts'
import { verifyTotalsToken } from '../../../../src/core/snapshot/totals-token.ts'
import { readTrustList } from '../../../support/vectors/desk.ts'
import { listVectors } from '../../../support/vectors/files.ts'
import { DANGEROUS_KEYS } from '../../../support/vectors/keys.ts'
import type { MessageVector } from '../../../support/vectors/lists.ts'
import { bytesOf, toJson } from '../../../support/vectors/notation.ts'

const snapshots = listVectors<MessageVector>('snapshot/snapshots')

const signedBytes = (message: Uint8Array) => {
  const parsed = parseSign1(message, { maxBytes: 600_000 })
  return parsed.ok ? parsed.value.sigStructure : undefined
}

describe('snapshots', () => {
  const full = snapshots.find((vector) => vector.file === 'full')

  it.each(snapshots)('$file: $is', async (vector) => {
    const held = vector.newerThan as { personId: string; sequence: number } | undefined
    const context = { trustList: await readTrustList('production'), now: vector.now }
    const verified = await verifySnapshot(bytesOf(vector.message), context)
    const order = verified.ok && held ? compareSnapshot(verified.value, held) : 'newer'
    const outcome = order === 'newer' ? verified : err(order === 'other_person' ? order : 'not_newer')
    expect(toJson(outcome)).toEqual(vector.expect)
    if (!verified.ok) return
    const again = await issueSnapshot(verified.value, DANGEROUS_KEYS.snapshot)
    // A code for print is not taken over: what is written then is what has none.
    const written = vector.file.startsWith('paper-codes') ? full : vector
    expect(signedBytes(again)).toEqual(signedBytes(bytesOf(written?.message ?? '')))
  })

  it('holds 45 years of history', async () => {
    const context = { trustList: await readTrustList('production'), now: full?.now ?? 0 }
    const verified = await verifySnapshot(bytesOf(full?.message ?? ''), context)
    if (!verified.ok) throw new Error(verified.error)
    const snapshot = verified.value
    const repeat = <T>(items: readonly T[], times: number) =>
      Array.from({ length: times }, () => items).flat()
    const long: Snapshot = {
      ...snapshot,
      participation: repeat(snapshot.participation.slice(0, 1), 4 * 540),
      benefits: repeat(snapshot.benefits.slice(0, 1), 200),
      visits: repeat(snapshot.visits, 400),
    }
    const message = await issueSnapshot(long, DANGEROUS_KEYS.snapshot)
    expect(await verifySnapshot(message, context)).toEqual({ ok: true, value: long })
  })
})

describe('totals', () => {
  it.each(listVectors<MessageVector>('snapshot/totals'))('$file: $is', async (vector) => {
    const trustList = await readTrustList(vector.expected === 'demo' ? 'demo' : 'production')
    const verified = await verifyTotalsToken(bytesOf(vector.message), { trustList, now: vector.now })
    expect(toJson(verified)).toEqual(vector.expect)
  })
})
