import * as v from 'valibot'
import { err, ok, type Result } from '../../core/result.ts'
import type { Database } from '../db/open-database.ts'
import { generateToken, type OneTimeTokens } from '../one-time-tokens/one-time-tokens.ts'
import type { ProvenPerson } from '../sessions/sessions.ts'
import type { VneidClaims, VneidClient, VneidClientError, VneidReturn } from './vneid-client.ts'

const Attempt = v.object({
  state: v.string(),
  nonce: v.string(),
  verifier: v.string(),
  redirectUri: v.string(),
  begunAt: v.number(),
})

export type VneidError = VneidClientError | 'vneid_no_account' | 'vneid_mismatch' | 'vneid_other_browser'

export type Vneid = ReturnType<typeof createVneid>

type Parts = {
  readonly database: Database
  readonly tokens: OneTimeTokens
  readonly client: VneidClient
  readonly claim: string
}

/**
 * Signing in by VNeID at the level that the client requires: whoever it names must have an account already.
 */
export function createVneid({ database, tokens, client, claim }: Parts) {
  return {
    /**
     * Begins an attempt. `key` is for the browser that has asked, and for no other.
     *
     * @param personId Who it must be in the end, if somebody is in the middle of signing in.
     */
    async start(
      { redirectUri, personId }: { redirectUri: string; personId: number | undefined },
      now: number,
    ): Promise<Result<{ url: string; key: string }, VneidError>> {
      const begun = await client.begin(redirectUri, now)
      if (!begun.ok) return begun
      const key = generateToken()
      await tokens.put('vneid', key, { personId: personId ?? null, content: begun.value.secrets }, now)
      return ok({ url: begun.value.url, key })
    },

    /** Ends an attempt with what came back to the app: who the person is. */
    async finish(
      { key, returned }: { key: string | undefined; returned: VneidReturn },
      now: number,
    ): Promise<Result<ProvenPerson, VneidError>> {
      const begun = key === undefined ? undefined : await tokens.read('vneid', key, now)
      if (key === undefined || begun === undefined) return err('vneid_other_browser')
      const attempt = v.parse(Attempt, begun.content)
      // Before the attempt is used up: an address that someone else has made must not end it.
      if (returned.state !== attempt.state) return err('vneid_refused')
      if ((await tokens.consume('vneid', key, now)) === undefined) return err('vneid_refused')
      const claims = await client.finish(returned, attempt, now)
      if (!claims.ok) return claims
      const found = await findAccount(claims.value)
      if (!found.ok) return found
      if (begun.personId !== null && begun.personId !== found.value.personId) return err('vneid_mismatch')
      return found
    },
  }

  async function findAccount(claims: VneidClaims): Promise<Result<ProvenPerson, VneidError>> {
    const { [claim]: number, birthdate } = claims
    if (typeof number !== 'string' || !/^\d{12}$/.test(number)) return err('vneid_mismatch')
    const person = await database.query
      .selectFrom('people')
      .innerJoin('accounts', 'accounts.person_id', 'people.id')
      .select(['people.id', 'people.date_of_birth', 'accounts.access_version'])
      .where('people.personal_id', '=', number)
      .where('accounts.closed_at', 'is', null)
      .executeTakeFirst()
    if (person === undefined) return err('vneid_no_account')
    return typeof birthdate === 'string' && !isSameDay(birthdate, person.date_of_birth)
      ? err('vneid_mismatch')
      : ok({ personId: person.id, accessVersion: person.access_version })
  }
}

/** Whether two days of birth can be the same: either may be known to the year or the month only. */
function isSameDay(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one)
}
