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

it('definitions are in force for as long as nothing newer of their own language is', async () => {
  const { query } = held.database
  const releases = await query.selectFrom('content_releases').selectAll().orderBy('sequence').execute()
  const services = releases.find(({ name }) => name === 'services')
  const other = releases.find(({ name }) => name !== 'services')
  const last = releases.at(-1)
  if (!services || !other || !last) throw new Error('nothing is released')
  const DAY = 86_400
  // However often that of another language was mended.
  for (let newer = 1; newer <= 9; newer++)
    await query
      .insertInto('content_releases')
      .values({
        ...services,
        sequence: Number(last.sequence) + newer,
        language: 'en',
        sha256: other.sha256,
        starts_at: Number(services.starts_at) + 90 * DAY + newer,
      })
      .execute()
  const hash = await hashService(findService('card-reissue'))
  const definitions = createServiceDefinitions(held.database)
  const found = await definitions.findInForce(hash, Number(services.starts_at) + 100 * DAY)
  expect(found?.hash).toBe(hash)
})
