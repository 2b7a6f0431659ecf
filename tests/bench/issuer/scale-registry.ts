/** A registry of the country in small, or in large, on PostgreSQL, with an issuer over it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type Kysely, sql } from 'kysely'
import { argon2Hasher } from '../../../src/issuer/accounts/password.ts'
import { migrateDatabase } from '../../../src/issuer/db/migrate.ts'
import type { Database } from '../../../src/issuer/db/open-database.ts'
import type { Tables } from '../../../src/issuer/db/schema.ts'
import { fillRegistry, hashSeededPassword } from '../../../src/issuer/demo/registry/fill-registry.ts'
import { createSessionToken, hashSecret } from '../../../src/issuer/sessions/session-token.ts'
import { findFreePort } from '../../support/find-free-port.ts'
import { openTestDatabase } from '../../support/issuer/issuer-database.ts'
import { waitUntilReady } from '../../support/issuer/issuer-process.ts'

/** One request of somebody who is signed in, and the tag of what they have. */
export type Asker = { readonly cookie: string; readonly path: string; readonly etag: string }

export type Country = {
  readonly people: number
  readonly snapshots: number
  readonly database: Database
  readonly port: number
  readonly pid: number | undefined
  /** Who has been here within the hour: no use is noted. */
  readonly recent: { readonly own: readonly Asker[]; readonly dependants: readonly Asker[] }
  /** Who comes for the first time since yesterday, each once. */
  readonly absent: readonly Asker[]
  stop(): Promise<void>
}

/** People whose requests are measured, of either kind; fewer where there are fewer accounts. */
const RECENT = 2000
const ABSENT = 12_000

/**
 * Everybody who may have an account is signed in on a device, with snapshots for themselves and for their
 * guardians: one that the issuer has signed, copied, because a million take hours.
 * @param source How many people, or the name of a seeded database on the same server, which is copied.
 */
export async function openCountry(serverUrl: string, source: number | string): Promise<Country> {
  const copied = typeof source === 'string' ? { url: new URL(`/${source}`, serverUrl).href } : undefined
  const held = await openTestDatabase('postgresql', serverUrl, { ...(copied && { copied }) })
  const { database } = held
  const now = Math.floor(Date.now() / 1000)
  await migrateDatabase(database, 'demo', now)
  if (typeof source === 'number') {
    const passwordHash = await hashSeededPassword(argon2Hasher)
    await fillRegistry(database, { people: source, seed: 1, today: '2026-11-23', passwordHash, now })
  }
  const { secret } = createSessionToken()
  await patiently(database, (query) => signEverybodyIn(query, secret, now))
  const askers = await readAskers(database, secret, now)
  const port = await findFreePort()
  const issuer = startIssuer('url' in held.location ? held.location.url : '', port)
  await waitUntilReady(`http://127.0.0.1:${port}/api/ready`, issuer)
  await signSnapshots(port, askers.recent)
  await patiently(database, copySnapshots)
  // As autovacuum has it after a while.
  await patiently(database, (query) => sql`vacuum analyze`.execute(query))
  const tags = await database.query.selectFrom('snapshots').select(['audience', 'etag']).distinct().execute()
  const etagOf = (audience: string) => tags.find((each) => each.audience === audience)?.etag ?? ''
  const withTag = (all: readonly Asker[], audience: string) =>
    all.map((each) => ({ ...each, etag: etagOf(audience) }))
  const count = async (table: 'people' | 'snapshots') => {
    const { all } = await database.query
      .selectFrom(table)
      .select((column) => column.fn.countAll<number>().as('all'))
      .executeTakeFirstOrThrow()
    return all
  }
  return {
    people: await count('people'),
    snapshots: await count('snapshots'),
    database,
    port,
    pid: issuer.pid,
    recent: {
      own: withTag(askers.recent.own, 'holder'),
      dependants: withTag(askers.recent.dependants, 'guardians'),
    },
    absent: withTag(askers.absent, 'holder'),
    async stop() {
      issuer.kill('SIGTERM')
      await once(issuer, 'exit')
      await held.dispose()
    },
  }
}

/** Does what takes longer than a request may. */
async function patiently(
  database: Database,
  work: (query: Kysely<Tables>) => Promise<unknown>,
): Promise<void> {
  await database.withPatience?.(work)
}

function startIssuer(url: string, port: number): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/issuer/main.ts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: url,
      MODE: 'demo',
      PORT: String(port),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'silent',
    },
  })
}

/** A device and a session for each account, all with one secret; last used yesterday. */
async function signEverybodyIn(query: Kysely<Tables>, secret: string, now: number): Promise<void> {
  const idOf = (
    what: string,
  ) => sql`translate(encode(substr(sha256((cast(${what} as text) || person_id)::bytea), 1, 16),
    'base64'), '+/=', '-_')`
  const yesterday = now - 100_000
  // In the order of the ids, which are random: neighbours in the table do not come together.
  await sql`insert into devices (id, person_id, created_at, ended_at, name, secret_hash, used_at)
    select ${idOf('device')}, person_id, cast(${yesterday} as bigint), null, '', ${hashSecret(secret)},
      cast(${yesterday} as bigint)
    from accounts order by 1`.execute(query)
  await sql`insert into sessions (id, device_id, person_id, secret_hash, created_at, used_at, end_code)
    select ${idOf('session')}, ${idOf('device')}, person_id, ${hashSecret(secret)},
      cast(${yesterday} as bigint), cast(${yesterday} as bigint), null
    from accounts order by 1`.execute(query)
}

async function readAskers(database: Database, secret: string, now: number) {
  const { all } = await database.query
    .selectFrom('sessions')
    .select((column) => column.fn.countAll<number>().as('all'))
    .executeTakeFirstOrThrow()
  const rows = await database.query
    .selectFrom('sessions')
    .select(['id', 'person_id'])
    .orderBy(sql`md5(id)`)
    .limit(Math.min(RECENT + ABSENT, Math.floor(all / 2)))
    .execute()
  const recent = rows.slice(0, Math.ceil((rows.length * RECENT) / (RECENT + ABSENT)))
  const absent = rows.slice(recent.length)
  const ids = recent.map(({ id }) => id)
  await database.query.updateTable('sessions').set({ used_at: now }).where('id', 'in', ids).execute()
  const links = await database.query
    .selectFrom('dependants')
    .innerJoin('people', 'people.id', 'dependants.dependant_id')
    .innerJoin('sessions', 'sessions.person_id', 'dependants.holder_id')
    .select(['sessions.id', 'people.public_id as publicId'])
    .where('sessions.id', 'in', ids)
    .execute()
  const toAsker = (id: string, path: string): Asker => ({ cookie: `session=${id}.${secret}`, path, etag: '' })
  return {
    recent: {
      own: recent.map(({ id }) => toAsker(id, '/api/snapshot')),
      dependants: links.map(({ id, publicId }) => toAsker(id, `/api/dependants/${publicId}/snapshot`)),
    },
    absent: absent.map(({ id }) => toAsker(id, '/api/snapshot')),
  }
}

/** Has the issuer sign one snapshot of each kind. */
async function signSnapshots(port: number, recent: Country['recent']): Promise<void> {
  for (const asker of [recent.own[0], recent.dependants[0]]) {
    const answer = await fetch(`http://127.0.0.1:${port}${asker?.path}`, {
      headers: { cookie: asker?.cookie ?? '' },
    })
    await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`${asker?.path} answered ${answer.status}`)
  }
}

/** Gives those that are signed to all who can have one. */
async function copySnapshots(query: Kysely<Tables>): Promise<void> {
  for (const [audience, people] of [
    ['holder', sql`select person_id from accounts`],
    ['guardians', sql`select distinct dependant_id as person_id from dependants`],
  ] as const)
    await sql`insert into snapshots
        (person_id, audience, sequence, issued_at, renew_at, outdated, etag, encoding, body)
      select everybody.person_id, signed.audience, 1, signed.issued_at, signed.renew_at, 0, signed.etag,
        signed.encoding, signed.body
      from (${people}) as everybody
      cross join (select * from snapshots where audience = ${audience} limit 1) as signed
      on conflict do nothing`.execute(query)
}
