import type { Kysely } from 'kysely'
import type { Tables } from '../db/schema.ts'

/** The column of `people` that a BHXH number (10 digits) or personal number (12) is looked for in. */
export function numberColumn(number: string): 'people.bhxh_code' | 'people.personal_id' {
  return number.length === 12 ? 'people.personal_id' : 'people.bhxh_code'
}

/**
 * Whom a phone number serves: one phone, one person. `own` when it is the account of the number itself.
 * Only for who has shown that the phone is theirs, and for officers.
 */
export async function findPhoneUse(
  query: Kysely<Tables>,
  { phone, number }: { phone: string; number: string },
): Promise<'free' | 'own' | 'other'> {
  const account = await query
    .selectFrom('accounts')
    .innerJoin('people', 'people.id', 'accounts.person_id')
    .select(['people.bhxh_code', 'people.personal_id'])
    .where('accounts.phone', '=', phone)
    .executeTakeFirst()
  if (account === undefined) return 'free'
  return account.bhxh_code === number || account.personal_id === number ? 'own' : 'other'
}
