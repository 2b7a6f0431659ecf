import { createHash, randomBytes } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import {
  type DeclarationReceipt,
  type DeclarationRequest,
  pictureKinds,
  type StatusView,
  thingsToBring,
} from '../../core/api/registration-contract.ts'
import { AppError } from '../../core/app-error.ts'
import { type Bytes, equalBytes } from '../../core/bytes.ts'
import { vietnamDay } from '../../core/dates/vietnam-day.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { toBranchView } from '../branches/branches.ts'
import type { Database } from '../db/open-database.ts'
import type { BranchRow, DeclarationRow, Tables } from '../db/schema.ts'
import { readLanguage, writeMail, writeSms } from '../messaging/message-texts.ts'
import type { OutgoingMessages } from '../messaging/outgoing-messages.ts'
import { findDeclarationErrors } from './declaration-errors.ts'
import { generateFileNumber } from './generate-file-number.ts'
import type { PhoneProofs } from './phone-proofs.ts'
import { findPhoneUse } from './phone-use.ts'

export type FilingError =
  | {
      readonly code:
        | 'phone_proof_invalid'
        | 'phone_in_use'
        | 'account_exists'
        | 'declaration_waiting'
        | 'idempotency_conflict'
    }
  | { readonly code: 'invalid_fields'; readonly fields: readonly string[] }

/** Renders the declaration as a PDF (declaration-form/). */
export type RenderForm = (declaration: DeclarationRow, office: BranchRow) => Promise<Bytes>

export type Declarations = ReturnType<typeof createDeclarations>

/**
 * Declarations for an account: filed once each, looked up by their number, printed for whoever filed them.
 */
export function createDeclarations(
  database: Database,
  parts: {
    readonly proofs: PhoneProofs
    readonly messages: OutgoingMessages
    readonly renderForm: RenderForm
  },
) {
  const { proofs, messages, renderForm } = parts

  return {
    /**
     * Files a declaration under a key of the sender's. The same declaration under the same key is filed once,
     * however often and however much at the same time it is sent, and gets the same answer.
     */
    async file(
      declaration: DeclarationRequest,
      key: string,
      now: number,
    ): Promise<Result<DeclarationReceipt, FilingError>> {
      const subject = proofs.subjectOf(declaration)
      if (proofs.read(declaration.phoneProof, now) !== subject) return err({ code: 'phone_proof_invalid' })
      const before = await findFiled(database.query, subject, key)
      if (before) return compareFiled(before, declaration)

      const office = await findOffice(database.query, declaration.officeCode)
      const fields: string[] = findDeclarationErrors(declaration, vietnamDay(now))
      if (office === undefined) fields.push('officeCode')
      if (!(await hasPictures(declaration, subject))) fields.push('pictures')
      if (office === undefined || fields.length > 0) return err({ code: 'invalid_fields', fields })
      const use = await findPhoneUse(database.query, declaration)
      if (use !== 'free') return err({ code: use === 'own' ? 'account_exists' : 'phone_in_use' })

      const row = toRow(declaration, { subject, key, now })
      const form = declaration.mailDeclaration ? await renderForm(row, office) : undefined
      return database.query.transaction().execute(async (transaction) => {
        const inserted = await transaction
          .insertInto('declarations')
          .values(row)
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .executeTakeFirst()
        if (inserted === undefined) {
          const other = await findFiled(transaction, subject, key)
          return other ? compareFiled(other, declaration) : err({ code: 'declaration_waiting' })
        }
        await attachPictures(transaction, row, declaration)
        await tellReceipt(transaction, row, office, form)
        return ok(toReceipt(row, office))
      })
    },

    /** How far a file is; nothing of what is in it. */
    async readStatus(fileNumber: string): Promise<StatusView | undefined> {
      const row = await findDeclaration(fileNumber)
      if (row === undefined) return undefined
      const { state, refusal_reason: reason, refusal_note: note } = row.declaration
      return {
        state,
        office: toBranchView(row.office),
        ...(reason !== null && { refusal: { reason, ...(note !== null && { note }) } }),
      }
    },

    /** The declaration as a PDF, for whoever holds the phone and the number that it was filed with. */
    async readForm(
      { fileNumber, phoneProof }: { fileNumber: string; phoneProof: string },
      now: number,
    ): Promise<Result<Bytes, 'phone_proof_invalid' | 'file_unknown'>> {
      const subject = proofs.read(phoneProof, now)
      if (subject === undefined) return err('phone_proof_invalid')
      const row = await findDeclaration(fileNumber)
      if (row?.declaration.subject !== subject) return err('file_unknown')
      return ok(await renderForm(row.declaration, row.office))
    },

    /**
     * Refuses what has been waiting for 90 days: nobody has come, and their pictures are not to be kept for
     * ever.
     */
    async sweep(now: number): Promise<void> {
      await database.query.transaction().execute(async (transaction) => {
        const lapsed = await transaction
          .updateTable('declarations')
          .set({ state: 'refused', decided_at: now, refusal_reason: 'lapsed' })
          .where('state', '=', 'waiting')
          .where('filed_at', '<', now - WAITING_LIFE)
          .returning(['phone', 'file_number', 'language'])
          .execute()
        for (const { phone, file_number: file, language } of lapsed) {
          const to = { to: phone, language: readLanguage(language) }
          await messages.queue(transaction, writeSms({ ...to, template: 'lapsed', values: { file } }), now)
        }
      })
    },
  }

  async function findDeclaration(fileNumber: string) {
    const declaration = await database.query
      .selectFrom('declarations')
      .selectAll()
      .where('file_number', '=', fileNumber)
      .executeTakeFirst()
    const office = declaration && (await findOffice(database.query, declaration.office_code))
    return declaration && office && { declaration, office }
  }

  /** Whether the three pictures were sent for this phone and number, each as what it is said to be. */
  async function hasPictures({ pictures }: DeclarationRequest, subject: string): Promise<boolean> {
    const rows = await database.query
      .selectFrom('pictures')
      .select(['hash', 'kind'])
      .where('subject', '=', subject)
      .where('hash', 'in', Object.values(pictures))
      .execute()
    return pictureKinds.every((kind) => rows.some((row) => row.kind === kind && row.hash === pictures[kind]))
  }

  async function tellReceipt(
    transaction: Transaction<Tables>,
    row: DeclarationRow,
    office: BranchRow,
    form: Bytes | undefined,
  ): Promise<void> {
    const language = readLanguage(row.language)
    const told = {
      language,
      template: 'receipt',
      values: { file: row.file_number, office: office.name },
    } as const
    await messages.queue(transaction, writeSms({ ...told, to: row.phone }), row.filed_at)
    if (form === undefined || row.email === null) return
    const attachment = { name: `${row.file_number}.pdf`, content: form }
    await messages.queue(transaction, { ...writeMail({ ...told, to: row.email }), attachment }, row.filed_at)
  }
}

const WAITING_LIFE = 90 * 86_400

type Filed = { readonly declaration: DeclarationRow; readonly office: BranchRow }

async function findFiled(query: Kysely<Tables>, subject: string, key: string): Promise<Filed | undefined> {
  const declaration = await query
    .selectFrom('declarations')
    .selectAll()
    .where('subject', '=', subject)
    .where('idempotency_key', '=', key)
    .executeTakeFirst()
  const office = declaration && (await findOffice(query, declaration.office_code))
  return declaration && office && { declaration, office }
}

function findOffice(query: Kysely<Tables>, code: string): Promise<BranchRow | undefined> {
  return query.selectFrom('offices').selectAll().where('code', '=', code).executeTakeFirst()
}

function compareFiled(filed: Filed, sent: DeclarationRequest): Result<DeclarationReceipt, FilingError> {
  return equalBytes(filed.declaration.body_hash, hashBody(sent))
    ? ok(toReceipt(filed.declaration, filed.office))
    : err({ code: 'idempotency_conflict' })
}

/**
 * Of everything but the proof, which may have been renewed since. Parsing has put the fields into one order.
 */
function hashBody({ phoneProof, ...declaration }: DeclarationRequest): Bytes {
  return new Uint8Array(createHash('sha256').update(JSON.stringify(declaration)).digest())
}

function toReceipt(row: DeclarationRow, office: BranchRow): DeclarationReceipt {
  return {
    fileNumber: row.file_number,
    office: toBranchView(office),
    bring: [...thingsToBring],
    filedAt: row.filed_at,
  }
}

/** Takes the pictures, which may have been a refused declaration's before. */
async function attachPictures(
  transaction: Transaction<Tables>,
  { id, subject }: DeclarationRow,
  { pictures }: DeclarationRequest,
): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable('pictures')
    .set({ declaration_id: id })
    .where('subject', '=', subject)
    .where('hash', 'in', Object.values(pictures))
    .executeTakeFirst()
  // One was swept away since it was looked for: the next try says that it is missing.
  if (numUpdatedRows !== 3n) throw new AppError('unavailable')
}

function toRow(
  declaration: DeclarationRequest,
  { subject, key, now }: { subject: string; key: string; now: number },
): DeclarationRow {
  const { identity } = declaration
  return {
    id: randomBytes(16).toString('base64url'),
    file_number: generateFileNumber('DK', now),
    subject,
    idempotency_key: key,
    body_hash: hashBody(declaration),
    state: 'waiting',
    number: declaration.number,
    full_name: declaration.fullName.normalize('NFC'),
    date_of_birth: declaration.dateOfBirth,
    sex: declaration.sex,
    nationality: declaration.nationality?.normalize('NFC') ?? null,
    ethnicity: declaration.ethnicity?.normalize('NFC') ?? null,
    identity_kind: identity.kind,
    identity_number: identity.number,
    identity_issued_on: identity.issuedOn ?? null,
    address: declaration.address.normalize('NFC'),
    ward_code: declaration.wardCode,
    province_code: declaration.provinceCode,
    phone: declaration.phone,
    email: declaration.email ?? null,
    office_code: declaration.officeCode,
    language: declaration.language ?? null,
    filed_at: now,
    seen_on: null,
    seen_document: null,
    seen_by: null,
    decided_at: null,
    decided_by: null,
    refusal_reason: null,
    refusal_note: null,
  }
}
