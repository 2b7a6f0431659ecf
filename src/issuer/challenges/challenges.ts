import { hkdfSync, randomInt } from 'node:crypto'
import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import type { Kysely } from 'kysely'
import type { ChallengeView } from '../../core/api/challenge.ts'
import { parseSolution } from '../../core/api/challenge.ts'
import type { Database } from '../db/open-database.ts'
import type { Tables } from '../db/schema.ts'

/**
 * How long a solution is taken, in seconds: from opening a form to sending it, with a bad network between.
 */
export const CHALLENGE_LIFE = 1200

/**
 * Iterations of PBKDF2 for one counter: much more than what the call around it costs, so that a phone's
 * script is not at a disadvantage.
 */
const COST = 2000

/**
 * Counters to try, on average, unless the configuration says otherwise: some 1.5 s of a cheap phone, 0.2 s of
 * a desktop.
 */
export const CHALLENGE_WORK = 300

/**
 * How many times the work it is where many ask for what strangers share: iterations, which every build of the
 * app obeys.
 */
const HARD = 8

export type Challenges = ReturnType<typeof createChallenges>

/**
 * Proofs of work that make requests of nobody in particular cost something. The right counter is generated
 * here, between two thirds and four thirds of the average, so that nobody waits for much longer than others;
 * a solution is checked with one HMAC, and taken once.
 *
 * @param secret Any secret of the issuer; keys of its own are derived from it.
 * @param work Counters that a solver tries on average.
 */
export function createChallenges(database: Database, secret: Uint8Array, work: number = CHALLENGE_WORK) {
  const derive = (name: string) =>
    Buffer.from(hkdfSync('sha256', secret, '', `vi-bhyt challenge ${name}`, 32)).toString('hex')
  const secrets = { hmacSignatureSecret: derive('signature'), hmacKeySignatureSecret: derive('key') }
  const [least, most] = [Math.ceil((work * 2) / 3), Math.ceil((work * 4) / 3)]

  return {
    /** A new one; `isHard` where it is to cost several times as much. */
    async issue(now: number, isHard = false): Promise<ChallengeView> {
      const { parameters, signature } = await createChallenge({
        algorithm: 'PBKDF2/SHA-256',
        cost: isHard ? HARD * COST : COST,
        counter: randomInt(least, most + 1),
        // Not the library's own `expiresAt`, which it holds against a clock of its own.
        data: { expiresAt: now + CHALLENGE_LIFE },
        deriveKey,
        ...secrets,
      })
      return { parameters, signature } as ChallengeView
    },

    /**
     * Whether the text is the solution of a challenge of ours that has not ended and was not solved before;
     * it is then used up. With `isHard` only one of a hard challenge is.
     */
    async accept(
      solution: string,
      now: number,
      {
        isHard = false,
        query = database.query,
      }: { readonly isHard?: boolean; readonly query?: Kysely<Tables> } = {},
    ): Promise<boolean> {
      const solved = parseSolution(solution)
      if (solved === undefined) return false
      const { challenge, ...found } = solved
      const { expiresAt } = challenge.parameters.data
      if (now >= expiresAt || (isHard && challenge.parameters.cost < HARD * COST)) return false
      const { verified } = await verifySolution({ challenge, solution: found, deriveKey, ...secrets })
      if (!verified) return false
      const first = await query
        .insertInto('used_challenges')
        .values({ nonce: challenge.parameters.nonce, expires_at: expiresAt })
        .onConflict((conflict) => conflict.column('nonce').doNothing())
        .returning('nonce')
        .executeTakeFirst()
      return first !== undefined
    },

    /** Forgets solutions that would be refused for their age. */
    async sweep(now: number): Promise<void> {
      await database.query.deleteFrom('used_challenges').where('expires_at', '<=', now).execute()
    },
  }
}
