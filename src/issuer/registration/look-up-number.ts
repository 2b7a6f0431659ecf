import { foldPersonName } from '../../core/card/person-name.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { Database } from '../db/open-database.ts'
import type { Admission, Client, Refusal } from '../rate-limits/admission.ts'

const HOUR = 3600

/** `all`: what all together may look up at the price of easy work (admission.ts). */
export const LOOK_UPS = {
  identity: { name: 'look-up, identity number', uses: 5, window: 24 * HOUR },
  network: { name: 'look-up, address', uses: 20, window: HOUR },
  all: { name: 'look-up', uses: 3000, window: HOUR },
} as const

export type LookUp = {
  readonly fullName: string
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly dateOfBirth: string
  readonly identityNumber: string
} & Client

/**
 * One's own BHXH number, for whoever knows name, date of birth and identity-card number. Which of the three
 * is wrong is never said. Every try counts, right or wrong.
 */
export function createNumberLookUp(database: Database, admission: Admission) {
  return async (
    { fullName, dateOfBirth, identityNumber, ...client }: LookUp,
    now: number,
  ): Promise<Result<string, Refusal | { readonly code: 'number_not_found' }>> => {
    const { network, identity, all } = LOOK_UPS
    const bounds = { client: network, own: [[identity, identityNumber] as const], shared: [all] }
    const admitted = await admission.admitWorked(bounds, client, now)
    if (!admitted.ok) return admitted
    const person = await database.query
      .selectFrom('people')
      .select(['bhxh_code', 'full_name', 'date_of_birth'])
      .where('personal_id', '=', identityNumber)
      .executeTakeFirst()
    const matches =
      person !== undefined &&
      foldPersonName(person.full_name) === foldPersonName(fullName) &&
      isSameBirth(person.date_of_birth, dateOfBirth)
    return matches ? ok(person.bhxh_code) : err({ code: 'number_not_found' })
  }
}

/** What is stated must say all that the registry knows, which may be the year alone. */
function isSameBirth(registered: string, stated: string): boolean {
  return stated === registered || stated.startsWith(`${registered}-`)
}
