import { afterEach, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../support/issuer/issuer-database.ts'
import { createTestIssuer, type TestIssuer } from '../support/issuer/issuer-fixture.ts'
import { countLosses } from '../support/wallet/kill-request.ts'

let held: TestDatabase
let test: TestIssuer

afterEach(async () => {
  await test.issuer.stop()
  await held.dispose()
})

describe('a request that is filled in and sent by a wallet that is killed', () => {
  it('loses no answer and no file, and is filed once', { timeout: 300_000 }, async () => {
    held = await openTestDatabase('sqlite', '')
    test = await createTestIssuer(held.database)
    const losses = await countLosses(test, { points: 12, rounds: 1 })
    expect(losses).toEqual({
      runs: 13,
      killed: 12,
      answersLost: 0,
      filesLost: 0,
      filedTwice: 0,
      notFiled: 0,
    })
  })
})
