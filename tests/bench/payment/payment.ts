/**
 * What issue and documents say of payments: histories, kills, references, calculator, time to the receipt.
 */
import { readFileSync } from 'node:fs'
import { computeHouseholdContribution } from '../../../src/core/rules/contributions/household-contribution.ts'
import { computeVoluntaryContribution } from '../../../src/core/rules/contributions/voluntary-contribution.ts'
import { killInWebhooks } from '../../support/payment/kill-webhooks.ts'
import { countFound } from '../../support/payment/mangle-text.ts'
import { runHistories } from '../../support/payment/payment-histories.ts'
import { SeededRandom } from '../../support/qr-frames/seeded-random.ts'
import type { BenchOptions } from '../main.ts'

type Case = Parameters<typeof computeHouseholdContribution>[0] &
  Parameters<typeof computeVoluntaryContribution>[0] & { kind: 'household' | 'voluntary'; total: number }

function countExact() {
  const file = new URL('../../vectors/payment/contributions.json', import.meta.url)
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] }
  const exact = cases.filter((given) => {
    const computed =
      given.kind === 'household' ? computeHouseholdContribution(given) : computeVoluntaryContribution(given)
    return computed.ok && computed.value.total === given.total
  })
  return { cases: cases.length, exact: exact.length }
}

export async function benchPayment({ quick, count }: BenchOptions) {
  const random = new SeededRandom('payment texts')
  return {
    calculator: countExact(),
    histories: runHistories('bench', quick ? 10_000 : 100_000),
    references: { texts: 10_000, ...countFound(() => random.next(), 10_000) },
    killedInWebhook: await killInWebhooks(count ?? (quick ? 1 : 100)),
  }
}
