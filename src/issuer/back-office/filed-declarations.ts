import type { Kysely, Transaction } from 'kysely'
import type {
  DeclarationListView,
  DeclarationView,
  SeenDocument,
} from '../../core/api/back-office-contract.ts'
import { type PictureKind, pictureKinds, type RefusalReason } from '../../core/api/registration-contract.ts'
import type { Bytes } from '../../core/bytes.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { PasswordHasher } from '../accounts/password.ts'
import { generateTemporaryPassword } from '../accounts/temporary-password.ts'
import type { AuditedOfficer, AuditLog } from '../audit/audit-log.ts'
import type { Database } from '../db/open-database.ts'
import type { AccountRow, DeclarationRow, PersonRow, Tables } from '../db/schema.ts'
import { accountsByPhone, unlessTaken } from '../db/unique-violation.ts'
import type { OutgoingMessages } from '../messaging/outgoing-messages.ts'
import type { PictureStore } from '../pictures/picture-store.ts'
import { findPhoneUse, numberColumn } from '../registration/phone-use.ts'
import { compareFields } from './compare-fields.ts'
import { writeApproval, writeRefusal } from './decision-messages.ts'
import { cutPage, type ListQuestion, orderOf, PAGE } from './file-page.ts'
import { isCheckable, isCredibleDocument, sealSeenDocument } from './seen-document.ts'

/** How long the password that the office sends may be used, in seconds. */
export const OFFICE_PASSWORD_LIFE = 72 * 3600

export type ApprovalError =
  | 'not_found'
  | 'already_decided'
  | 'document_mismatch'
  | 'person_unknown'
  | 'account_exists'
  | 'phone_in_use'
  | 'second_officer_needed'

export type RefusalError = 'not_found' | 'already_decided'

export type BackOfficeDeclarations = ReturnType<typeof createBackOfficeDeclarations>

/**
 * The declarations of an office, for its officers. What is another office's is not there; to have asked for
 * it is logged.
 */
export function createBackOfficeDeclarations(
  database: Database,
  parts: {
    readonly hasher: PasswordHasher
    readonly audit: AuditLog
    readonly messages: OutgoingMessages
    readonly pictures: PictureStore
    readonly secret: Uint8Array
  },
) {
  const { hasher, audit, messages, pictures, secret } = parts

  const findRow = (id: string): Promise<DeclarationRow | undefined> =>
    database.query.selectFrom('declarations').selectAll().where('id', '=', id).executeTakeFirst()

  /** A declaration of the officer's office. Who asks for another one's is noted. */
  async function findOwn(
    officer: AuditedOfficer,
    id: string,
    now: number,
  ): Promise<DeclarationRow | undefined> {
    const row = await findRow(id)
    if (row?.office_code === officer.officeCode) return row
    const note = { officer, action: 'access-refused', target: id } as const
    if (row) {
      await audit.note(note, now)
      await audit.note({ ...note, officeCode: row.office_code }, now)
    }
    return undefined
  }

  return {
    async list(
      officer: AuditedOfficer,
      { state, after }: ListQuestion,
      now: number,
    ): Promise<DeclarationListView> {
      const order = orderOf(state)
      const rows = await database.query
        .selectFrom('declarations')
        .select(['id', 'file_number', 'full_name', 'filed_at', 'state'])
        .where('office_code', '=', officer.officeCode)
        .where('state', '=', state)
        .$if(after !== undefined, (query) =>
          query.where((where) =>
            where(
              where.refTuple('filed_at', 'id'),
              order === 'asc' ? '>' : '<',
              where.tuple(after?.filedAt ?? 0, after?.id ?? ''),
            ),
          ),
        )
        .orderBy('filed_at', order)
        .orderBy('id', order)
        .limit(PAGE + 1)
        .execute()
      await audit.note({ officer, action: 'declarations-listed', target: state }, now)
      const { rows: page, ...next } = cutPage(rows)
      return {
        declarations: page.map((row) => ({
          id: row.id,
          fileNumber: row.file_number,
          fullName: row.full_name,
          filedAt: row.filed_at,
          state: row.state,
        })),
        ...next,
      }
    },

    async read(officer: AuditedOfficer, id: string, now: number): Promise<DeclarationView | undefined> {
      const row = await findOwn(officer, id, now)
      if (row === undefined) return undefined
      await audit.note({ officer, action: 'declaration-read', target: id }, now)
      const person = await findPerson(database.query, row.number)
      const account = person && (await findAccount(database.query, person.id))
      const kept = await database.query
        .selectFrom('pictures')
        .select('kind')
        .where('declaration_id', '=', id)
        .execute()
      return {
        id,
        fileNumber: row.file_number,
        filedAt: row.filed_at,
        state: row.state,
        fields: compareFields(row, person),
        identity: { kind: row.identity_kind, number: row.identity_number },
        pictures: pictureKinds.filter((kind) => kept.some((picture) => picture.kind === kind)),
        person:
          person === undefined ? 'unknown' : account?.closed_at === null ? 'with-account' : 'without-account',
        phoneInUse: (await findPhoneUse(database.query, row)) === 'other',
        ...(row.decided_at !== null && { decision: await describeDecision(row, row.decided_at) }),
      }
    },

    async readPicture(
      officer: AuditedOfficer,
      { id, kind }: { id: string; kind: PictureKind },
      now: number,
    ): Promise<Bytes | undefined> {
      if ((await findOwn(officer, id, now)) === undefined) return undefined
      await audit.note({ officer, action: 'picture-read', target: `${id}/${kind}` }, now)
      const picture = await database.query
        .selectFrom('pictures')
        .select('hash')
        .where('declaration_id', '=', id)
        .where('kind', '=', kind)
        .executeTakeFirst()
      return picture && pictures.read(picture.hash)
    },

    /**
     * The person was at the office with the original of the document that they declared: makes the account,
     * with a password that can be used once within 72 hours and goes to the phone that was confirmed. Of any
     * number of officers one decides; where the registry cannot check the document, two must have seen it.
     */
    async approve(
      officer: AuditedOfficer,
      { id, seen }: { id: string; seen: SeenDocument },
      now: number,
    ): Promise<Result<void, ApprovalError>> {
      if ((await findOwn(officer, id, now)) === undefined) return err('not_found')
      const password = generateTemporaryPassword()
      const passwordHash = await hasher.hash(password, { account: `officer:${officer.id}` })
      const decision = { id, seen, password, passwordHash }
      const approval = database.query
        .transaction()
        .execute((transaction) => approveLocked(transaction, officer, decision, now))
      return unlessTaken(accountsByPhone, approval, err('phone_in_use'))
    },

    async refuse(
      officer: AuditedOfficer,
      { id, reason, note }: { id: string; reason: RefusalReason; note: string | undefined },
      now: number,
    ): Promise<Result<void, RefusalError>> {
      if ((await findOwn(officer, id, now)) === undefined) return err('not_found')
      return database.query.transaction().execute(async (transaction) => {
        const row = await lock(transaction, id)
        if (row === undefined) return err('already_decided')
        const refusal = { state: 'refused', refusal_reason: reason, refusal_note: note ?? null } as const
        await decide(transaction, row, refusal, officer, now)
        for (const message of writeRefusal(row, { reason, note }))
          await messages.queue(transaction, message, now)
        await audit.append(transaction, { officer, action: 'declaration-refused', target: id }, now)
        return ok(undefined)
      })
    },
  }

  async function approveLocked(
    transaction: Transaction<Tables>,
    officer: AuditedOfficer,
    {
      id,
      seen,
      password,
      passwordHash,
    }: { id: string; seen: SeenDocument; password: string; passwordHash: string },
    now: number,
  ): Promise<Result<void, ApprovalError>> {
    const row = await lock(transaction, id)
    if (row === undefined) return err('already_decided')
    const person = await findPerson(transaction, row.number)
    if (person === undefined) return err('person_unknown')
    const isDeclared = seen.kind === row.identity_kind && seen.number === row.identity_number
    if (!isDeclared || !isCredibleDocument(seen, person, now)) {
      await audit.append(transaction, { officer, action: 'approval-refused', target: id }, now)
      return err('document_mismatch')
    }
    const account = await findAccount(transaction, person.id)
    if (account?.closed_at === null) return err('account_exists')
    if ((await findPhoneUse(transaction, row)) === 'other') return err('phone_in_use')

    const seenDocument = sealSeenDocument(seen, { place: 'declarations', id, secret })
    if (!isCheckable(seen, person) && (row.seen_by === null || row.seen_by === officer.id)) {
      await transaction
        .updateTable('declarations')
        .set({ seen_by: officer.id, seen_document: seenDocument, seen_on: seen.date })
        .where('id', '=', id)
        .execute()
      await audit.append(transaction, { officer, action: 'document-vouched', target: id }, now)
      return err('second_officer_needed')
    }
    const values = makeAccountValues(row, passwordHash, now)
    const made = await transaction
      .insertInto('accounts')
      .values({ person_id: person.id, access_version: 0, ...values })
      // Closed before: the person comes back. One that was made in this moment stays.
      .onConflict((conflict) =>
        conflict.column('person_id').doUpdateSet(values).where('accounts.closed_at', 'is not', null),
      )
      .returning('person_id')
      .executeTakeFirst()
    if (made === undefined) return err('account_exists')
    await decide(
      transaction,
      row,
      { state: 'approved', seen_on: seen.date, seen_document: seenDocument },
      officer,
      now,
    )
    for (const message of writeApproval(row, password, now + OFFICE_PASSWORD_LIFE))
      await messages.queue(transaction, message, now)
    await audit.append(transaction, { officer, action: 'declaration-approved', target: id }, now)
    return ok(undefined)
  }

  async function describeDecision(row: DeclarationRow, decidedAt: number) {
    const officer =
      row.decided_by === null
        ? undefined
        : await database.query
            .selectFrom('officers')
            .select('full_name')
            .where('id', '=', row.decided_by)
            .executeTakeFirst()
    return {
      decidedAt,
      ...(officer && { officer: officer.full_name }),
      ...(row.refusal_reason !== null && { reason: row.refusal_reason }),
      ...(row.refusal_note !== null && { note: row.refusal_note }),
    }
  }
}

/** Takes a declaration for this transaction alone; undefined if it is decided. */
function lock(transaction: Transaction<Tables>, id: string): Promise<DeclarationRow | undefined> {
  return transaction
    .updateTable('declarations')
    .set((column) => ({ filed_at: column.ref('filed_at') }))
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .returningAll()
    .executeTakeFirst()
}

async function decide(
  transaction: Transaction<Tables>,
  { id }: DeclarationRow,
  decision: Partial<DeclarationRow>,
  officer: AuditedOfficer,
  now: number,
): Promise<void> {
  await transaction
    .updateTable('declarations')
    .set({ ...decision, decided_at: now, decided_by: officer.id })
    .where('id', '=', id)
    .execute()
}

function findPerson(query: Kysely<Tables>, number: string): Promise<PersonRow | undefined> {
  return query.selectFrom('people').selectAll().where(numberColumn(number), '=', number).executeTakeFirst()
}

function findAccount(query: Kysely<Tables>, personId: number) {
  return query.selectFrom('accounts').select('closed_at').where('person_id', '=', personId).executeTakeFirst()
}

function makeAccountValues(
  row: DeclarationRow,
  passwordHash: string,
  now: number,
): Omit<AccountRow, 'person_id' | 'access_version'> {
  return {
    password_hash: passwordHash,
    created_at: now,
    phone: row.phone,
    // A slip of the finger would let a stranger set the password: it counts once a code has confirmed it.
    email: null,
    declared_email: row.email,
    address: row.address,
    ward_code: row.ward_code,
    temporary_until: now + OFFICE_PASSWORD_LIFE,
    password_changed_at: null,
    closed_at: null,
    office_code: row.office_code,
    language: row.language,
  }
}
