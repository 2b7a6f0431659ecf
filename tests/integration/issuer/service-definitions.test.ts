import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { hashService } from '../../../src/core/services/service-request.ts'
import { createServiceDefinitions } from '../../../src/issuer/services/service-definitions.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'
import { findService } from '../../support/issuer/service-desk.ts'

let held: TestDatabase
let test: TestIssuer

beforeAll(async () => {
  held = await openDemoDatabase('sqlite')
  test = await createTestIssuer(held.database)
})
afterAll(() => held.dispose())

/** The database, of which the first reading of a file fails. */
function failOnce() {
  let failures = 0
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      const { sql } = held.database.query.getExecutor().compileQuery(node, queryId)
      if (sql.includes('content_files') && failures++ === 0) throw new Error('the database is gone')
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return { ...held.database, query: held.database.query.withPlugin(plugin) }
}

it('definitions are found again once the database is back', async () => {
  const definitions = createServiceDefinitions(failOnce())
  const hash = await hashService(findService('card-reissue'))
  await expect(definitions.findInForce(hash, test.clock.now)).rejects.toThrow('gone')
  expect((await definitions.findInForce(hash, test.clock.now))?.hash).toBe(hash)
})
