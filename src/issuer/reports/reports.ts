import type { Transaction } from 'kysely'
import type { ReportView, SendReportRequest } from '../../core/api/report-contract.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { lockPerson } from '../db/lock-person.ts'
import type { Database } from '../db/open-database.ts'
import type { OfficeRequestRow, Tables } from '../db/schema.ts'
import { fileRequest } from '../requests/requests.ts'
import { describeReport } from './report-lines.ts'

/** Reports that one person may send in a day; more are a mistake or a nuisance. */
const MOST_A_DAY = 20
const DAY = 86_400

/** Reports that a person is shown again, the newest. */
const MOST_SHOWN = 50

export type ReportError =
  | { code: 'card_unknown' | 'other_person' }
  | { code: 'too_many_requests'; retryAfter: number }

export type Reports = ReturnType<typeof createReports>

/** "Something is wrong in my data": requests to the office, and what the office has answered. */
export function createReports(database: Database) {
  return {
    /**
     * Files a report, once for each key. `other_person` if it was written in the name of another person than
     * the one who is signed in; `card_unknown` if the row is said to be of a card that is neither the
     * person's own nor a dependant's.
     */
    send(personId: number, report: SendReportRequest, now: number): Promise<Result<ReportView, ReportError>> {
      return database.query.transaction().execute(async (transaction) => {
        // What is counted below is counted by one at a time.
        await lockPerson(transaction, personId)
        const { public_id: signedIn } = await transaction
          .selectFrom('people')
          .select('public_id')
          .where('id', '=', personId)
          .executeTakeFirstOrThrow()
        if (report.personId !== signedIn) return err({ code: 'other_person' })
        const before = await findReport(transaction, personId, report.key)
        if (before) return ok(toView(before))
        const retryAfter = await findWait(transaction, personId, now)
        if (retryAfter > 0) return err({ code: 'too_many_requests', retryAfter })
        const whose = await findWhose(transaction, personId, report.row.cardId)
        if (!whose) return err({ code: 'card_unknown' })
        const { key, row, mistake, text } = report
        const content = describeReport(report, whose)
        const document = { row, mistake, text }
        const request = { kind: 'data-report', personId, key, content, document } as const
        const { filedAt } = await fileRequest(transaction, request, now)
        return ok({ key, ...document, sentAt: filedAt })
      })
    },

    /** What a person has reported, newest first. */
    async list(personId: number): Promise<ReportView[]> {
      const rows = await selectReports(database.query, personId)
        .orderBy('filed_at', 'desc')
        .orderBy('id')
        .limit(MOST_SHOWN)
        .execute()
      return rows.map(toView)
    },
  }
}

type ReportRow = Pick<
  OfficeRequestRow,
  'request_key' | 'document' | 'state' | 'filed_at' | 'decided_at' | 'answer'
>

function selectReports(query: Database['query'] | Transaction<Tables>, personId: number) {
  return query
    .selectFrom('office_requests')
    .select(['request_key', 'document', 'state', 'filed_at', 'decided_at', 'answer'])
    .where('person_id', '=', personId)
    .where('kind', '=', 'data-report')
}

function findReport(
  transaction: Transaction<Tables>,
  personId: number,
  key: string,
): Promise<ReportRow | undefined> {
  return selectReports(transaction, personId).where('request_key', '=', key).executeTakeFirst()
}

/** Seconds until the person may report again; 0 if they may now. */
async function findWait(transaction: Transaction<Tables>, personId: number, now: number): Promise<number> {
  const earlier = await selectReports(transaction, personId)
    .where('filed_at', '>', now - DAY)
    .orderBy('filed_at', 'desc')
    .limit(MOST_A_DAY)
    .execute()
  const first = earlier[MOST_A_DAY - 1]
  return first ? first.filed_at + DAY - now : 0
}

/** The person whose row it is: the account holder, or the dependant on whose card it was seen. */
async function findWhose(transaction: Transaction<Tables>, personId: number, cardId: string | undefined) {
  const people = transaction
    .selectFrom('people')
    .select(['people.full_name as fullName', 'people.bhxh_code as bhxhCode'])
  if (cardId === undefined) return people.where('people.id', '=', personId).executeTakeFirst()
  const dependants = transaction
    .selectFrom('dependants')
    .select('dependant_id')
    .where('holder_id', '=', personId)
  return people
    .innerJoin('cards', 'cards.person_id', 'people.id')
    .where('cards.id', '=', cardId)
    .where((where) => where.or([where('people.id', '=', personId), where('people.id', 'in', dependants)]))
    .executeTakeFirst()
}

function toView({
  request_key: key,
  document,
  state,
  filed_at: sentAt,
  decided_at: at,
  answer,
}: ReportRow): ReportView {
  const sent = JSON.parse(document ?? '{}') as Pick<ReportView, 'row' | 'mistake' | 'text'>
  return {
    key,
    ...sent,
    sentAt,
    ...(state !== 'waiting' &&
      at !== null && {
        answer: { accepted: state === 'approved', ...(answer !== null && { text: answer }), at },
      }),
  }
}
