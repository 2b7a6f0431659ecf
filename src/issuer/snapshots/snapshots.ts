import { hash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { sql, type Transaction } from 'kysely'
import { CLOCK_SKEW } from '../clock-skew.ts'
import { lockPerson } from '../db/lock-person.ts'
import type { Database } from '../db/open-database.ts'
import type { SnapshotRow, Tables } from '../db/schema.ts'
import { type SessionColumns, sessionColumns } from '../db/session-columns.ts'
import { type Audience, buildSnapshot, type SnapshotContext } from './build-snapshot.ts'

/**
 * A snapshot is signed again after this long (seconds), although nothing changed: with the key of that day,
 * well before the trust list lets the one that signed it go.
 */
const RENEWAL = 15 * 86_400

/**
 * From this length on a snapshot is stored and sent packed. A shorter one comes with the first packets of an
 * answer anyway, and is mostly signatures, which do not pack.
 */
const PACKED_FROM = 8192

/** A snapshot as it is kept, ready to be answered with. */
export type StoredSnapshot = Pick<SnapshotRow, 'etag' | 'encoding' | 'body'>

/** Columns of a snapshot that may not be there. */
type Maybe<Column extends keyof SnapshotRow> = { [C in Column]: SnapshotRow[C] | null }

/** Enough to tell whether a client has the one that there is. */
export type SnapshotHead = { snapshot_etag: string | null; key_dropped_at: number | null } & Maybe<
  'renew_at' | 'issued_at'
>

/** All that an answer takes; without a body where there is none. */
export type WholeSnapshot = SnapshotHead & Maybe<'body' | 'encoding'>

type OfDependant = { dependant_id: number | null }

const headColumns = [
  'snapshots.etag as snapshot_etag',
  'snapshots.renew_at',
  'snapshots.issued_at',
  'snapshot_renewals.key_dropped_at',
] as const
const wholeColumns = ['snapshots.body', 'snapshots.encoding'] as const

/**
 * How long it may take until every process has noticed a new trust list, in seconds: until then one may still
 * sign with a key that the list has dropped.
 */
const NOTICE = 60

/**
 * Whether a snapshot is as the issuer would sign it now: not grown old, not outdated, not of a time to come,
 * which no wallet takes, and not signed before a trust list dropped a key.
 */
export function isCurrent(
  {
    renew_at,
    issued_at,
    key_dropped_at,
  }: Maybe<'renew_at' | 'issued_at'> & { key_dropped_at: number | null },
  now: number,
): boolean {
  if (renew_at === null || issued_at === null || now >= renew_at) return false
  if (issued_at > now + CLOCK_SKEW) return false
  if (key_dropped_at === null) return true
  const settled = key_dropped_at + NOTICE
  return issued_at > (now < settled ? key_dropped_at : settled)
}

export type Snapshots = ReturnType<typeof createSnapshots>

/**
 * What the issuer says about each person, signed when the data changes and kept; read by the holder's
 * session, and by those of the person's guardians.
 *
 * @param onSigned Told of each that was signed.
 */
export function createSnapshots(
  database: Database,
  findContext: (now: number) => SnapshotContext,
  onSigned: () => void = () => {},
) {
  const base = database.query
    .selectFrom('sessions')
    .leftJoin('snapshots', (join) =>
      join
        .onRef('snapshots.person_id', '=', 'sessions.person_id')
        .on('snapshots.audience', '=', sql.lit('holder')),
    )
    .leftJoin('snapshot_renewals', (join) => join.onTrue())
    .select([...sessionColumns, ...headColumns])
    .where('sessions.id', '=', '')
  const findHead = database.prepare<SessionColumns & SnapshotHead>(base)
  const findWhole = database.prepare<SessionColumns & WholeSnapshot>(base.select(wholeColumns))

  const ofDependant = database.query
    .selectFrom('sessions')
    .leftJoin('people', (join) => join.on('people.public_id', '=', ''))
    .leftJoin('dependants', (join) =>
      join
        .onRef('dependants.holder_id', '=', 'sessions.person_id')
        .onRef('dependants.dependant_id', '=', 'people.id'),
    )
    .leftJoin('snapshots', (join) =>
      join
        .onRef('snapshots.person_id', '=', 'dependants.dependant_id')
        .on('snapshots.audience', '=', sql.lit('guardians')),
    )
    .leftJoin('snapshot_renewals', (join) => join.onTrue())
    .select([...sessionColumns, ...headColumns, 'dependants.dependant_id'])
    .where('sessions.id', '=', '')
  const findHeadOfDependant = database.prepare<SessionColumns & SnapshotHead & OfDependant>(ofDependant)
  const findWholeOfDependant = database.prepare<SessionColumns & WholeSnapshot & OfDependant>(
    ofDependant.select(wholeColumns),
  )

  return {
    /** The session with the snapshot's ETag, for a client that may have it already. */
    findHead: (sessionId: string) => findHead(sessionId),

    /** The session with the snapshot itself. */
    findWhole: (sessionId: string) => findWhole(sessionId),

    /**
     * The session with the ETag of a dependant's snapshot; `dependant_id` is null unless the registry links
     * the dependant to the person.
     */
    findHeadOfDependant: (sessionId: string, publicId: string) => findHeadOfDependant(publicId, sessionId),

    /** The same with the snapshot itself. */
    findWholeOfDependant: (sessionId: string, publicId: string) => findWholeOfDependant(publicId, sessionId),

    /** The snapshot of a person, signed now if it never was or has grown old. */
    async ensure(personId: number, audience: Audience, now: number): Promise<StoredSnapshot> {
      return database.query.transaction().execute(async (transaction) => {
        await lockPerson(transaction, personId)
        const held = await readRow(transaction, personId, audience)
        return held !== undefined && isCurrent(held, now) ? held : sign(transaction, personId, audience, now)
      })
    },

    /**
     * Runs a change of a person's data and, in the same transaction, signs anew the snapshots that show it:
     * the person's own, the one for the guardians, and those of the guardians themselves. Who else is
     * concerned (a guardian to be) is named.
     */
    async change(
      personId: number,
      now: number,
      apply: (transaction: Transaction<Tables>) => Promise<void>,
      concerned: readonly number[] = [],
    ): Promise<void> {
      await database.query.transaction().execute(async (transaction) => {
        const guardians = await readGuardians(transaction, personId)
        const affected = [...new Set([personId, ...guardians, ...concerned])].sort((a, b) => a - b)
        // In ascending order: two changes must not wait for each other.
        for (const id of affected) await lockPerson(transaction, id)
        await apply(transaction)
        const signAgain = async (id: number, audience: Audience) => {
          // Who never read a snapshot gets a first one at the first reading.
          if ((await readRow(transaction, id, audience))?.sequence) await sign(transaction, id, audience, now)
        }
        for (const id of affected) await signAgain(id, 'holder')
        await signAgain(personId, 'guardians')
      })
    },
  }

  async function sign(
    transaction: Transaction<Tables>,
    personId: number,
    audience: Audience,
    now: number,
  ): Promise<SnapshotRow> {
    const sequence = (await readSequence(transaction, personId)) + 1
    const { outdated = 0 } = (await readRow(transaction, personId, audience)) ?? {}
    const signed = await buildSnapshot(transaction, findContext(now), { personId, audience, sequence, now })
    onSigned()
    const isLong = signed.length >= PACKED_FROM
    const tag = `"${hash('sha256', signed, 'base64url').slice(0, 22)}"`
    const row: SnapshotRow = {
      person_id: personId,
      audience,
      sequence,
      issued_at: now,
      renew_at: now + RENEWAL,
      outdated,
      // Weak where there are two forms of the same (RFC 9110 section 8.8.1): packed, and unpacked for a
      // client that cannot.
      etag: isLong ? `W/${tag}` : tag,
      encoding: isLong ? 'gzip' : null,
      body: isLong ? new Uint8Array(gzipSync(signed)) : signed,
    }
    await transaction
      .insertInto('snapshots')
      .values(row)
      .onConflict((conflict) => {
        const { person_id, audience: _, outdated: seen, renew_at: renewAt, ...rest } = row
        // What has outdated it since then may be missing in it: signed again at the next reading.
        const renew_at = sql<number>`case when snapshots.outdated = ${seen}
          then cast(${renewAt} as bigint) else 0 end`
        return conflict.columns(['person_id', 'audience']).doUpdateSet({ ...rest, renew_at })
      })
      .execute()
    return row
  }
}

async function readGuardians(transaction: Transaction<Tables>, personId: number): Promise<number[]> {
  const rows = await transaction
    .selectFrom('dependants')
    .select('holder_id')
    .where('dependant_id', '=', personId)
    .execute()
  return rows.map((row) => row.holder_id)
}

function readRow(
  transaction: Transaction<Tables>,
  personId: number,
  audience: Audience,
): Promise<(SnapshotRow & { key_dropped_at: number | null }) | undefined> {
  return transaction
    .selectFrom('snapshots')
    .leftJoin('snapshot_renewals', (join) => join.onTrue())
    .selectAll('snapshots')
    .select('snapshot_renewals.key_dropped_at')
    .where('person_id', '=', personId)
    .where('audience', '=', audience)
    .executeTakeFirst()
}

/**
 * The highest sequence number so far: one row of numbers for both audiences, so that none ever stands for two
 * contents.
 */
async function readSequence(transaction: Transaction<Tables>, personId: number): Promise<number> {
  const row = await transaction
    .selectFrom('snapshots')
    .select((column) => column.fn.max('sequence').as('sequence'))
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row?.sequence ?? 0
}
