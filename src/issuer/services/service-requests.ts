import { randomBytes } from 'node:crypto'
import type { Transaction } from 'kysely'
import type {
  MendServiceRequest,
  SendServiceRequest,
  ServiceReceiptView,
  ServiceRequestView,
} from '../../core/api/service-contract.ts'
import { type Bytes, equalBytes, toBase64Url } from '../../core/bytes.ts'
import type { Signer } from '../../core/credential/issuer-signed.ts'
import type { PartialDate } from '../../core/dates/partial-date.ts'
import { vietnamDay } from '../../core/dates/vietnam-day.ts'
import { addWorkingDays } from '../../core/dates/working-days.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { isBoundedJson } from '../../core/services/bounded-json.ts'
import { asksAgain, computedOf, filesOf } from '../../core/services/parse-answers.ts'
import type { Answers } from '../../core/services/read-value.ts'
import { isGuide, type ServiceDefinition } from '../../core/services/service-definition.ts'
import { serviceText } from '../../core/services/service-pack.ts'
import { issueServiceReceipt } from '../../core/services/service-receipt.ts'
import { hashContent, type RequestContent } from '../../core/services/service-request.ts'
import { limits as limitsOfServices } from '../../core/services/service-words.ts'
import { windowOn } from '../../core/services/window.ts'
import { lockPerson } from '../db/lock-person.ts'
import type { Database } from '../db/open-database.ts'
import type { ServiceRequestRow, Tables } from '../db/schema.ts'
import { transactResult } from '../db/transact-result.ts'
import type { RateLimit, RateLimits } from '../rate-limits/rate-limits.ts'
import { generateFileNumber } from '../registration/generate-file-number.ts'
import { judgeAnswers, judgeByRegistry, refuseRequest, type SendError } from './judge-request.ts'
import { mergeAnswers } from './merge-answers.ts'
import {
  countOpen,
  findByKey,
  findByNumber,
  readAccessVersion,
  readPublicId,
  writeRequestRow,
} from './request-rows.ts'
import { isOpen, tellState } from './request-state.ts'
import type { FilledService, ServiceDefinitions } from './service-definitions.ts'
import type { ServiceFiles } from './service-files.ts'
import type { ServiceProofs } from './service-proofs.ts'
import { sweepServiceRequests } from './sweep-requests.ts'
import { withdrawRequest } from './withdraw-request.ts'

/** Requests of one person that are open at once; more are a mistake or a nuisance. */
const MOST_OPEN = 30

/** Requests that are taken of one person in a day, also where each is withdrawn: all are kept for a year. */
const TAKEN: RateLimit = { name: 'service-requests', uses: 60, window: 86_400 }

export type ReceiptContext = { readonly issuer: string; readonly specimen: boolean; readonly signer: Signer }

export type ServiceRequests = ReturnType<typeof createServiceRequests>

/**
 * What people ask for by public services: taken once for each key, judged by the definition that was filled
 * in, receipted.
 */
export function createServiceRequests(
  database: Database,
  parts: {
    readonly definitions: ServiceDefinitions
    readonly files: ServiceFiles
    readonly proofs: ServiceProofs
    readonly limits: RateLimits
    readonly findSigner: (now: number) => ReceiptContext
  },
) {
  const { definitions, files, proofs, limits, findSigner } = parts

  return {
    /**
     * The version of a person's access, to be asked before they prove that it is them: what is proved with a
     * password that another has replaced meanwhile counts for nothing.
     */
    readAccess: (personId: number): Promise<number> => readAccessVersion(database.query, personId),

    /** Takes a request, after its files. The same key with the same content gets the same receipt. */
    async send(
      personId: number,
      request: SendServiceRequest,
      now: number,
    ): Promise<Result<ServiceReceiptView, SendError>> {
      const filled = await definitions.findInForce(request.definition, now)
      return transactResult(database, async (transaction) => {
        await lockPerson(transaction, personId)
        const publicId = await readPublicId(transaction, personId)
        // An account that was closed since its session was read is nobody's.
        if (request.personId !== publicId || (await isClosed(transaction, personId)))
          return err({ code: 'other_person' })
        const before = await findByKey(transaction, personId, request.key)
        if (before) return compareContent(before, request)
        if (filled === undefined || !isAskedFor(filled, request)) return refuseRequest('service-unknown')
        const { definition } = filled.service
        if (windowOn(definition, vietnamDay(now))?.isOpen === false) return refuseRequest('window-closed')
        const judged = judgeAnswers(definition, request, now)
        if (!judged.ok) return judged
        const answers = judged.value
        const subject = await judgeByRegistry(transaction, { definition, personId, answers })
        if (!subject.ok) return subject
        if (!(await isProven(transaction, { definition, personId, answers }, request, now)))
          return refuseRequest('proof-needed')
        const missing = await files.listMissing(transaction, personId, filesOf(definition, answers))
        if (missing.length > 0) return refuseRequest('files-missing', missing)
        if ((await countOpen(transaction, personId)) >= MOST_OPEN) return refuseRequest('too-many-open')
        const retryAfter = await limits.take([[TAKEN, `person:${personId}`]], now, transaction)
        if (retryAfter > 0) return err({ code: 'too_many_requests', retryAfter })
        await definitions.keep(transaction, filled, now)
        const row = await makeRow(transaction, { request, filled, answers, personId, ...subject.value }, now)
        const signed = await signRow(row, publicId, now)
        await transaction.insertInto('service_requests').values(signed).execute()
        await files.attach(transaction, { personId, requestId: row.id }, filesOf(definition, answers))
        await tellState(transaction, row, now)
        return ok(toReceipt(signed))
      })
    },

    /** Takes the pages that went back; answers of others stay. The clock of the office begins anew. */
    mend(
      personId: number,
      number: string,
      mended: MendServiceRequest,
      now: number,
    ): Promise<Result<ServiceReceiptView, SendError>> {
      return transactResult(database, async (transaction) => {
        await lockPerson(transaction, personId)
        const publicId = await readPublicId(transaction, personId)
        if (mended.personId !== publicId) return err({ code: 'other_person' })
        const row = await findByNumber(transaction, personId, number)
        if (row === undefined) return err({ code: 'not_found' })
        if (row.mend_key === mended.key) return ok(toReceipt(row))
        if (row.state !== 'returned') return refuseRequest('not-open')
        const { definition } = await definitions.read(transaction, row.definition)
        const judged = judgeAnswers(definition, mended, now)
        if (!judged.ok) return judged
        const earlier = {
          answers: JSON.parse(row.answers) as Answers,
          pages: JSON.parse(row.pages) as string[],
          day: row.filled_on,
        }
        const answers = mergeAnswers(definition, earlier, judged.value, mended.day)
        if (answers === undefined) return err({ code: 'invalid_fields', fields: ['answers'] })
        // Where money goes may be on a page that went back.
        if (!(await isProven(transaction, { definition, personId, answers }, mended, now)))
          return refuseRequest('proof-needed')
        const subject = await judgeByRegistry(transaction, { definition, personId, answers })
        if (!subject.ok) return subject
        const missing = await files.listMissing(transaction, personId, filesOf(definition, answers))
        if (missing.length > 0) return refuseRequest('files-missing', missing)
        const content = { ...toContent(row), day: mended.day, answers }
        const changed: ServiceRequestRow = {
          ...row,
          subject_id: subject.value.subjectId,
          card_id: subject.value.cardId,
          answers: JSON.stringify(answers),
          filled_on: mended.day,
          content_hash: await hashContent(content),
          mend_key: mended.key,
          state: 'waiting',
          changed_at: now,
          deadline: addWorkingDays(vietnamDay(now), definition.days),
          pages: '[]',
          reason: null,
          note: null,
        }
        const signed = await signRow(changed, publicId, now)
        await writeRequestRow(transaction, signed)
        await files.attach(transaction, { personId, requestId: row.id }, filesOf(definition, answers))
        await tellState(transaction, signed, now)
        return ok(toReceipt(signed))
      })
    },

    /** One's own request with what was sent. */
    async read(personId: number, number: string): Promise<ServiceRequestView | undefined> {
      const row = await findByNumber(database.query, personId, number)
      if (row === undefined) return undefined
      const { source, texts } = await definitions.read(database.query, row.definition)
      const { reason, note } = row
      const pages = JSON.parse(row.pages) as string[]
      const said = { ...(reason && { reason }), ...(note !== null && { note }) }
      return {
        ...toReceipt(row),
        service: row.service,
        version: row.version,
        definition: row.definition,
        day: row.filled_on,
        answers: JSON.parse(row.answers),
        written: JSON.parse(source),
        texts,
        ...(row.state === 'returned' && reason && { returned: { pages, ...said, reason } }),
        ...(row.decided_at !== null && { decision: { at: row.decided_at, ...said } }),
      }
    },

    /** Withdraws one's own request while it is not decided; what was paid for it is paid back. */
    withdraw(personId: number, number: string, now: number): Promise<Result<void, SendError>> {
      return transactResult(database, async (transaction) => {
        await lockPerson(transaction, personId)
        const row = await findByNumber(transaction, personId, number)
        if (row === undefined) return err({ code: 'not_found' })
        if (row.state === 'withdrawn') return ok(undefined)
        if (!isOpen(row.state)) return refuseRequest('not-open')
        await withdrawRequest(transaction, row, now)
        return ok(undefined)
      })
    },

    /** Ends what is left alone and forgets what is long decided; see `sweepServiceRequests`. */
    sweep: (now: number): Promise<void> => sweepServiceRequests(database, now),
  }

  /** Whether the password was given once more for this sending, where it is asked for. */
  async function isProven(
    transaction: Transaction<Tables>,
    { definition, personId, answers }: { definition: ServiceDefinition; personId: number; answers: Answers },
    { key, proof }: { readonly key: string; readonly proof?: string | undefined },
    now: number,
  ): Promise<boolean> {
    if (!asksAgain(definition, answers)) return true
    const accessVersion = await readAccessVersion(transaction, personId)
    return proofs.isOf(proof, { personId, key, accessVersion }, now)
  }

  async function signRow(row: ServiceRequestRow, personId: string, now: number): Promise<ServiceRequestRow> {
    const { issuer, specimen, signer } = findSigner(now)
    const receipt = await issueServiceReceipt(
      {
        issuer,
        issuedAt: now,
        number: row.number,
        personId,
        service: row.service,
        version: row.version,
        content: row.content_hash,
        deadline: row.deadline as PartialDate,
        specimen,
      },
      signer,
    )
    return { ...row, receipt }
  }
}

function isAskedFor({ service: { definition } }: FilledService, request: SendServiceRequest): boolean {
  return definition.id === request.service && definition.version === request.version && !isGuide(definition)
}

/**
 * What was sent first under the key; once it was mended, only that the same service was asked for is
 * compared.
 */
async function compareContent(
  row: ServiceRequestRow,
  request: SendServiceRequest,
): Promise<Result<ServiceReceiptView, SendError>> {
  const isMended = row.mend_key !== null && row.definition === request.definition
  // What is nested without end was never taken, and nobody walks through it.
  const isSame = async () =>
    isBoundedJson(request.answers, limitsOfServices) &&
    equalBytes(row.content_hash, await hashContent({ ...request, answers: request.answers as Answers }))
  return isMended || (await isSame()) ? ok(toReceipt(row)) : err({ code: 'idempotency_conflict' })
}

async function isClosed(transaction: Transaction<Tables>, personId: number): Promise<boolean> {
  const open = await transaction
    .selectFrom('accounts')
    .select('person_id')
    .where('person_id', '=', personId)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return open === undefined
}

function toContent(row: ServiceRequestRow): RequestContent {
  const { service, version, definition, filled_on: day } = row
  return { service, version, definition, day, answers: JSON.parse(row.answers) }
}

async function makeRow(
  transaction: Transaction<Tables>,
  made: {
    request: SendServiceRequest
    filled: FilledService
    answers: Answers
    personId: number
    subjectId: number
    cardId: string | null
  },
  now: number,
): Promise<Omit<ServiceRequestRow, 'receipt'> & { receipt: Bytes }> {
  const { request, filled, answers, personId, subjectId, cardId } = made
  const { definition } = filled.service
  const account = await transaction
    .selectFrom('accounts')
    .select('office_code')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  const amounts = Object.values(computedOf(definition, answers))
  return {
    person_id: personId,
    id: randomBytes(16).toString('base64url'),
    request_key: request.key,
    number: generateFileNumber('DV', now),
    definition: filled.hash,
    service: definition.id,
    title: serviceText(filled.service, 'vi', 'title')?.text.slice(0, 200) ?? definition.id,
    version: definition.version,
    subject_id: subjectId,
    card_id: cardId,
    filled_on: request.day,
    answers: JSON.stringify(answers),
    content_hash: await hashContent({ ...request, answers }),
    receipt: new Uint8Array(),
    mend_key: null,
    state: 'waiting',
    office_code: account?.office_code ?? '',
    filed_at: now,
    changed_at: now,
    deadline: addWorkingDays(vietnamDay(now), definition.days),
    claimed_by: null,
    claimed_at: null,
    pages: '[]',
    reason: null,
    note: null,
    amount: definition.result === 'payment-then-snapshot' ? (amounts.at(-1) ?? null) : null,
    decided_at: null,
    decided_by: null,
  }
}

function toReceipt(row: ServiceRequestRow): ServiceReceiptView {
  return {
    number: row.number,
    state: row.state,
    filedAt: row.filed_at,
    deadline: row.deadline,
    receipt: toBase64Url(row.receipt),
  }
}
