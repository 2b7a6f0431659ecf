import type { Transaction } from 'kysely'
import { AppError } from '../../core/app-error.ts'
import type { Bytes } from '../../core/bytes.ts'
import type { Signer } from '../../core/credential/issuer-signed.ts'
import type { PartialDate } from '../../core/dates/partial-date.ts'
import { countMonthsByKind } from '../../core/rules/insurance-months.ts'
import { writeInbox } from '../../core/snapshot/inbox.ts'
import { joinUnread, writeRequests } from '../../core/snapshot/service-requests.ts'
import {
  issueSnapshot,
  type Relation,
  SNAPSHOT_VERSION,
  type SnapshotCard,
} from '../../core/snapshot/snapshot.ts'
import { issueTotalsToken } from '../../core/snapshot/totals-token.ts'
import { cardFaceColumns, readCardFace } from '../db/card-columns.ts'
import { expandRuns, readHistory } from '../db/history-document.ts'
import type { PersonRow, SnapshotRow, Tables } from '../db/schema.ts'
import { readInboxItems } from '../inbox/inbox.ts'
import { readSnapshotRequests } from '../services/request-state.ts'

/** Totals are for printed extracts, which are good for as long as the reader of the print thinks. */
const TOTALS_LIFE = 365 * 86_400

export type SnapshotContext = {
  readonly issuer: string
  /** Everyone is a specimen in a demo. */
  readonly specimen: boolean
  readonly snapshotSigner: Signer
}

export type Audience = SnapshotRow['audience']

/** Reads what the registry has of a person and signs it, for the person or for their guardians. */
export async function buildSnapshot(
  transaction: Transaction<Tables>,
  { issuer, specimen, snapshotSigner }: SnapshotContext,
  what: { personId: number; audience: Audience; sequence: number; now: number },
): Promise<Bytes> {
  const { personId, audience, sequence, now } = what
  const person = await transaction
    .selectFrom('people')
    .leftJoin('histories', 'histories.person_id', 'people.id')
    .selectAll('people')
    .select('histories.document')
    .where('people.id', '=', personId)
    .executeTakeFirst()
  if (person === undefined) throw new AppError('internal')
  const cards = await readCards(transaction, personId, audience)
  const history = readHistory(person.document ?? '{"n":[],"p":[],"b":[],"v":[]}')
  const participation = expandRuns(history.participation)
  const isSpecimen = specimen || person.specimen === 1
  const times = { issuer, issuedAt: now, specimen: isSpecimen }

  const snapshotCards = cards.map(
    (row): SnapshotCard => ({
      cardId: row.id,
      relation: row.relation,
      face: readCardFace(row),
      hospitalText: row.hospital_text,
      ...(row.relation !== 'self' && { personId: row.public_id }),
    }),
  )
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
  const unread = audience === 'holder' ? await writeUnread(transaction, personId, now) : undefined
  return issueSnapshot(
    {
      minorVersion: SNAPSHOT_VERSION.minor,
      sequence,
      issuedAt: now,
      personId: person.public_id,
      holder: { ...identity, sex: person.sex, bhxhCode: person.bhxh_code, ...readPersonalId(person) },
      desksVerify: cards[0]?.desks_verify === 1,
      cards: snapshotCards,
      participation,
      benefits: history.benefits,
      visits: history.visits.map((visit) => {
        const facilityName = names.get(visit.facilityCode)
        return { ...visit, ...(facilityName !== undefined && { facilityName }) }
      }),
      totalsToken,
      ...(unread !== undefined && { unread }),
    },
    snapshotSigner,
  )
}

/** What only the person is told: their inbox and what they have asked for. */
async function writeUnread(
  transaction: Transaction<Tables>,
  personId: number,
  now: number,
): Promise<string | undefined> {
  const inbox = await readInboxItems(transaction, personId, now)
  const requests = await readSnapshotRequests(transaction, personId, now)
  return joinUnread([
    ...(inbox.length > 0 ? [writeInbox(inbox)] : []),
    ...(requests.length > 0 ? [writeRequests(requests)] : []),
  ])
}

function readPersonalId({ personal_id: personalId }: PersonRow) {
  return personalId === null ? {} : { personalId }
}

/** The person's own cards, then, for the person, those of the dependants, oldest first. */
async function readCards(transaction: Transaction<Tables>, personId: number, audience: Audience) {
  const cards = transaction
    .selectFrom('cards')
    .innerJoin('people', 'people.id', 'cards.person_id')
    .innerJoin('facilities', 'facilities.code', 'cards.facility_code')
    .select([
      'cards.id',
      'cards.hospital_text',
      'facilities.desks_verify',
      'people.public_id',
      ...cardFaceColumns,
    ])
    .orderBy('people.date_of_birth')
    .orderBy('cards.id')
  const own = await cards.where('cards.person_id', '=', personId).execute()
  const others =
    audience === 'guardians'
      ? []
      : await cards
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
