import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { migrateDatabase } from '../../../src/issuer/db/migrate.ts'
import { openTestDatabase, type TestDatabase } from '../../support/issuer/issuer-database.ts'
import { START } from '../../support/issuer/issuer-fixture.ts'

/**
 * A country's data fits one server today. So that it can be spread over several one day, every table about a
 * person carries the person in every unique key: PostgreSQL, and what distributes it, asks for that of a
 * table that is partitioned by hash of the person. The lists below are the rule's data: a new table gets a
 * line in one of them.
 */

/** The column that says about whom a row is. */
const personOf: Readonly<Record<string, string>> = {
  people: 'id',
  histories: 'person_id',
  dependants: 'holder_id',
  cards: 'person_id',
  accounts: 'person_id',
  account_resets: 'person_id',
  devices: 'person_id',
  sessions: 'person_id',
  sign_ins: 'person_id',
  passkeys: 'person_id',
  pending_steps: 'person_id',
  snapshots: 'person_id',
  inbox_items: 'person_id',
  notice_states: 'person_id',
  notice_texts: 'person_id',
  push_subscriptions: 'person_id',
  push_messages: 'person_id',
  office_requests: 'person_id',
  payments: 'person_id',
  service_requests: 'person_id',
  service_files: 'person_id',
  announced_calls: 'person_id',
}

/** About a person, and without a column that says whom: to be ended. Nothing is added here. */
const personMissing = ['holder_keys', 'status_entries']

/** About nobody, or about somebody who is no person of the registry yet (`subject`: a digest). */
const impersonal = [
  'audit_entries',
  'audit_head',
  'bank_transfers',
  'content_drafts',
  'content_edits',
  'content_files',
  'content_key_lists',
  'content_releases',
  'content_removed_values',
  'declarations',
  'employer_phrases',
  'employers',
  'facilities',
  'inbound_messages',
  'issuer_mode',
  'ledger_entries',
  'ledger_postings',
  'officer_authenticators',
  'officer_sessions',
  'officers',
  'offices',
  'one_time_codes',
  'outgoing_messages',
  'payment_key_lists',
  'picture_place',
  'pictures',
  'refunds',
  'schema_migrations',
  'service_definitions',
  'signer_keys',
  'snapshot_renewals',
  'status_counters',
  'status_lists',
  'trust_lists',
  'unanswered_questions',
  'use_counts',
  'used_challenges',
]

/** Unique keys without the person, from before this rule: to be ended. Nothing is added here. */
const knownExceptions = [
  'accounts (phone)',
  'cards (id)',
  'devices (id)',
  'office_requests (file_number)',
  'office_requests (id)',
  'passkeys (credential_id)',
  'passkeys (id)',
  'pending_steps (key_hash)',
  'people (bhxh_code)',
  'people (personal_id)',
  'people (public_id)',
  'sessions (id)',
  'sign_ins (id)',
]

/** What PostgreSQL says to a unique key that does not hold the partition key: feature_not_supported. */
const REFUSED = '0A000'

describe('tables about a person', () => {
  let held: TestDatabase
  let client: Client

  beforeAll(async () => {
    held = await openTestDatabase('postgresql', inject('postgresUrl'))
    await migrateDatabase(held.database, 'demo', START)
    if (!('url' in held.location)) throw new Error('PostgreSQL is reached by a URL')
    client = new Client({ connectionString: held.location.url })
    await client.connect()
  })
  afterAll(async () => {
    await client.end()
    await held.dispose()
  })

  const readColumn = async (query: string, ...values: string[]): Promise<string[]> =>
    (await client.query<{ value: string }>(query, values)).rows.map(({ value }) => value)

  /** The unique keys of a table that it could not have if it were partitioned by hash of `column`. */
  async function findRefusedKeys(table: string, column: string): Promise<string[]> {
    await client.query(`create table partitioned (like ${table}) partition by hash (${column})`)
    const keys = await readColumn(
      `select pg_get_indexdef(indexrelid) as value from pg_index
       where indrelid = $1::regclass and indisunique`,
      table,
    )
    const refused: string[] = []
    for (const definition of keys) {
      const key = definition.replace(/^.* USING btree /, '')
      await client.query(`create unique index on partitioned ${key}`).catch((cause: { code?: string }) => {
        if (cause.code !== REFUSED) throw cause
        refused.push(`${table} ${key}`)
      })
    }
    await client.query('drop table partitioned')
    return refused
  }

  it('are told from all others, each new table as well', async () => {
    const tables = await readColumn(
      "select table_name as value from information_schema.tables where table_schema = 'public'",
    )
    expect(tables.sort()).toEqual([...Object.keys(personOf), ...personMissing, ...impersonal].sort())
  })

  it('can be partitioned by hash of the person with all their unique keys, but for the known ones', async () => {
    const refused: string[] = []
    for (const [table, column] of Object.entries(personOf)) {
      refused.push(...(await findRefusedKeys(table, column)))
    }
    expect(refused.sort()).toEqual(knownExceptions)
  })
})
