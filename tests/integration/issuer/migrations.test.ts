import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { allMigrations, type Migration } from '../../../src/issuer/db/all-migrations.ts'
import { migrateDatabase } from '../../../src/issuer/db/migrate.ts'
import { openTestDatabase, type TestDatabase } from '../../support/issuer/issuer-database.ts'
import { createTestIssuer, START } from '../../support/issuer/issuer-fixture.ts'

/** What a next build might bring: a column, an index, and a value for everybody. */
const next: readonly Migration[] = [
  ...allMigrations,
  ['9001-note', ['alter table people add column note text']],
  ['9002-note-index', { index: 'create index people_by_note on people (note)' }],
  [
    '9003-notes',
    {
      parts: `update people set note = 'x'
        where id in (select id from people where note is null order by id limit 50)`,
    },
  ],
]
const added = ['9001-note', '9002-note-index', '9003-notes']

describe.each(['sqlite', 'postgresql'] as const)('a migration beside a running issuer, on %s', (kind) => {
  let held: TestDatabase

  beforeAll(async () => {
    held = await openTestDatabase(kind, inject('postgresUrl'))
  })
  afterAll(() => held.dispose())

  it('changes what is there in parts, tells how far it is, and leaves the build before at work', async () => {
    const running = await createTestIssuer(held.database)
    const cookie = await running.signIn()
    const told: string[] = []
    const progress = {
      onProgress: (name: string, rows = 0) => told.push(`${name} ${rows}`),
      migrations: next,
    }
    expect(await migrateDatabase(held.database, 'demo', START, progress)).toEqual(added)
    expect(told.slice(0, 4)).toEqual(['9001-note 0', '9002-note-index 0', '9003-notes 50', '9003-notes 100'])
    const { rows } = await sql`select 1 from people where note is null`.execute(held.database.query)
    expect(rows).toEqual([])

    expect((await running.request('/api/snapshot', { cookie })).status).toBe(200)
    await running.issuer.stop()
    // It also starts on the newer tables.
    const again = await createTestIssuer(held.database)
    expect((await again.request('/api/ready')).status).toBe(200)
    expect((await again.request('/api/snapshot', { cookie: await again.signIn() })).status).toBe(200)
    await again.issuer.stop()
  })
})

describe('a migration on PostgreSQL', () => {
  let held: TestDatabase

  beforeAll(async () => {
    held = await openTestDatabase('postgresql', inject('postgresUrl'))
    await migrateDatabase(held.database, 'demo', START)
  })
  afterAll(() => held.dispose())

  it('has nobody wait behind it while it waits for a table, and waits for others that migrate', async () => {
    const { query } = held.database
    const other = query.connection().execute(async (connection) => {
      // As the build before waits for its turn.
      await sql`select pg_advisory_lock(1900906800)`.execute(connection)
      await sleep(500)
      await sql`select pg_advisory_unlock(1900906800)`.execute(connection)
    })
    let isHeld = true
    const reading = query.transaction().execute(async (transaction) => {
      await sql`lock table people in access share mode`.execute(transaction)
      await sleep(4000)
      isHeld = false
    })
    const migrating = migrateDatabase(held.database, 'demo', START, { migrations: next })
    // Who comes behind the migration gets through while it is kept out.
    await sleep(3000)
    await query.selectFrom('people').select('id').limit(1).execute()
    expect(isHeld).toBe(true)
    expect(await migrating).toEqual(added)
    await Promise.all([other, reading])
  })

  it('goes on where it was stopped, and makes an index anew that was left unfinished', async () => {
    const { query } = held.database
    await sql`delete from schema_migrations where name in ('9002-note-index', '9003-notes')`.execute(query)
    await sql`update pg_index set indisvalid = false where indexrelid = 'people_by_note'::regclass`.execute(
      query,
    )
    const again = await migrateDatabase(held.database, 'demo', START, { migrations: next })
    expect(again).toEqual(['9002-note-index', '9003-notes'])
    const { rows } = await sql<{ indisvalid: boolean }>`select indisvalid from pg_index
      where indexrelid = 'people_by_note'::regclass`.execute(query)
    expect(rows).toEqual([{ indisvalid: true }])
  })
})
