import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { grantToService } from '../../../src/issuer/db/grant-service.ts'
import { migrateDatabase, migrationNames } from '../../../src/issuer/db/migrate.ts'
import { type Database, openDatabase } from '../../../src/issuer/db/open-database.ts'
import { DEMO_OFFICER_PASSWORD, generateDemoOfficerCode } from '../../../src/issuer/demo/demo-back-office.ts'
import { createTestIssuer, readCookie, type TestIssuer } from '../../support/issuer/issuer-fixture.ts'

/** The service as a role that owns nothing, on tables that a role of the operator's has made. */
describe('a running service that owns no tables', () => {
  const tag = randomBytes(5).toString('hex')
  const [owner, runner, name] = [`owner_${tag}`, `runner_${tag}`, `vi_roles_${tag}`]
  const server = inject('postgresUrl')
  let asOwner: Database
  let asRunner: Database
  let test: TestIssuer

  async function administer(...statements: string[]): Promise<void> {
    const client = new Client({ connectionString: server })
    await client.connect()
    for (const statement of statements) await client.query(statement)
    await client.end()
  }
  const openAs = (role: string) => {
    const url = new URL(server)
    url.username = role
    url.password = 'x'
    url.pathname = `/${name}`
    return openDatabase({ url: url.href })
  }

  beforeAll(async () => {
    await administer(
      `create role ${owner} login password 'x'`,
      `create role ${runner} login password 'x'`,
      `create database ${name} owner ${owner}`,
    )
    asOwner = openAs(owner)
    asRunner = openAs(runner)
  })
  afterAll(async () => {
    await Promise.all([asOwner.close(), asRunner.close()])
    await administer(`drop database ${name} with (force)`, `drop role ${runner}`, `drop role ${owner}`)
  })

  it('says what to do while the tables are not there', async () => {
    await expect(migrateDatabase(asRunner, 'demo', 0)).rejects.toThrow(/npm run migrate/)
    const found = await migrateDatabase(asOwner, 'demo', 0)
    expect(found).toEqual(migrationNames)
    // Before anything was granted it may not even read what there is.
    await expect(migrateDatabase(asRunner, 'demo', 0)).rejects.toThrow(/npm run migrate/)
    await grantToService(asOwner, runner)
    expect(await migrateDatabase(asRunner, 'demo', 0)).toEqual([])
    await expect(migrateDatabase(asRunner, 'production', 0)).rejects.toThrow(/one of demo/)
  })

  it('does its work: a demo is filled, a person and an officer sign in, what is old is swept', async () => {
    test = await createTestIssuer(asRunner)
    const cookie = await test.signIn()
    expect((await test.request('/api/snapshot', { cookie })).status).toBe(200)
    const body = {
      login: 'canbo',
      password: DEMO_OFFICER_PASSWORD,
      code: generateDemoOfficerCode('canbo', test.clock.now),
    }
    const signedIn = await test.request('/api/office/session', { method: 'POST', body })
    const listed = await test.request('/api/office/declarations', { cookie: readCookie(signedIn) })
    expect(listed.status).toBe(200)
    await test.issuer.sweep()
    await test.issuer.deliverMessages()
  })

  it.each([
    'drop table audit_entries',
    "update audit_entries set action = 'x'",
    'delete from audit_entries',
    'truncate audit_entries',
    'alter table accounts add column x integer',
    'create table x (y integer)',
    "update issuer_mode set mode = 'production'",
    'delete from schema_migrations',
    'delete from signer_keys',
    'update signer_keys set not_after = 0',
  ])('may not: %s', async (statement) => {
    await expect(sql.raw(statement).execute(asRunner.query)).rejects.toThrow(
      /permission denied|must be owner/,
    )
  })

  it('gives what it may to tables that come later, and again', async () => {
    await sql`create table later (x integer)`.execute(asOwner.query)
    await expect(sql`select * from later`.execute(asRunner.query)).rejects.toThrow('permission denied')
    await grantToService(asOwner, runner)
    await sql`insert into later (x) values (1)`.execute(asRunner.query)
  })
})
