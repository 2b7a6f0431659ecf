import { describe, expect, it } from 'vitest'
import { writeWalletCode } from '../../../src/core/credential/qr-text.ts'
import type { Totals } from '../../../src/core/snapshot/totals-token.ts'
import { checkScan } from '../../../src/verifier/check-scan.ts'
import { ROOTS } from '../../support/vectors/desk.ts'
import { listVectors, readVector } from '../../support/vectors/files.ts'
import { bytesOf } from '../../support/vectors/notation.ts'

type TotalsVector = {
  is: string
  message: string
  now: number
  /** The trust list that it is held against, if not the production's. */
  expected?: 'production' | 'demo'
  expect: { ok: true; value: Totals } | { ok: false; error: string }
}

const { trustLists } = readVector<{ trustLists: Record<'production' | 'demo', string> }>(
  'credential/desk.json',
)
const vectors = listVectors<TotalsVector>('snapshot/totals')
const good = vectors.find(({ file }) => file === 'good')
const scan = ({ message, now, expected = 'production' }: TotalsVector, at = now) =>
  checkScan(
    writeWalletCode(bytesOf(message)),
    { trustList: bytesOf(trustLists[expected]) },
    { roots: ROOTS, now: at },
  )

describe('the code of a printed extract', () => {
  it.each(vectors.filter(({ file }) => file !== 'wrong-type'))('$file: $is', async (vector) => {
    const outcome = await scan(vector)
    if (!vector.expect.ok) {
      expect(outcome).toEqual({ ok: true, value: { verdict: vector.expect.error, notes: [] } })
      return
    }
    const { issuer: _, specimen, issuedAt, expiresAt, ...totals } = vector.expect.value
    const value = { verdict: 'valid_totals', totals, specimen, notes: [], issuedAt, expiresAt }
    expect(outcome).toEqual({ ok: true, value })
  })

  it('is never taken for a card, nor a card for it', async () => {
    const totals = good && (await scan(good))
    expect(totals?.ok && totals.value.card).toBeUndefined()
    const card = vectors.find(({ file }) => file === 'wrong-type')
    const outcome = card && (await scan(card))
    expect(outcome?.ok && outcome.value.totals).toBeUndefined()
    expect(outcome?.ok && outcome.value.verdict).not.toBe('valid_totals')
  })

  it('knows no key at a desk whose own list has expired', async () => {
    const late = good && (await scan(good, good.now + 40 * 365 * 86_400))
    expect(late).toMatchObject({ value: { verdict: 'unknown_key', notes: ['trust_list_expired'] } })
  })
})
