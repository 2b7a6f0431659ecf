import type { KyselyPlugin, RootOperationNode } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAuditLog } from '../../../src/issuer/audit/audit-log.ts'
import { demoSecrets } from '../../../src/issuer/demo/demo.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'

/** What is asked of the database, by its kind and the tables that it names. */
function recordQueries(): { plugin: KyselyPlugin; asked: string[] } {
  const asked: string[] = []
  const tablesIn = (node: unknown): string[] => {
    if (typeof node !== 'object' || node === null) return []
    const named = 'kind' in node && node.kind === 'TableNode' ? [JSON.stringify(node)] : []
    return [...named, ...Object.values(node).flatMap(tablesIn)]
  }
  const note = (node: RootOperationNode) => {
    asked.push(`${node.kind} ${tablesIn(node).join(' ')}`)
    return node
  }
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => note(node),
    transformResult: async ({ result }) => result,
  }
  return { plugin, asked }
}

describe.each(['sqlite', 'postgresql'] as const)('names of officers on %s', (kind) => {
  const { plugin, asked } = recordQueries()
  let held: TestDatabase
  let test: TestIssuer

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
    test = await createTestIssuer({ ...held.database, query: held.database.query.withPlugin(plugin) })
  })
  beforeEach(async () => {
    await held.database.query.deleteFrom('use_counts').execute()
  })
  afterAll(async () => {
    await test.issuer.stop()
    await held.dispose()
  })

  /** A wrong password for a name: the answer, and all the work that it was. */
  async function guess(login: string, address: string) {
    const { verifications, hashes } = test.hasher
    asked.length = 0
    const body = { login, password: 'khong dung' }
    const answer = await test.request('/api/office/session', { method: 'POST', body, address })
    return {
      status: answer.status,
      text: await answer.text(),
      verifications: test.hasher.verifications - verifications,
      hashes: test.hasher.hashes - hashes,
      asked: [...asked],
    }
  }

  it('are not told by the work of an answer: statement by statement it is that of a name nobody has', async () => {
    // Somebody else has guessed before, with names that nobody has.
    for (const address of ['198.51.100.1', '198.51.100.2']) await guess('ai-do', address)
    for (let tries = 0; tries < 6; tries++) await guess('ai-do', '198.51.100.3')
    for (let tries = 1; tries <= 8; tries++) {
      const nobody = await guess('khong-co-ai', '203.0.113.7')
      const officer = await guess('canbo', '203.0.113.7')
      expect(nobody.asked.length).toBeGreaterThan(3)
      expect({ tries, ...officer }).toEqual({ tries, ...nobody })
      expect(officer.status).toBe(tries <= 5 ? 401 : 429)
    }
    const audit = createAuditLog(held.database, demoSecrets.keyEncryptionKey)
    expect(await audit.verify()).toMatchObject({ ok: true })
  })
})
