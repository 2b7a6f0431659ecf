import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { allMigrations, type Migration } from './all-migrations.ts'
import type { Database } from './open-database.ts'
import type { Tables } from './schema.ts'
import { startOneByOne } from './start-one-by-one.ts'

/** The names of the migrations that this build knows. */
export const migrationNames: readonly string[] = allMigrations.map(([name]) => name)

type IssuerMode = 'demo' | 'production'

/** Any number that no one else uses for an advisory lock in the same database. */
const MIGRATION_LOCK = 1_900_906_800

export type MigrationOptions = {
  /** Told of each migration when it is done, and within a long one how many rows have been changed. */
  readonly onProgress?: (name: string, rows?: number) => void
  /** Others only in tests. */
  readonly migrations?: readonly Migration[]
}

/**
 * Brings the tables up to date: every migration that is not yet noted in `schema_migrations`. An empty
 * database gets all in one transaction; after that each migration is done for itself, in steps that hold no
 * lock for long, while other issuers work, and goes on where it was interrupted. Instances that start at the
 * same time wait for each other. Gives the names it applied.
 *
 * The first time notes the mode in the database. In the other one it throws an `Error` that says so, and
 * nothing is written.
 */
export async function migrateDatabase(
  database: Database,
  mode: IssuerMode,
  now: number,
  { onProgress = () => {}, migrations = allMigrations }: MigrationOptions = {},
): Promise<string[]> {
  const done = await readState(database, migrations)
  if (done !== undefined) {
    checkMode(done, mode)
    return []
  }
  const context = { kind: database.kind, mode, now, onProgress, migrations }
  const run = (query: Kysely<Tables>) =>
    startOneByOne({ kind: database.kind, query }, () => apply({ ...context, query }), MIGRATION_LOCK)
  return (database.withPatience ? database.withPatience(run) : run(database.query)).catch(
    (error: unknown) => {
      if (!isForbidden(error)) throw error
      throw new Error(
        'The tables are not up to date or not ours, and this role may not change them: npm run migrate with the role that owns them (docs/operations.md)',
      )
    },
  )
}

/**
 * The mode of tables that are up to date, without a statement that a role without rights on the schema may
 * not make.
 */
async function readState(
  database: Database,
  migrations: readonly Migration[],
): Promise<IssuerMode | undefined> {
  try {
    const { rows } = await sql<{ name: string }>`select name from schema_migrations`.execute(database.query)
    const done = new Set(rows.map((row) => row.name))
    if (!migrations.every(([name]) => done.has(name))) return undefined
    return await readMode(database.query)
  } catch {
    // No such table yet, or it may not be read: the migration finds out.
    return undefined
  }
}

async function readMode(query: Kysely<Tables>): Promise<IssuerMode | undefined> {
  return (await query.selectFrom('issuer_mode').select('mode').executeTakeFirst())?.mode
}

/** PostgreSQL's insufficient_privilege. */
const isForbidden = (error: unknown) => readCode(error) === '42501'

const readCode = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined

/** PostgreSQL's undefined_table; SQLite has no code of its own for it. */
const isWithoutTable = (error: unknown) =>
  readCode(error) === '42P01' || (error instanceof Error && error.message.startsWith('no such table'))

function checkMode(held: IssuerMode | undefined, mode: IssuerMode): void {
  if (held !== mode)
    throw new Error(`This database is one of ${held}, not of ${mode}: see MODE in docs/operations.md`)
}

type Context = {
  readonly query: Kysely<Tables>
  readonly kind: Database['kind']
  readonly mode: IssuerMode
  readonly now: number
  readonly onProgress: (name: string, rows?: number) => void
  readonly migrations: readonly Migration[]
}

async function apply(context: Context): Promise<string[]> {
  const missing = await findMissing(context).catch((error: unknown) => {
    // What else goes wrong says nothing of what is there.
    if (!isWithoutTable(error)) throw error
    return context.migrations
  })
  const isEmpty = missing === context.migrations
  return context.kind === 'sqlite' || isEmpty ? applyAtOnce(context) : applyStepByStep(context)
}

/** Those that are not noted; all, the list itself, where none is. */
async function findMissing({
  query,
  migrations,
}: Pick<Context, 'query' | 'migrations'>): Promise<readonly Migration[]> {
  const { rows } = await sql<{ name: string }>`select name from schema_migrations`.execute(query)
  const done = new Set(rows.map((row) => row.name))
  return done.size === 0 ? migrations : migrations.filter(([name]) => !done.has(name))
}

/** Where nobody else is at work: a crash leaves what was before. */
function applyAtOnce(context: Context): Promise<string[]> {
  const { mode, now, migrations, onProgress } = context
  return context.query.transaction().execute(async (query) => {
    await sql`create table if not exists schema_migrations
      (name text primary key, applied_at bigint not null)`.execute(query)
    const missing = await findMissing({ query, migrations })
    for (const [name, work] of missing) {
      if ('parts' in work) await repeat(query, work.parts, (rows) => onProgress(name, rows))
      else if ('storage' in work) await runAll(query, context.kind === 'postgresql' ? [work.storage] : [])
      else await runAll(query, 'index' in work ? [work.index] : work)
      await noteDone(query, name, now)
      onProgress(name)
    }
    await noteMode(query, mode)
    return missing.map(([name]) => name)
  })
}

/** Beside issuers that work: no step holds a lock for long. */
async function applyStepByStep(context: Context): Promise<string[]> {
  const { query, mode, now, onProgress } = context
  // Of a version that had no modes there is none.
  const held = await readMode(query).catch((error: unknown) => {
    if (!isWithoutTable(error)) throw error
    return undefined
  })
  if (held !== undefined) checkMode(held, mode)
  const missing = await findMissing(context)
  for (const [name, work] of missing) {
    if ('index' in work) await createIndex(query, work.index)
    else if ('parts' in work) await repeat(query, work.parts, (rows) => onProgress(name, rows))
    else
      await untilUnlocked(() =>
        query.transaction().execute(async (transaction) => {
          await runAll(transaction, 'storage' in work ? [work.storage] : work)
          await noteDone(transaction, name, now)
        }),
      )
    if ('index' in work || 'parts' in work) await noteDone(query, name, now)
    onProgress(name)
  }
  await noteMode(query, mode)
  return missing.map(([name]) => name)
}

async function noteMode(query: Kysely<Tables>, mode: IssuerMode): Promise<void> {
  const row = { id: 1, mode } as const
  await query
    .insertInto('issuer_mode')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  checkMode(await readMode(query), mode)
}

function noteDone(query: Kysely<Tables>, name: string, now: number) {
  return sql`insert into schema_migrations (name, applied_at) values (${name}, ${now})`.execute(query)
}

async function runAll(query: Kysely<Tables>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(query)
}

/** Repeats a statement until it changes no row; tells after each time how many it has changed so far. */
async function repeat(
  query: Kysely<Tables>,
  statement: string,
  onRows: (rows: number) => void,
): Promise<void> {
  for (let rows = 0; ; onRows(rows)) {
    const { numAffectedRows = 0n } = await untilUnlocked(() => sql.raw(statement).execute(query))
    if (numAffectedRows === 0n) return
    rows += Number(numAffectedRows)
  }
}

const INDEX = /^create (unique )?index (\w+) /

/**
 * Makes an index on PostgreSQL while others write; what another try has left unfinished is made anew. It
 * waits for who works on the table, for as long as they do, and nobody waits for it.
 */
function createIndex(query: Kysely<Tables>, statement: string): Promise<void> {
  const [, unique = '', name = ''] = INDEX.exec(statement) ?? []
  const rest = statement.replace(INDEX, '')
  return query.connection().execute(async (connection) => {
    const run = (text: string) => sql.raw(text).execute(connection)
    await run('set lock_timeout = 0')
    const broken = sql`select 1 from pg_index where not indisvalid and indexrelid = to_regclass(${name})`
    if ((await broken.execute(connection)).rows.length > 0) await run(`drop index concurrently ${name}`)
    await run(`create ${unique}index concurrently if not exists ${name} ${rest}`)
    await run('reset lock_timeout')
  })
}

/** PostgreSQL's lock_not_available and deadlock_detected. */
const lockCodes: readonly unknown[] = ['55P03', '40P01']

/**
 * A statement that waits for a lock has everybody else wait behind it: it gives up after two seconds, lets
 * them pass, and tries again.
 */
async function untilUnlocked<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries === 60 || !lockCodes.includes(readCode(error))) throw error
      await sleep(1000)
    }
  }
}
