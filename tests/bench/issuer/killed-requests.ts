/**
 * Requests to a public service, filled in and sent by a wallet that is killed at 12 points, 100 times at
 * each, against an issuer in this process: what was lost, and what was filed twice.
 */
import { openTestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer } from '../../support/issuer/issuer-fixture.ts'
import { countLosses } from '../../support/wallet/kill-request.ts'
import type { BenchOptions } from '../main.ts'

export async function benchKilledRequests({ quick, count = quick ? 2 : 100 }: BenchOptions) {
  const held = await openTestDatabase('sqlite', '')
  const test = await createTestIssuer(held.database)
  try {
    return await countLosses(test, { points: 12, rounds: count })
  } finally {
    await test.issuer.stop()
    await held.dispose()
  }
}
