import type { Transaction } from 'kysely'
import type {
  ReturnService,
  ServiceFileView,
  ServiceListView,
  ServiceQueue,
} from '../../core/api/service-desk-contract.ts'
import { type Bytes, toBase64Url } from '../../core/bytes.ts'
import { formatWrittenDate, type PartialDate } from '../../core/dates/partial-date.ts'
import { vietnamDay } from '../../core/dates/vietnam-day.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { Answers } from '../../core/services/read-value.ts'
import type { RequestReason, RequestState } from '../../core/services/request-states.ts'
import { serviceText } from '../../core/services/service-pack.ts'
import type { AuditAction, AuditedOfficer, AuditLog } from '../audit/audit-log.ts'
import type { Database } from '../db/open-database.ts'
import type { ServiceRequestRow, Tables } from '../db/schema.ts'
import { peopleByNumber, unlessTaken } from '../db/unique-violation.ts'
import type { ServiceSheet } from '../declaration-form/service-sheet.ts'
import { cancelPayment } from '../payments/cancel-payment.ts'
import { findUnwritableChange } from '../services/person-changes.ts'
import { writeRequestRow } from '../services/request-rows.ts'
import { tellState } from '../services/request-state.ts'
import type { ServiceDefinitions } from '../services/service-definitions.ts'
import type { ServiceFiles } from '../services/service-files.ts'
import type { Snapshots } from '../snapshots/snapshots.ts'
import { writeLines, writeSheetLines } from './describe-answers.ts'
import { describeRegistryChanges } from './describe-registry.ts'
import { applyChanges, listChanges } from './request-effects.ts'
import { askForRequest } from './request-payment.ts'
import {
  findRequest,
  isOfOffice,
  QUEUE_PAGE,
  type QueuePlace,
  readPeople,
  selectNames,
  selectOpen,
  selectQueue,
  toSummary,
  writeQueuePlace,
} from './service-queue.ts'

export type ServiceOfficer = AuditedOfficer & { readonly role: 'officer' | 'supervisor' }

export type DeskError =
  | { readonly code: 'not_found' | 'already_decided' }
  | { readonly code: 'invalid_fields'; readonly fields: readonly string[] }

/** What a decision writes into the row of its file. */
type DeskWork = (
  row: ServiceRequestRow,
  transaction: Transaction<Tables>,
) => Promise<Result<Partial<ServiceRequestRow>, DeskError>>

export type ServiceDesk = ReturnType<typeof createServiceDesk>

/**
 * Requests by public services, for the officers of the office that looks after the account; those of no
 * office in particular for all. What is another office's is not there; to have asked for it is in the log.
 */
export function createServiceDesk(
  database: Database,
  parts: {
    readonly definitions: ServiceDefinitions
    readonly files: ServiceFiles
    readonly snapshots: Snapshots
    readonly audit: AuditLog
    readonly renderSheet: (sheet: ServiceSheet, officeName: string) => Promise<Bytes>
    /** Whether there is an account that is paid into; else what costs something is paid at the office. */
    readonly takesPayments: boolean
  },
) {
  const { definitions, files, snapshots, audit, renderSheet, takesPayments } = parts
  const askPay: typeof askForRequest = (transaction, row, context, now) =>
    takesPayments ? askForRequest(transaction, row, context, now) : Promise.resolve(ok(row.amount))

  /** A file of the officer's office, or of none. */
  async function find(
    officer: AuditedOfficer,
    id: string,
    now: number,
  ): Promise<ServiceRequestRow | undefined> {
    const row = await findRequest(database.query, id)
    if (row === undefined || isOfOffice(officer, row)) return row
    await audit.note({ officer, action: 'access-refused', target: id }, now)
    await audit.note({ officer, action: 'access-refused', target: id, officeCode: row.office_code }, now)
    return undefined
  }

  /**
   * Changes a file that waits and that nobody else has, in a transaction of its own, and tells the person.
   */
  async function decide(
    officer: ServiceOfficer,
    { id, action }: { id: string; action: AuditAction },
    change: DeskWork,
    now: number,
    states: readonly RequestState[] = ['waiting'],
  ): Promise<Result<void, DeskError>> {
    const seen = await find(officer, id, now)
    if (seen === undefined) return err({ code: 'not_found' })
    let outcome: Result<void, DeskError> = err({ code: 'already_decided' })
    await snapshots.change(
      seen.subject_id,
      now,
      async (transaction) => {
        const row = await findRequest(transaction, id)
        const isFree = row && (row.claimed_by === null || row.claimed_by === officer.id)
        if (!isFree || !states.includes(row.state)) return
        const changed = await change(row, transaction)
        outcome = changed.ok ? ok(undefined) : changed
        if (!changed.ok) return
        const next = { ...row, ...changed.value, changed_at: now }
        await writeRequestRow(transaction, next)
        await tellState(transaction, next, now)
        await audit.append(transaction, { officer, action, target: id }, now)
      },
      [seen.person_id],
    )
    return outcome
  }

  return {
    /** A page of a queue. Open files come by deadline, the others newest first. */
    async list(
      officer: AuditedOfficer,
      { queue, after }: { queue: ServiceQueue; after: QueuePlace | undefined },
      now: number,
    ): Promise<ServiceListView> {
      const rows = await selectQueue(database.query, officer, { queue, after })
      await audit.note({ officer, action: 'services-listed', target: queue }, now)
      const page = rows.slice(0, QUEUE_PAGE)
      const last = page.at(-1)
      const today = vietnamDay(now)
      return {
        files: page.map((row) => toSummary(row, officer, today)),
        ...(rows.length > QUEUE_PAGE &&
          last && { next: writeQueuePlace({ order: last.order_key, id: last.id }) }),
      }
    },

    async read(officer: AuditedOfficer, id: string, now: number): Promise<ServiceFileView | undefined> {
      const row = await find(officer, id, now)
      if (row === undefined) return undefined
      await audit.note({ officer, action: 'service-read', target: id }, now)
      const service = await definitions.read(database.query, row.definition)
      const answers = JSON.parse(row.answers) as Answers
      const people = await readPeople(database.query, row)
      const named = await selectNames(database.query, row)
      const pages = service.definition.pages.map((page) => ({
        id: page.id,
        title:
          serviceText(service, 'vi', `page.${page.id}`)?.text ??
          serviceText(service, 'vi', `field.${page.fields[0]?.id}`)?.text ??
          page.id,
      }))
      const lines = await writeLines(database.query, { service, answers, today: row.filled_on })
      const changes = listChanges(service.definition, answers)
      return {
        ...toSummary({ ...row, ...named }, officer, vietnamDay(now)),
        content: toBase64Url(row.content_hash),
        service: row.service,
        procedure: service.definition.procedure,
        law: service.definition.law,
        person: {
          bhxhCode: people.asker.bhxh_code,
          dateOfBirth: people.asker.date_of_birth,
          phone: people.asker.phone,
        },
        ...(row.subject_id !== row.person_id && {
          subject: { fullName: people.subject.full_name, dateOfBirth: people.subject.date_of_birth },
        }),
        lines: lines.map(({ number: _number, field: _field, ...line }) => ({
          ...line,
          pictures: line.pictures && [...line.pictures],
        })),
        pages: pages.filter(({ id: page }) => lines.some((line) => line.page === page)),
        changes: await describeRegistryChanges(database.query, { row, service, changes }),
        ...(row.amount !== null && { amount: row.amount }),
        ...(row.state === 'returned' && { returned: JSON.parse(row.pages) }),
        ...(row.reason !== null && { reason: row.reason }),
        ...(row.note !== null && { note: row.note }),
        ...(row.decided_at !== null && {
          decision: { at: row.decided_at, ...(named.decider !== null && { officer: named.decider }) },
        }),
      }
    },

    async readPicture(
      officer: AuditedOfficer,
      { id, sha256 }: { id: string; sha256: string },
      now: number,
    ): Promise<Bytes | undefined> {
      const row = await find(officer, id, now)
      if (row === undefined || !row.answers.includes(sha256)) return undefined
      await audit.note({ officer, action: 'service-picture-read', target: id }, now)
      return files.read(row.person_id, sha256)
    },

    /** The request as a PDF. */
    async readSheet(officer: AuditedOfficer, id: string, now: number): Promise<Bytes | undefined> {
      const row = await find(officer, id, now)
      if (row === undefined) return undefined
      await audit.note({ officer, action: 'service-sheet-read', target: id }, now)
      const service = await definitions.read(database.query, row.definition)
      const form = { service, answers: JSON.parse(row.answers) as Answers, today: row.filled_on }
      const { asker } = await readPeople(database.query, row)
      const office = await database.query
        .selectFrom('offices')
        .select('name')
        .where('code', '=', row.office_code || officer.officeCode)
        .executeTakeFirst()
      const sheet: ServiceSheet = {
        fileNumber: row.number,
        title: row.title,
        ...(service.definition.sheet && { form: service.definition.sheet.form }),
        filedAt: row.filed_at,
        person: [
          { label: 'Họ và tên', text: asker.full_name },
          { label: 'Ngày sinh', text: formatWrittenDate(asker.date_of_birth as PartialDate) },
          { label: 'Mã số BHXH', text: asker.bhxh_code },
        ],
        lines: await writeSheetLines(database.query, form),
      }
      return renderSheet(sheet, office?.name ?? '')
    },

    /**
     * Takes the most urgent file: one's own first, then one that nobody has. Of any number of officers each
     * gets another.
     */
    async takeNext(officer: ServiceOfficer, now: number): Promise<string | undefined> {
      const own = await selectOpen(database.query, officer)
        .where('claimed_by', '=', officer.id)
        .executeTakeFirst()
      if (own) return own.id
      for (;;) {
        const next = await selectOpen(database.query, officer)
          .where('claimed_by', 'is', null)
          .executeTakeFirst()
        if (next === undefined) return undefined
        // Never from somebody else's hands, whoever asks.
        if ((await this.claim({ ...officer, role: 'officer' }, next.id, now)).ok) return next.id
      }
    },

    /** Takes a file; a supervisor may take it from somebody. */
    async claim(officer: ServiceOfficer, id: string, now: number): Promise<Result<void, DeskError>> {
      const seen = await find(officer, id, now)
      if (seen === undefined) return err({ code: 'not_found' })
      return database.query.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('service_requests')
          .set({ claimed_by: officer.id, claimed_at: now })
          .where('person_id', '=', seen.person_id)
          .where('id', '=', id)
          .where('state', '=', 'waiting')
          .$if(officer.role !== 'supervisor', (unclaimed) =>
            unclaimed.where((where) =>
              where.or([where('claimed_by', 'is', null), where('claimed_by', '=', officer.id)]),
            ),
          )
          .executeTakeFirst()
        if (numUpdatedRows === 0n) return err({ code: 'already_decided' })
        await tellState(transaction, { ...seen, state: 'in-review' }, now)
        await audit.append(transaction, { officer, action: 'service-claimed', target: id }, now)
        return ok(undefined)
      })
    },

    /** Gives a file of one's own back to the queue. */
    release: (officer: ServiceOfficer, id: string, now: number) => decideQuietly(officer, id, now),

    /** Asks for more: pages go back to the person, whose turn it is then. */
    giveBack: (officer: ServiceOfficer, id: string, { pages, reason, note }: ReturnService, now: number) =>
      decide(
        officer,
        { id, action: 'service-returned' },
        async (row, transaction) => {
          const { definition } = await definitions.read(transaction, row.definition)
          const known = new Set(definition.pages.map((page) => page.id))
          if (pages.some((page) => !known.has(page)))
            return err({ code: 'invalid_fields', fields: ['pages'] })
          return ok({ state: 'returned', pages: JSON.stringify(pages), reason, note: note ?? null })
        },
        now,
      ),

    /**
     * Refuses a file, also one that waits for its payment, where the officer has seen that: what has come for
     * it is paid back.
     */
    refuse: (
      officer: ServiceOfficer,
      {
        id,
        reason,
        note,
        awaitsPayment,
      }: { id: string; reason: RequestReason; note: string | undefined; awaitsPayment: boolean },
      now: number,
    ) =>
      decide(
        officer,
        { id, action: 'service-refused' },
        async (row, transaction) => {
          if (reason === 'other' && note === undefined)
            return err({ code: 'invalid_fields', fields: ['note'] })
          const paid = { personId: row.person_id, requestId: row.number, officerId: officer.id }
          await cancelPayment(transaction, paid, now)
          return ok({ state: 'refused', reason, note: note ?? null, decided_at: now, decided_by: officer.id })
        },
        now,
        [awaitsPayment ? 'awaiting-payment' : 'waiting'],
      ),

    /**
     * Does what was asked, by the kind of result: at once, or once it is paid. `content` is what the officer
     * has looked at; a file that was sent back and mended since is another one.
     */
    async approve(
      officer: ServiceOfficer,
      { id, content, note }: { id: string; content: string; note: string | undefined },
      now: number,
    ): Promise<Result<void, DeskError>> {
      const work: DeskWork = async (row, transaction) => {
        if (toBase64Url(row.content_hash) !== content) return err({ code: 'already_decided' })
        const { definition } = await definitions.read(transaction, row.definition)
        const said = { reason: null, note: note ?? null, decided_by: officer.id }
        const answers = JSON.parse(row.answers) as Answers
        const about = { personId: row.person_id, subjectId: row.subject_id }
        const unfit = await findUnwritableChange(transaction, { definition, answers }, about)
        if (unfit !== undefined) return err({ code: 'invalid_fields', fields: [unfit] })
        if (definition.result === 'payment-then-snapshot') {
          const asked = await askPay(transaction, row, { definition, today: vietnamDay(now) }, now)
          if (!asked.ok) return err({ code: 'invalid_fields', fields: asked.error })
          return ok({ ...said, state: 'awaiting-payment', amount: asked.value })
        }
        await applyChanges(transaction, row, listChanges(definition, answers), now)
        return ok({ ...said, state: 'approved', decided_at: now })
      }
      const approve = () => decide(officer, { id, action: 'service-approved' }, work, now)
      // Where somebody was given the number in the same moment, the second look sees whose it is.
      return (await unlessTaken(peopleByNumber, approve(), undefined)) ?? approve()
    },
  }

  function decideQuietly(officer: ServiceOfficer, id: string, now: number): Promise<Result<void, DeskError>> {
    return decide(
      officer,
      { id, action: 'service-released' },
      async (row) =>
        row.claimed_by === officer.id
          ? ok({ claimed_by: null, claimed_at: null })
          : err({ code: 'already_decided' }),
      now,
    )
  }
}
