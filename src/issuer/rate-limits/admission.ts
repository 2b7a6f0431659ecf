import type { Kysely } from 'kysely'
import type { ChallengeView } from '../../core/api/challenge.ts'
import { AppError } from '../../core/app-error.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { Challenges } from '../challenges/challenges.ts'
import type { Tables } from '../db/schema.ts'
import { toClientNetworks } from './client-ip-key.ts'
import type { LimitedUse, RateLimit, RateLimits } from './rate-limits.ts'
import { createTurns } from './turns.ts'

/** Who asks, and the proof of work that came with the request, if any. */
export type Client = {
  /** See client-ip-key.ts. */
  readonly clientIp: string
  readonly solution?: string | undefined
}

export type Bounds = {
  /** What only the asker can use up: beyond it is refused. */
  readonly own?: readonly LimitedUse[]
  /**
   * What one client may: beyond it is refused. The networks around it are others' as well: see
   * `listWiderUses`.
   */
  readonly client?: RateLimit
  /**
   * What strangers can use up of one thing, such as an account: beyond it each request costs a proof of work.
   */
  readonly contested?: readonly LimitedUse[]
  /** The same of what all have together. */
  readonly shared?: readonly RateLimit[]
}

export type Refusal =
  | { readonly code: 'too_many_requests'; readonly retryAfter: number }
  | { readonly code: 'challenge_invalid' }

/**
 * Each asks once or twice for a form; a network may be a whole hospital's, or all phones' of a mobile
 * provider: beyond it challenges are hard.
 */
const CHALLENGES: RateLimit = { name: 'challenge', uses: 300, window: 900 }

/** What one may have at all: a hard one costs the service about 10 ms of a processor. */
const MOST_CHALLENGES: RateLimit = { name: 'challenge-most', uses: 3000, window: 900 }

/** What a /56 may, and a /48, for each use of a /64. */
const WIDER = [10, 100] as const

/** The uses of a limit by the networks around a client: none for IPv4, the /56 and the /48 for IPv6. */
export function listWiderUses(limit: RateLimit, clientIp: string): LimitedUse[] {
  return toClientNetworks(clientIp)
    .slice(1)
    .map((network, index) => [{ ...limit, uses: limit.uses * (WIDER[index] ?? 1) }, network])
}

/**
 * Requests of strangers that are counted at the same time, and that may wait for that: each writes a few
 * rows, and a challenge takes a thread for some milliseconds, for which everybody else's work waits.
 */
const TURNS = { running: 4, waiting: 512 } as const

export type Admission = ReturnType<typeof createAdmission>

/**
 * Lets requests in so that nobody shuts others out: a limit refuses only the one who has used it up. What
 * strangers share costs each request a proof of work beyond its share, which a browser does by itself.
 * Networks take turns (turns.ts), so that one that asks without end has only itself wait.
 *
 * @param crowded What all share behind a proof of work: while one of them is used up, new challenges are
 * hard.
 */
export function createAdmission(limits: RateLimits, challenges: Challenges, crowded: readonly RateLimit[]) {
  const turns = createTurns(TURNS)
  const takeTurn = async <T>(
    { clientIp }: Client,
    work: () => Promise<Result<T, Refusal>>,
  ): Promise<Result<T, Refusal>> => {
    try {
      return await turns.run({ client: clientIp }, work)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'too_many_requests') throw error
      return err({ code: 'too_many_requests', retryAfter: error.retryAfter ?? 1 })
    }
  }
  /** Within a transaction nobody waits for a turn: whoever has one may wait for that transaction. */
  const inTurn = <T>(
    client: Client,
    query: Kysely<Tables> | undefined,
    work: () => Promise<Result<T, Refusal>>,
  ): Promise<Result<T, Refusal>> => (query ? work() : takeTurn(client, work))

  const ofAll = (shared: readonly RateLimit[]): LimitedUse[] => shared.map((limit) => [limit, ''])

  const listOwn = ({ own = [], client }: Bounds, { clientIp }: Client): readonly LimitedUse[] =>
    client ? [[client, clientIp], ...own] : own
  const takeOwn = async (bounds: Bounds, client: Client, now: number, query?: Kysely<Tables>) => {
    const retryAfter = await limits.take(listOwn(bounds, client), now, query)
    return retryAfter > 0 ? err({ code: 'too_many_requests' as const, retryAfter }) : ok(undefined)
  }
  const listShared = (
    { client, contested = [], shared = [] }: Bounds,
    { clientIp }: Client,
  ): LimitedUse[] => [...(client ? listWiderUses(client, clientIp) : []), ...contested, ...ofAll(shared)]

  return {
    /** A turn for the whole of a transaction in which a request is admitted; to be taken before it begins. */
    takeTurn,

    /** Requests that wait for their turn. */
    countWaiting: turns.countWaiting,

    /** Whether a request may go ahead that costs no work by itself; if need be in a transaction. */
    admit(
      bounds: Bounds,
      client: Client,
      now: number,
      query?: Kysely<Tables>,
    ): Promise<Result<void, Refusal>> {
      return inTurn(client, query, async () => {
        const shared = listShared(bounds, client)
        if ((await limits.waitFor(shared, now, query)) === 0) {
          const own = await takeOwn(bounds, client, now, query)
          if (!own.ok) return own
          const wait = await limits.take(shared, now, query)
          return wait === 0 ? ok(undefined) : acceptWork(client, now, query)
        }
        // Nobody is to work for what is refused all the same.
        const retryAfter = await limits.waitFor(listOwn(bounds, client), now, query)
        if (retryAfter > 0) return err({ code: 'too_many_requests', retryAfter })
        // Before anything is written: a name that was made up leaves a row, and there is no end of names.
        const worked = await acceptWork(client, now, query)
        return worked.ok ? takeOwn(bounds, client, now, query) : worked
      })
    },

    /** The same for a request that always costs work: beyond what is shared, hard work. */
    admitWorked(
      bounds: Bounds,
      client: Client,
      now: number,
      query?: Kysely<Tables>,
    ): Promise<Result<void, Refusal>> {
      return inTurn(client, query, async () => {
        const shared = listShared(bounds, client)
        const isHard = shared.length > 0 && (await limits.waitFor(shared, now, query)) > 0
        // Before anything is counted, so that nobody uses up for nothing what many share.
        const worked = await acceptWork(client, now, query, isHard)
        if (!worked.ok) return worked
        const own = await takeOwn(bounds, client, now, query)
        if (own.ok) await limits.take(shared, now, query)
        return own
      })
    },

    /** The solution that came along, if it is one. */
    acceptWork,

    /**
     * A challenge; a hard one where many ask for what strangers share, and for networks that ask for very
     * many.
     */
    issueChallenge({ clientIp }: Client, now: number): Promise<Result<ChallengeView, Refusal>> {
      return takeTurn({ clientIp }, async () => {
        const own = await takeOwn({ client: MOST_CHALLENGES }, { clientIp }, now)
        if (!own.ok) return own
        const wait = await limits.take([[CHALLENGES, clientIp], ...listWiderUses(CHALLENGES, clientIp)], now)
        const isHard = wait > 0 || (await limits.waitFor(ofAll(crowded), now)) > 0
        return ok(await challenges.issue(now, isHard))
      })
    },
  }

  async function acceptWork(
    { solution }: Client,
    now: number,
    query?: Kysely<Tables>,
    isHard = false,
  ): Promise<Result<void, Refusal>> {
    const isSolved =
      solution !== undefined && (await challenges.accept(solution, now, { isHard, ...(query && { query }) }))
    return isSolved ? ok(undefined) : err({ code: 'challenge_invalid' })
  }
}
