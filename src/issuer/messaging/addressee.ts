import type { Kysely } from 'kysely'
import type { Language } from '../../i18n/languages.ts'
import type { Tables } from '../db/schema.ts'
import { readLanguage } from './message-texts.ts'

/** Where and in which language a person is written to. */
export type Addressee = {
  readonly phone: string | null
  readonly email: string | null
  readonly language: Language
}

/** The addressee of an account; nobody, in Vietnamese, where there is none. */
export async function findAddressee(query: Kysely<Tables>, personId: number): Promise<Addressee> {
  const account = await query
    .selectFrom('accounts')
    .select(['phone', 'email', 'language'])
    .where('person_id', '=', personId)
    .executeTakeFirst()
  const { phone = null, email = null } = account ?? {}
  return { phone, email, language: readLanguage(account?.language) }
}
