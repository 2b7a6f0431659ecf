import type { Kysely } from 'kysely'
import type { Tables } from '../db/schema.ts'

/** The open account of a BHXH number (10 digits) or personal number (12). */
export function findAccount(query: Kysely<Tables>, login: string) {
  return query
    .selectFrom('people')
    .innerJoin('accounts', 'accounts.person_id', 'people.id')
    .select(['people.id', 'accounts.email', 'accounts.phone'])
    .where(login.length === 12 ? 'people.personal_id' : 'people.bhxh_code', '=', login)
    .where('accounts.closed_at', 'is', null)
    .executeTakeFirst()
}

/** What a recovery code is for: the account, or a number that has none, which no code is ever good for. */
export function ownerOf(account: { readonly id: number } | undefined, typed: string) {
  const subject = account === undefined ? `nobody:${typed}` : `person:${account.id}`
  return { purpose: 'recovery', subject } as const
}
