/**
 * `npm run seed -- --people N [--seed S] [--today YYYY-MM-DD]`: fills an empty registry with N invented people. The same seed
 * and day give the same registry. Where: `DATABASE_URL` or `DATABASE_FILE`, as for the issuer.
 */
import { parseArgs } from 'node:util'
import { parsePartialDate } from '../core/dates/partial-date.ts'
import { argon2Hasher } from '../issuer/accounts/password.ts'
import { readConfig } from '../issuer/config.ts'
import { migrateDatabase } from '../issuer/db/migrate.ts'
import { openDatabase } from '../issuer/db/open-database.ts'
import {
  fillRegistry,
  hashSeededPassword,
  isSeeded,
  SEEDED_PASSWORD,
} from '../issuer/demo/registry/fill-registry.ts'
import { createProgress } from './progress.ts'

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

const { values } = parseArgs({
  options: {
    people: { type: 'string' },
    seed: { type: 'string', default: '1' },
    today: { type: 'string', default: new Date().toISOString().slice(0, 10) },
  },
})
const people = Number(values.people)
const seed = Number(values.seed)
if (!Number.isSafeInteger(people) || people < 1 || people > 10_000_000) fail('--people: 1 to 10000000')
if (!Number.isSafeInteger(seed)) fail('--seed: an integer')
if (!parsePartialDate(values.today).ok || values.today.length !== 10) fail('--today: YYYY-MM-DD')
const config = readConfig(process.env)
if (config.mode !== 'demo') fail('Invented people have no place among real ones: seed a demo')

const database = openDatabase(config.database)
const now = Math.floor(Date.now() / 1000)
await migrateDatabase(database, config.mode, now)
if (await isSeeded(database)) fail('There are seeded people already: start from an empty database')

const passwordHash = await hashSeededPassword(argon2Hasher)
const progress = createProgress('people')
const start = performance.now()
const secondsSince = () => (performance.now() - start) / 1000
await fillRegistry(database, {
  people,
  seed,
  today: values.today,
  passwordHash,
  now,
  onProgress: (count) => progress.tell(count, people),
})
const seconds = secondsSince()
await database.close()
progress.end()
console.log(
  JSON.stringify({
    people,
    seed,
    today: values.today,
    database: database.kind,
    seconds: Number(seconds.toFixed(2)),
    peoplePerSecond: Math.round(people / seconds),
    password: SEEDED_PASSWORD,
  }),
)
