import { hash } from 'node:crypto'
import type { Transaction } from 'kysely'
import { AppError } from '../../core/app-error.ts'
import type { PartialDate } from '../../core/card/partial-date.ts'
import { issueCardCredential, MAX_CREDENTIAL_LIFE } from '../../core/credential/card-credential.ts'
import type { Signer } from '../../core/credential/issuer-signed.ts'
import { countMonthsByKind } from '../../core/snapshot/insurance-months.ts'
import {
  issueSnapshot,
  type Relation,
  SNAPSHOT_VERSION,
  type SnapshotCard,
} from '../../core/snapshot/snapshot.ts'
import { issueTotalsToken } from '../../core/snapshot/totals-token.ts'
import { cardFaceColumns, readCardFace } from '../db/card-columns.ts'
import { expandRuns, readHistory } from '../db/history-document.ts'
import type { Database } from '../db/open-database.ts'
import type { PersonRow, SnapshotRow, Tables } from '../db/schema.ts'
import { type SessionColumns, sessionColumns } from '../db/session-columns.ts'

/** A snapshot is signed again after this long, although nothing changed: half the life of the paper credentials in it. */
const RENEWAL = MAX_CREDENTIAL_LIFE / 2

/** Totals are for printed extracts, which are good for as long as the reader of the print thinks. */
const TOTALS_LIFE = 365 * 86_400

export type SnapshotContext = {
  readonly issuer: string
  /** Everyone is a specimen in a demo. */
  readonly specimen: boolean
  readonly cardSigner: Signer
  readonly snapshotSigner: Signer
}

type SnapshotHead = { snapshot_etag: string | null; renew_at: number | null }

export type Snapshots = ReturnType<typeof createSnapshots>

/** What the issuer says about each person, signed when the data changes and kept; read by the holder's session. */
export function createSnapshots(database: Database, findContext: (now: number) => SnapshotContext) {
  const base = database.query
    .selectFrom('sessions')
    .leftJoin('snapshots', 'snapshots.person_id', 'sessions.person_id')
    .select([...sessionColumns, 'snapshots.etag as snapshot_etag', 'snapshots.renew_at'])
    .where('sessions.id', '=', '')
  const findHead = database.prepare<SessionColumns & SnapshotHead>(base)
  const findWhole = database.prepare<SessionColumns & SnapshotHead & { body: SnapshotRow['body'] | null }>(
    base.select('snapshots.body'),
  )

  return {
    /** The session with the snapshot's ETag, for a client that may have it already. */
    findHead: (sessionId: string) => findHead(sessionId),

    /** The session with the snapshot itself. */
    findWhole: (sessionId: string) => findWhole(sessionId),

    /** The snapshot of a person, signed now if it never was or has grown old. */
    async ensure(personId: number, now: number): Promise<Pick<SnapshotRow, 'etag' | 'body'>> {
      return database.query.transaction().execute(async (transaction) => {
        await lockPerson(transaction, personId)
        const held = await readRow(transaction, personId)
        return held !== undefined && now < held.renew_at ? held : sign(transaction, personId, held, now)
      })
    },

    /**
     * Runs a change of a person's data and, in the same transaction, signs anew the snapshots that show it: the person's own
     * and those of everyone whose dependant the person is.
     */
    async change(
      personId: number,
      now: number,
      apply: (transaction: Transaction<Tables>) => Promise<void>,
    ): Promise<void> {
      await database.query.transaction().execute(async (transaction) => {
        const holders = await transaction
          .selectFrom('dependants')
          .select('holder_id')
          .where('dependant_id', '=', personId)
          .execute()
        const affected = [...new Set([personId, ...holders.map((row) => row.holder_id)])].sort(
          (a, b) => a - b,
        )
        for (const id of affected) await lockPerson(transaction, id)
        await apply(transaction)
        for (const id of affected) {
          const held = await readRow(transaction, id)
          // Who never read a snapshot gets a first one at the first reading.
          if (held !== undefined) await sign(transaction, id, held, now)
        }
      })
    },
  }

  async function sign(
    transaction: Transaction<Tables>,
    personId: number,
    held: SnapshotRow | undefined,
    now: number,
  ): Promise<SnapshotRow> {
    const sequence = (held?.sequence ?? 0) + 1
    const body = await build(transaction, personId, sequence, now)
    const row: SnapshotRow = {
      person_id: personId,
      sequence,
      issued_at: now,
      renew_at: now + RENEWAL,
      etag: `"${hash('sha256', body, 'base64url').slice(0, 22)}"`,
      body,
    }
    await transaction
      .insertInto('snapshots')
      .values(row)
      .onConflict((conflict) => {
        const { person_id, ...rest } = row
        return conflict.column('person_id').doUpdateSet(rest)
      })
      .execute()
    return row
  }

  async function build(transaction: Transaction<Tables>, personId: number, sequence: number, now: number) {
    const { issuer, specimen, cardSigner, snapshotSigner } = findContext(now)
    const person = await transaction
      .selectFrom('people')
      .leftJoin('histories', 'histories.person_id', 'people.id')
      .selectAll('people')
      .select('histories.document')
      .where('people.id', '=', personId)
      .executeTakeFirst()
    if (person === undefined) throw new AppError('internal')
    const cards = await readCards(transaction, personId)
    const history = readHistory(person.document ?? '{"n":[],"p":[],"b":[],"v":[]}')
    const participation = expandRuns(history.participation)
    const isSpecimen = specimen || person.specimen === 1
    const times = { issuer, issuedAt: now, specimen: isSpecimen }

    const snapshotCards = cards.map(async (row): Promise<SnapshotCard> => {
      const face = readCardFace(row)
      return {
        cardId: row.id,
        relation: row.relation,
        face,
        hospitalText: row.hospital_text,
        paperCredential: await issueCardCredential(
          { ...times, expiresAt: now + MAX_CREDENTIAL_LIFE, face },
          cardSigner,
        ),
      }
    })
    const identity = { fullName: person.full_name, dateOfBirth: person.date_of_birth as PartialDate }
    const totalsToken = await issueTotalsToken(
      {
        ...times,
        ...identity,
        expiresAt: now + TOTALS_LIFE,
        bhxhCode: person.bhxh_code,
        asOf: new Date(now * 1000).toISOString().slice(0, 10) as PartialDate,
        months: countMonthsByKind(participation),
      },
      snapshotSigner,
    )
    const names = await readFacilityNames(
      transaction,
      history.visits.map((visit) => visit.facilityCode),
    )
    return issueSnapshot(
      {
        minorVersion: SNAPSHOT_VERSION.minor,
        sequence,
        issuedAt: now,
        personId: person.public_id,
        holder: { ...identity, sex: person.sex, bhxhCode: person.bhxh_code, ...readPersonalId(person) },
        desksVerify: cards[0]?.desks_verify === 1,
        cards: await Promise.all(snapshotCards),
        participation,
        benefits: history.benefits,
        visits: history.visits.map((visit) => {
          const facilityName = names.get(visit.facilityCode)
          return { ...visit, ...(facilityName !== undefined && { facilityName }) }
        }),
        totalsToken,
      },
      snapshotSigner,
    )
  }
}

/** Makes changes and signings of one person's data come one after the other, on either database. */
async function lockPerson(transaction: Transaction<Tables>, personId: number): Promise<void> {
  await transaction
    .updateTable('people')
    .set((column) => ({ household_id: column.ref('household_id') }))
    .where('id', '=', personId)
    .execute()
}

function readRow(transaction: Transaction<Tables>, personId: number): Promise<SnapshotRow | undefined> {
  return transaction.selectFrom('snapshots').selectAll().where('person_id', '=', personId).executeTakeFirst()
}

function readPersonalId({ personal_id: personalId }: PersonRow) {
  return personalId === null ? {} : { personalId }
}

/** The person's own cards, then those of the dependants, oldest first. */
async function readCards(transaction: Transaction<Tables>, personId: number) {
  const cards = transaction
    .selectFrom('cards')
    .innerJoin('people', 'people.id', 'cards.person_id')
    .innerJoin('facilities', 'facilities.code', 'cards.facility_code')
    .select(['cards.id', 'cards.hospital_text', 'facilities.desks_verify', ...cardFaceColumns])
    .orderBy('people.date_of_birth')
    .orderBy('cards.id')
  const own = await cards.where('cards.person_id', '=', personId).execute()
  const others = await cards
    .innerJoin('dependants', 'dependants.dependant_id', 'cards.person_id')
    .select('dependants.relation')
    .where('dependants.holder_id', '=', personId)
    .execute()
  return [...own.map((row) => ({ ...row, relation: 'self' as Relation })), ...others]
}

async function readFacilityNames(
  transaction: Transaction<Tables>,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map()
  const rows = await transaction
    .selectFrom('facilities')
    .select(['code', 'name'])
    .where('code', 'in', [...new Set(codes)])
    .execute()
  return new Map(rows.map((row) => [row.code, row.name]))
}
