import type { ResetRequest } from '../../core/api/office-contract.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { PasswordHasher } from '../accounts/password.ts'
import { type AccessParts, withdrawAccess } from '../accounts/revoke-access.ts'
import { drawTemporaryPassword } from '../accounts/temporary-password.ts'
import type { AuditedOfficer, AuditLog } from '../audit/audit-log.ts'
import type { Database } from '../db/open-database.ts'
import { accountsByPhone, unlessTaken } from '../db/unique-violation.ts'
import type { OutgoingMessages } from '../messaging/outgoing-messages.ts'
import { findPhoneUse, numberColumn } from '../registration/phone-use.ts'
import { writeReset } from './decision-messages.ts'
import { OFFICE_PASSWORD_LIFE } from './office-declarations.ts'
import { isCredibleDocument } from './seen-document.ts'

export type ResetDefect = 'account_unknown' | 'document_mismatch' | 'phone_in_use'

export type ResetAccount = (
  officer: AuditedOfficer,
  request: ResetRequest,
  now: number,
) => Promise<Result<void, ResetDefect>>

/**
 * For a person who is at the office with the original document and has lost the phone number: a new one, and a temporary password
 * sent to it. The device before is signed out; the old number and the email are told.
 */
export function createAccountResets(
  database: Database,
  parts: {
    readonly hasher: PasswordHasher
    readonly audit: AuditLog
    readonly messages: OutgoingMessages
  } & AccessParts,
): ResetAccount {
  const { hasher, audit, messages } = parts
  return async (officer, { number, phone, seen }, now) => {
    const password = drawTemporaryPassword()
    const passwordHash = await hasher.hash(password)
    const reset = database.query.transaction().execute<Result<void, ResetDefect>>(async (transaction) => {
      const person = await transaction
        .selectFrom('people')
        .innerJoin('accounts', 'accounts.person_id', 'people.id')
        .select(['people.id', 'people.public_id', 'people.personal_id', 'accounts.phone', 'accounts.email'])
        .where(numberColumn(number), '=', number)
        .where('accounts.closed_at', 'is', null)
        .executeTakeFirst()
      if (person === undefined) return err('account_unknown')
      if (!isCredibleDocument(seen, person, now)) return err('document_mismatch')
      if ((await findPhoneUse(transaction, { phone, number })) === 'other') return err('phone_in_use')
      const { numUpdatedRows } = await transaction
        .updateTable('accounts')
        .set({ phone, password_hash: passwordHash, temporary_until: now + OFFICE_PASSWORD_LIFE })
        .where('person_id', '=', person.id)
        // Another officer may have closed it in this moment.
        .where('closed_at', 'is', null)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return err('account_unknown')
      await withdrawAccess(transaction, parts, person.id)
      await parts.sessions.endActive(transaction, person.id, now)
      const told = { phone, oldPhone: person.phone, email: person.email }
      for (const message of writeReset(told, password, now + OFFICE_PASSWORD_LIFE))
        await messages.queue(transaction, message, now)
      await audit.append(transaction, { officer, action: 'account-reset', target: person.public_id }, now)
      return ok(undefined)
    })
    return unlessTaken(accountsByPhone, reset, err('phone_in_use'))
  }
}
