import type { Kysely, Transaction } from 'kysely'
import * as v from 'valibot'
import type { OfficeRequestListView, OfficeRequestView } from '../../core/api/back-office-contract.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { MOST_INBOX_VALUES } from '../../core/snapshot/inbox.ts'
import { type AccessParts, revokeAccess } from '../accounts/revoke-access.ts'
import type { AuditedOfficer, AuditLog } from '../audit/audit-log.ts'
import { lockAccount } from '../db/lock-account.ts'
import { lockPerson } from '../db/lock-person.ts'
import type { Database } from '../db/open-database.ts'
import type { Tables } from '../db/schema.ts'
import { addInboxItem, clearInbox } from '../inbox/inbox.ts'
import { isInboxNotice } from '../inbox/inbox-notices.ts'
import { readLanguage } from '../messaging/message-texts.ts'
import type { OutgoingMessages } from '../messaging/outgoing-messages.ts'
import { describeAnswer } from '../questions/questions.ts'
import { withdrawOpenRequests } from '../services/withdraw-request.ts'
import { findDecisionTemplate, writeRequestDecision } from './decision-messages.ts'
import { cutPage, type ListQuestion, orderOf, PAGE } from './file-page.ts'

const Content = v.array(v.strictObject({ field: v.string(), text: v.string() }))

export type RequestDecision = {
  readonly id: string
  readonly state: 'approved' | 'refused'
  readonly answer: string | undefined
}

export type RequestError =
  | { readonly code: 'not_found' | 'already_decided' }
  | { readonly code: 'invalid_fields'; readonly fields: readonly string[] }

export type RequestDesk = ReturnType<typeof createRequestDesk>

/**
 * What account holders ask of an office, for its officers; and what is asked of no office in particular, for
 * all.
 */
export function createRequestDesk(
  database: Database,
  parts: { readonly audit: AuditLog; readonly messages: OutgoingMessages } & AccessParts,
) {
  const { audit, messages } = parts

  return {
    async list(
      officer: AuditedOfficer,
      { state, after }: ListQuestion,
      now: number,
    ): Promise<OfficeRequestListView> {
      const order = orderOf(state)
      const rows = await selectRequests(database.query, officer)
        .where('office_requests.state', '=', state)
        .$if(after !== undefined, (query) =>
          query.where((where) =>
            where(
              where.refTuple('office_requests.filed_at', 'office_requests.id'),
              order === 'asc' ? '>' : '<',
              where.tuple(after?.filedAt ?? 0, after?.id ?? ''),
            ),
          ),
        )
        .orderBy('office_requests.filed_at', order)
        .orderBy('office_requests.id', order)
        .limit(PAGE + 1)
        .execute()
      await audit.note({ officer, action: 'requests-listed', target: state }, now)
      const { rows: page, ...next } = cutPage(rows)
      return { requests: page.map((row) => toSummary(row, now)), ...next }
    },

    async read(officer: AuditedOfficer, id: string, now: number): Promise<OfficeRequestView | undefined> {
      const row = await selectRequests(database.query, officer)
        .where('office_requests.id', '=', id)
        .executeTakeFirst()
      if (row === undefined) {
        await database.query
          .transaction()
          .execute((transaction) => noteRefusedAccess(transaction, officer, id, now))
        return undefined
      }
      await audit.note({ officer, action: 'request-read', target: id }, now)
      const { decided_at: decidedAt, decided_by_name: decidedBy, answer } = row
      return {
        ...toSummary(row, now),
        person: {
          bhxhCode: row.bhxh_code,
          dateOfBirth: row.date_of_birth,
          phone: row.phone,
          email: row.email,
        },
        content: v.parse(Content, JSON.parse(row.content)),
        ...(decidedAt !== null && {
          decision: {
            decidedAt,
            ...(decidedBy !== null && { officer: decidedBy }),
            ...(answer !== null && { answer }),
          },
        }),
      }
    },

    /** Takes a request in hand, so that colleagues see it. It decides nothing. */
    async claim(
      officer: AuditedOfficer,
      id: string,
      now: number,
    ): Promise<Result<void, { readonly code: 'not_found' }>> {
      return database.query.transaction().execute(async (transaction) => {
        const row = await selectRequests(transaction, officer)
          .where('office_requests.id', '=', id)
          .executeTakeFirst()
        if (row === undefined) {
          await noteRefusedAccess(transaction, officer, id, now)
          return err({ code: 'not_found' })
        }
        await transaction
          .updateTable('office_requests')
          .set({ claimed_by: officer.id, claimed_at: now })
          .where('id', '=', id)
          .where('state', '=', 'waiting')
          .execute()
        await audit.append(transaction, { officer, action: 'request-claimed', target: id }, now)
        return ok(undefined)
      })
    },

    /**
     * Decides, does what was asked, and tells the person; of any number of officers one. A report is always
     * answered in words.
     */
    async decide(
      officer: AuditedOfficer,
      { id, state, answer }: RequestDecision,
      now: number,
    ): Promise<Result<void, RequestError>> {
      return database.query.transaction().execute(async (transaction) => {
        const row = await selectRequests(transaction, officer)
          .where('office_requests.id', '=', id)
          .executeTakeFirst()
        if (row === undefined) {
          await noteRefusedAccess(transaction, officer, id, now)
          return err({ code: 'not_found' })
        }
        if (answer === undefined && (state === 'refused' || row.kind !== 'close-account'))
          return err({ code: 'invalid_fields', fields: ['answer'] })
        const values = {
          file: row.file_number,
          ...(row.kind === 'question' && describeAnswer(row.document, answer ?? '')),
        }
        if (Object.keys(values).length > MOST_INBOX_VALUES)
          return err({ code: 'invalid_fields', fields: ['answer'] })
        const { numUpdatedRows } = await transaction
          .updateTable('office_requests')
          .set({ state, answer: answer ?? null, decided_at: now, decided_by: officer.id })
          .where('id', '=', id)
          .where('state', '=', 'waiting')
          .executeTakeFirst()
        if (numUpdatedRows === 0n) return err({ code: 'already_decided' })
        const isApproved = state === 'approved'
        if (isApproved && row.kind === 'close-account') await closeAccount(transaction, row.person_id, now)
        const to = { ...row, language: readLanguage(row.language) }
        for (const message of writeRequestDecision(row, { isApproved, answer }, to))
          await messages.queue(transaction, message, now)
        const code = findDecisionTemplate(row.kind, isApproved)
        // Who has no account any more reads no inbox.
        if (isInboxNotice(code)) await addInboxItem(transaction, row.person_id, { code, values }, now)
        const action = isApproved ? 'request-approved' : 'request-refused'
        await audit.append(transaction, { officer, action, target: id }, now)
        return ok(undefined)
      })
    },
  }

  /**
   * Nobody can sign in any more, the device is signed out, phone and email are free for others, and what was
   * asked for by public services is withdrawn.
   */
  async function closeAccount(
    transaction: Transaction<Tables>,
    personId: number,
    now: number,
  ): Promise<void> {
    // Before what is locked by person or account; then devices before sessions, and snapshots last.
    await lockPerson(transaction, personId)
    await lockAccount(transaction, personId)
    await parts.sessions.endActive(transaction, { personId, code: 'signed_out' }, now)
    await revokeAccess(transaction, parts, personId)
    await withdrawOpenRequests(transaction, personId, now)
    await clearInbox(transaction, personId)
    await transaction
      .updateTable('accounts')
      .set({
        closed_at: now,
        phone: null,
        email: null,
        declared_email: null,
        address: null,
        ward_code: null,
      })
      .where('person_id', '=', personId)
      .execute()
  }

  /** To have asked for what is another office's is in the log of both. */
  async function noteRefusedAccess(
    transaction: Transaction<Tables>,
    officer: AuditedOfficer,
    id: string,
    now: number,
  ): Promise<void> {
    const row = await transaction
      .selectFrom('office_requests')
      .select('office_code')
      .where('id', '=', id)
      .executeTakeFirst()
    if (row === undefined) return
    const note = { officer, action: 'access-refused', target: id } as const
    await audit.append(transaction, note, now)
    if (row.office_code !== null)
      await audit.append(transaction, { ...note, officeCode: row.office_code }, now)
  }
}

/** The requests that an officer may see, with the people who made them. */
function selectRequests(query: Kysely<Tables>, { officeCode }: AuditedOfficer) {
  return query
    .selectFrom('office_requests')
    .innerJoin('people', 'people.id', 'office_requests.person_id')
    .innerJoin('accounts', 'accounts.person_id', 'office_requests.person_id')
    .leftJoin('officers', 'officers.id', 'office_requests.decided_by')
    .leftJoin('officers as claimants', 'claimants.id', 'office_requests.claimed_by')
    .select([
      'office_requests.id',
      'office_requests.file_number',
      'office_requests.kind',
      'office_requests.person_id',
      'office_requests.content',
      'office_requests.state',
      'office_requests.filed_at',
      'office_requests.decided_at',
      'office_requests.answer',
      'office_requests.document',
      'office_requests.claimed_by',
      'office_requests.claimed_at',
      'claimants.full_name as claimed_by_name',
      'people.full_name',
      'people.bhxh_code',
      'people.date_of_birth',
      'accounts.phone',
      'accounts.email',
      'accounts.language',
      'officers.full_name as decided_by_name',
    ])
    .where((where) =>
      where.or([
        where('office_requests.office_code', '=', officeCode),
        where('office_requests.office_code', 'is', null),
      ]),
    )
}

type RequestRow = Awaited<ReturnType<ReturnType<typeof selectRequests>['execute']>>[number]

/** How long a request counts as in hand, in seconds. */
const IN_HAND = 3600

function toSummary(row: RequestRow, now: number): OfficeRequestListView['requests'][number] {
  const isInHand = row.state === 'waiting' && row.claimed_at !== null && row.claimed_at > now - IN_HAND
  return {
    ...(isInHand && row.claimed_by_name !== null && { claimedBy: row.claimed_by_name }),
    id: row.id,
    fileNumber: row.file_number,
    kind: row.kind,
    fullName: row.full_name,
    filedAt: row.filed_at,
    state: row.state,
  }
}
