import type { Kysely } from 'kysely'
import { checkPassword, type PasswordWeakness } from '../../core/account/password-rules.ts'
import type { Database } from '../db/open-database.ts'
import type { Tables } from '../db/schema.ts'
import { isCommonPassword } from './common-passwords.ts'

export type ValidatePassword = (
  personId: number,
  password: string,
  /** A transaction, where there is one. */
  query?: Kysely<Tables>,
) => Promise<PasswordWeakness[]>

/**
 * What is wrong with a new password of an account holder, in view of what is known of them; empty if it may
 * be used.
 */
export function createValidatePassword(database: Database): ValidatePassword {
  return async (personId, password, query = database.query) => {
    const person = await query
      .selectFrom('people')
      .innerJoin('accounts', 'accounts.person_id', 'people.id')
      .select(['full_name', 'date_of_birth', 'bhxh_code', 'personal_id', 'accounts.phone'])
      .where('people.id', '=', personId)
      .executeTakeFirstOrThrow()
    const numbers = [person.bhxh_code, person.personal_id, person.phone].filter((number) => number !== null)
    const facts = { numbers, fullName: person.full_name, dateOfBirth: person.date_of_birth }
    return checkPassword(password, facts, isCommonPassword)
  }
}
