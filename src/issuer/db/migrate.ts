import { sql, type Transaction } from 'kysely'
import { registry } from './migrations/0001-registry.ts'
import { wallets } from './migrations/0002-wallets.ts'
import { accounts } from './migrations/0003-accounts.ts'
import { signIn } from './migrations/0004-sign-in.ts'
import { recovery } from './migrations/0005-recovery.ts'
import { registration } from './migrations/0006-registration.ts'
import { familySnapshots } from './migrations/0007-family-snapshots.ts'
import { reports } from './migrations/0008-reports.ts'
import { office } from './migrations/0009-office.ts'
import { messages } from './migrations/0010-messages.ts'
import { declaredEmail } from './migrations/0011-declared-email.ts'
import { accessVersion } from './migrations/0012-access-version.ts'
import { mode as issuerMode } from './migrations/0013-mode.ts'
import { seenDocuments } from './migrations/0014-seen-documents.ts'
import { officerProofs } from './migrations/0015-officer-proofs.ts'
import { removedDevices } from './migrations/0016-removed-devices.ts'
import { officerAuthenticators } from './migrations/0017-officer-authenticators.ts'
import { detachedPositions } from './migrations/0018-detached-positions.ts'
import { languagesOfPeople } from './migrations/0019-languages.ts'
import { content } from './migrations/0020-content.ts'
import { contentDesk } from './migrations/0021-content-desk.ts'
import { paperCodes } from './migrations/0022-paper-codes.ts'
import { inbox } from './migrations/0023-inbox.ts'
import { employers } from './migrations/0024-employers.ts'
import type { Database } from './open-database.ts'
import type { Tables } from './schema.ts'

/**
 * In order; appended to, never changed. Each is a list of statements in the SQL that both databases share.
 */
const migrations: readonly (readonly [name: string, statements: readonly string[]])[] = [
  ['0001-registry', registry],
  ['0002-wallets', wallets],
  ['0003-accounts', accounts],
  ['0004-sign-in', signIn],
  ['0005-recovery', recovery],
  ['0006-registration', registration],
  ['0007-family-snapshots', familySnapshots],
  ['0008-reports', reports],
  ['0009-office', office],
  ['0010-messages', messages],
  ['0011-declared-email', declaredEmail],
  ['0012-access-version', accessVersion],
  ['0013-mode', issuerMode],
  ['0014-seen-documents', seenDocuments],
  ['0015-officer-proofs', officerProofs],
  ['0016-removed-devices', removedDevices],
  ['0017-officer-authenticators', officerAuthenticators],
  ['0018-detached-positions', detachedPositions],
  ['0019-languages', languagesOfPeople],
  ['0020-content', content],
  ['0021-content-desk', contentDesk],
  ['0022-paper-codes', paperCodes],
  ['0023-inbox', inbox],
  ['0024-employers', employers],
]

/** The names of the migrations that this build knows. */
export const migrationNames: readonly string[] = migrations.map(([name]) => name)

type IssuerMode = 'demo' | 'production'

/** Any number that no one else uses for an advisory lock in the same database. */
const MIGRATION_LOCK = 1_900_906_800

/**
 * Brings the tables up to date: every migration that is not yet noted in `schema_migrations`, all in one
 * transaction, so that a crash leaves the old state. Instances that start at the same time wait for each
 * other. Gives the names it applied.
 *
 * The first time notes the mode in the database. In the other one it throws an `Error` that says so, and
 * nothing is written.
 */
export async function migrateDatabase(database: Database, mode: IssuerMode, now: number): Promise<string[]> {
  const done = await readState(database)
  if (done !== undefined) {
    checkMode(done, mode)
    return []
  }
  return database.query
    .transaction()
    .execute((transaction) => migrateLocked(database, transaction, mode, now))
    .catch((error: unknown) => {
      if (!isForbidden(error)) throw error
      throw new Error(
        'The tables are not up to date or not ours, and this role may not change them: npm run migrate with the role that owns them (docs/operations.md)',
      )
    })
}

/**
 * The mode of tables that are up to date, without a statement that a role without rights on the schema may
 * not make.
 */
async function readState(database: Database): Promise<IssuerMode | undefined> {
  try {
    const { rows } = await sql<{ name: string }>`select name from schema_migrations`.execute(database.query)
    const done = new Set(rows.map((row) => row.name))
    if (!migrationNames.every((name) => done.has(name))) return undefined
    const row = await database.query.selectFrom('issuer_mode').select('mode').executeTakeFirst()
    return row?.mode
  } catch {
    // No such table yet, or it may not be read: the transaction finds out.
    return undefined
  }
}

/** PostgreSQL's insufficient_privilege. */
const isForbidden = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === '42501'

function checkMode(held: IssuerMode, mode: IssuerMode): void {
  if (held !== mode)
    throw new Error(`This database is one of ${held}, not of ${mode}: see MODE in docs/operations.md`)
}

async function migrateLocked(
  database: Database,
  transaction: Transaction<Tables>,
  mode: IssuerMode,
  now: number,
): Promise<string[]> {
  const run = (statement: string) => sql.raw(statement).execute(transaction)
  if (database.kind === 'postgresql') await run(`select pg_advisory_xact_lock(${MIGRATION_LOCK})`)
  await run(
    'create table if not exists schema_migrations (name text primary key, applied_at bigint not null)',
  )
  const { rows } = await sql<{ name: string }>`select name from schema_migrations`.execute(transaction)
  const done = new Set(rows.map((row) => row.name))
  const missing = migrations.filter(([name]) => !done.has(name))
  for (const [name, statements] of missing) {
    for (const statement of statements) await run(statement)
    await sql`insert into schema_migrations (name, applied_at) values (${name}, ${now})`.execute(transaction)
  }
  await sql`insert into issuer_mode (id, mode) values (1, ${mode}) on conflict (id) do nothing`.execute(
    transaction,
  )
  const { mode: held } = await transaction.selectFrom('issuer_mode').select('mode').executeTakeFirstOrThrow()
  checkMode(held, mode)
  return missing.map(([name]) => name)
}
