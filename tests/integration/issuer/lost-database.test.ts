import { Kysely, PostgresDialect, sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { DatabaseSilent, isDatabaseTrouble } from '../../../src/issuer/db/database-trouble.ts'
import type { Database } from '../../../src/issuer/db/open-database.ts'
import { BatchingReader, createPool } from '../../../src/issuer/db/postgres.ts'
import type { Tables } from '../../../src/issuer/db/schema.ts'
import { startTcpProxy, type TcpProxy } from '../../support/cluster/tcp-proxy.ts'
import { openTestDatabase, type TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer } from '../../support/issuer/issuer-fixture.ts'

/** Long enough for an answer of a busy machine, in milliseconds. */
const SILENCE = 2000

describe('a database that is lost for a while, on postgresql', () => {
  let held: TestDatabase
  let proxy: TcpProxy
  let query: Kysely<Tables>
  let reader: BatchingReader

  beforeAll(async () => {
    held = await openTestDatabase('postgresql', inject('postgresUrl'))
    const url = 'url' in held.location ? held.location.url : ''
    proxy = await startTcpProxy(url)
    query = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: createPool(proxy.url, SILENCE) }) })
    reader = new BatchingReader(proxy.url, SILENCE)
  })
  afterEach(() => {
    proxy.speak()
  })
  afterAll(async () => {
    await reader.close()
    await query.destroy()
    await proxy.stop()
    await held.dispose()
  })

  const readOne = () => reader.prepare<{ one: string }>('select $1::text as one', 1)('1')
  const troubleOf = (work: Promise<unknown>) => work.then(() => 'none', isDatabaseTrouble)

  it('has three issuers come up at once while it is empty', async () => {
    const issuers = await Promise.all([1, 2, 3].map(() => createTestIssuer(held.database)))
    for (const { request, issuer } of issuers) {
      expect((await request('/api/ready')).status).toBe(200)
      await issuer.stop()
    }
  })

  it('ends no process when connections are cut in the middle of transactions', async () => {
    for (let round = 0; round < 10; round++) {
      const cut = query.transaction().execute(async (transaction) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction)
        await sql`select pg_terminate_backend(${rows[0]?.pid ?? 0})`.execute(held.database.query)
        // The end of the connection comes while nothing is asked on it.
        while (
          (
            await sql`select 1 from pg_stat_activity where pid = ${rows[0]?.pid ?? 0}`.execute(
              held.database.query,
            )
          ).rows.length > 0
        );
        await new Promise((resolve) => setTimeout(resolve, 20))
        await sql`select 1`.execute(transaction)
      })
      expect(await troubleOf(cut)).toBe(true)
    }
    expect((await sql`select 1 as one`.execute(query)).rows).toEqual([{ one: 1 }])
  })

  it('is noticed when it falls silent, also by the hot reader, and asked again when it speaks', async () => {
    expect(await readOne()).toMatchObject({ one: '1' })
    proxy.fallSilent()
    const [read, asked] = await Promise.allSettled([readOne(), sql`select 1`.execute(query)])
    expect(read).toMatchObject({ status: 'rejected' })
    expect(asked).toMatchObject({ status: 'rejected', reason: expect.any(DatabaseSilent) })
    expect(read.status === 'rejected' && isDatabaseTrouble(read.reason)).toBe(true)
    proxy.speak()
    expect(await readOne()).toMatchObject({ one: '1' })
    expect((await sql`select 1 as one`.execute(query)).rows).toEqual([{ one: 1 }])
  })
})

describe.each(['sqlite', 'postgresql'] as const)('an issuer on %s', (kind) => {
  let held: TestDatabase

  beforeAll(async () => {
    held = await openTestDatabase(kind, inject('postgresUrl'))
  })
  afterAll(() => held.dispose())

  it('says that it is not there just now, and when to ask again, while its database cannot be asked', async () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), {
      code: 'ECONNREFUSED',
      syscall: 'connect',
    })
    let isLost = false
    const database: Database = {
      ...held.database,
      prepare<Row>(compilable: Parameters<typeof held.database.prepare<Row>>[0]) {
        const read = held.database.prepare<Row>(compilable)
        return (...parameters: string[]) => (isLost ? Promise.reject(refused) : read(...parameters))
      },
    }
    const { request, issuer, signIn } = await createTestIssuer(database)
    const cookie = await signIn()
    isLost = true
    for (const path of ['/api/session', '/api/snapshot', '/api/ready']) {
      const answer = await request(path, { cookie })
      expect([path, answer.status]).toEqual([path, 503])
      expect(answer.headers.get('retry-after')).toBe(path === '/api/ready' ? null : '5')
    }
    isLost = false
    expect((await request('/api/session', { cookie })).status).toBe(200)
    expect((await request('/api/ready')).status).toBe(200)
    await issuer.stop()
  })
})

describe('trouble with the database', () => {
  it.each([
    ['refused', { code: 'ECONNREFUSED', syscall: 'connect' }, true],
    ['reset', { code: 'ECONNRESET', syscall: 'read' }, true],
    ['ended by an administrator', { code: '57P01' }, true],
    ['starting', { code: '57P03' }, true],
    ['out of connections', { code: '53300' }, true],
    ['too slow', { code: '57014' }, true],
    ['a replica', { code: '25006' }, true],
    ['a deadlock', { code: '40P01' }, true],
    ['SQLite busy', { code: 'ERR_SQLITE_ERROR', errcode: 5 }, true],
    ['SQLite constraint', { code: 'ERR_SQLITE_ERROR', errcode: 1555 }, false],
    ['a key that is there already', { code: '23505' }, false],
    ['a wrong statement', { code: '42601' }, false],
    ['something else', {}, false],
  ])('%s', (_what, properties, isTrouble) => {
    expect(isDatabaseTrouble(Object.assign(new Error('x'), properties))).toBe(isTrouble)
  })

  it('is no trouble of ours', () => {
    for (const other of [undefined, null, 'x', new Error('Connection refused by the person')])
      expect(isDatabaseTrouble(other)).toBe(false)
    expect(isDatabaseTrouble(new Error('Connection terminated unexpectedly'))).toBe(true)
  })
})
