/**
 * `npm run load -- --people N [--seconds S] [--url URL,…] [--out FILE]`: a day of N people in S seconds, with
 * their refreshes, renewals, sign-ins, codes, reports and registrations, and the office. Draws rates,
 * latencies and failures as SVG, prints figures as JSON, and looks whether each report that was acknowledged
 * is there; ends with 1 if one is not.
 *
 * Without `--url` it plays at an issuer of its own on an embedded database. With it, at demo issuers (or a
 * balancer before them) on the database in `DATABASE_URL`, which is filled if it is empty: never at anything
 * but a demo.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createProgress } from '../../src/cli/progress.ts'
import { argon2Hasher } from '../../src/issuer/accounts/password.ts'
import { migrateDatabase } from '../../src/issuer/db/migrate.ts'
import { type Database, openDatabase } from '../../src/issuer/db/open-database.ts'
import { fillRegistry, hashSeededPassword, isSeeded } from '../../src/issuer/demo/registry/fill-registry.ts'
import { openSessions } from '../support/cluster/holders.ts'
import { startIssuer } from '../support/issuer/issuer-process.ts'
import { drawDay, quantile, type Sample } from './chart.ts'
import { planDay, visitKinds } from './day.ts'
import { createVisits } from './visits.ts'

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '60' },
    url: { type: 'string' },
    out: { type: 'string', default: 'load.svg' },
  },
})
const people = Number(values.people)
const length = Number(values.seconds) * 1000
if (!(people >= 1 && people <= 1_000_000 && length >= 1000)) {
  console.error('npm run load -- --people 1…1000000 [--seconds S] [--url URL,…] [--out FILE]')
  process.exit(2)
}
const databaseUrl = process.env['DATABASE_URL']
if (values.url !== undefined && databaseUrl === undefined) {
  console.error('--url: which database do they work on? DATABASE_URL')
  process.exit(2)
}

/** Of each account holder a session and a card; what is left over signs in during the day. */
async function prepare(database: Database) {
  const now = Math.floor(Date.now() / 1000)
  await migrateDatabase(database, 'demo', now)
  if (!(await isSeeded(database))) {
    const progress = createProgress('people')
    const passwordHash = await hashSeededPassword(argon2Hasher)
    const onProgress = (count: number) => progress.tell(count, people)
    const today = new Date().toISOString().slice(0, 10)
    await fillRegistry(database, { people, seed: 1, today, passwordHash, now, onProgress })
    progress.end()
  }
  const accounts = await database.query
    .selectFrom('accounts')
    .innerJoin('people', 'people.id', 'accounts.person_id')
    .innerJoin('cards', 'cards.person_id', 'people.id')
    .select(['people.id as personId', 'people.bhxh_code as login', 'accounts.phone', 'cards.id as cardId'])
    .where('people.id', '>=', 1000)
    .execute()
  const holders = await openSessions(database, Math.max(1, Math.floor(accounts.length * 0.9)), now)
  const cards = new Map(accounts.map(({ personId, cardId }) => [personId, cardId]))
  const signedIn = new Set(holders.map(({ personId }) => personId))
  // As if it had been yesterday.
  await database.query
    .updateTable('sessions')
    .set({ used_at: now - 86_400 })
    .execute()
  return {
    holders: holders.map((holder) => ({ ...holder, cardId: cards.get(holder.personId) ?? '' })),
    strangers: accounts.flatMap(({ personId, login, phone }) =>
      signedIn.has(personId) || !phone ? [] : [{ login, phone }],
    ),
  }
}

const folder = mkdtempSync(join(tmpdir(), 'vi-bhyt-load-'))
const location = databaseUrl ? { url: databaseUrl } : { file: join(folder, 'demo.sqlite') }
const database = openDatabase(location)
const town = await prepare(database)
const own =
  values.url === undefined
    ? await startIssuer({
        ...('url' in location ? { DATABASE_URL: location.url } : { DATABASE_FILE: location.file }),
        PICTURE_FOLDER: join(folder, 'pictures'),
        TRUSTED_PROXIES: '1',
      })
    : undefined
const urls = (values.url ?? own?.url ?? '').split(',').map((url) => (url.endsWith('/') ? url : `${url}/`))

const samples: Sample[] = []
const start = performance.now()
const now = () => performance.now() - start
const visits = createVisits({ ...town, urls, now, onSample: (sample) => samples.push(sample) })
const day = planDay(people, length, Math.random)
const progress = createProgress('visits')
const given: string[] = []
const underWay: Promise<void>[] = []
for (const [index, visit] of day.entries()) {
  const wait = visit.at - now()
  if (wait > 0) await sleep(wait)
  progress.tell(index, day.length)
  underWay.push(
    visits.pay(visit).catch((error: unknown) => {
      given.push(error instanceof Error ? error.message : String(error))
    }),
  )
}
await Promise.all(underWay)
progress.end()
await own?.dispose()

const kept = new Set<string>()
for (const { request_key: key } of await database.query
  .selectFrom('office_requests')
  .select('request_key')
  .execute())
  kept.add(key)
const lost = visits.acknowledged.filter((key) => !kept.has(key)).length
await database.close()
rmSync(folder, { recursive: true, force: true })
writeFileSync(values.out, drawDay(samples, length))
const kinds = visitKinds.map((kind) => {
  const of = samples.filter((sample) => sample.kind === kind)
  const good = of.filter(({ isGood }) => isGood).map(({ ms }) => ms)
  const at = (share: number) => Math.round(quantile(good, share))
  return [kind, { answered: good.length, failed: of.length - good.length, p50: at(0.5), p99: at(0.99) }]
})
console.log(
  JSON.stringify({
    people,
    seconds: Math.round(now() / 1000),
    ...Object.fromEntries(kinds),
    givenUp: given.length,
    reasons: [...new Set(given)].slice(0, 5),
    acknowledged: visits.acknowledged.length,
    lost,
    drawn: values.out,
  }),
)
if (lost > 0) process.exitCode = 1
