import { foldPersonName } from '../../core/card/person-name.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { Database } from '../db/open-database.ts'
import type { RateLimits } from '../rate-limits/rate-limits.ts'
import type { TooMany } from './confirm-phone.ts'

const HOUR = 3600

/**
 * However many networks and identity numbers someone has: this many look-ups an hour are there for everybody
 * together.
 */
const LOOK_UPS = {
  identity: { name: 'look-up, identity number', uses: 5, window: 24 * HOUR },
  network: { name: 'look-up, address', uses: 20, window: HOUR },
  all: { name: 'look-up', uses: 3000, window: HOUR },
} as const

export type LookUp = {
  readonly fullName: string
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly dateOfBirth: string
  readonly identityNumber: string
  readonly clientIp: string
}

/**
 * One's own BHXH number, for whoever knows name, date of birth and identity-card number. Which of the three is wrong is never
 * said. Every try counts, right or wrong.
 */
export function createNumberLookUp(database: Database, limits: RateLimits) {
  return async (
    { fullName, dateOfBirth, identityNumber, clientIp }: LookUp,
    now: number,
  ): Promise<Result<string, TooMany | { readonly code: 'number_not_found' }>> => {
    const wait = await limits.take(
      [
        [LOOK_UPS.network, clientIp],
        [LOOK_UPS.identity, identityNumber],
        [LOOK_UPS.all, ''],
      ],
      now,
    )
    if (wait > 0) return err({ code: 'too_many_requests', retryAfter: wait })
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
