import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { encodeSolution, parseSolution } from '../../../src/core/api/challenge.ts'
import {
  CHALLENGE_LIFE,
  type Challenges,
  createChallenges,
} from '../../../src/issuer/challenges/challenges.ts'
import { migrateDatabase } from '../../../src/issuer/db/migrate.ts'
import { solveChallenge } from '../../../src/ui/browser/solve-challenge.ts'
import { openTestDatabase, type TestDatabase } from '../../support/issuer/issuer-database.ts'
import { noTimer } from '../../support/issuer/no-timer.ts'

const NOW = 1_795_435_200

describe.each(['sqlite', 'postgresql'] as const)('challenges on %s', (kind) => {
  let held: TestDatabase
  let challenges: Challenges

  beforeAll(async () => {
    held = await openTestDatabase(kind, inject('postgresUrl'))
    await migrateDatabase(held.database, 'demo', NOW)
    challenges = createChallenges(held.database, new Uint8Array(32).fill(7), 3)
  })
  afterAll(() => held.dispose())

  /** As the app does, with the issuer's answer handed over. */
  const solve = (signal?: AbortSignal, from = challenges) =>
    solveChallenge(
      { startTimer: noTimer, now: () => NOW, fetch: async () => Response.json(await from.issue(NOW)) },
      signal,
    )
  const change = (
    solution: string,
    edit: (solved: NonNullable<ReturnType<typeof parseSolution>>) => unknown,
  ) => {
    const solved = parseSolution(solution)
    if (solved === undefined) throw new Error('no solution')
    edit(solved)
    return encodeSolution(solved)
  }

  it('are accepted once, also of many at the same time', async () => {
    const solution = await solve()
    const accepted = await Promise.all(Array.from({ length: 10 }, () => challenges.accept(solution, NOW)))
    expect(accepted.filter(Boolean)).toHaveLength(1)
    expect(await challenges.accept(solution, NOW)).toBe(false)
  })

  it('are accepted until they end', async () => {
    const [early, late] = [await solve(), await solve()]
    expect(await challenges.accept(late, NOW + CHALLENGE_LIFE)).toBe(false)
    expect(await challenges.accept(early, NOW + CHALLENGE_LIFE - 1)).toBe(true)
  })

  it.each<[string, Parameters<typeof change>[1]]>([
    ['a later end', ({ challenge }) => challenge.parameters.data.expiresAt++],
    ['less work', (solved) => (solved.challenge.parameters.cost = 1)],
    ['another nonce', ({ challenge }) => (challenge.parameters.nonce = '0'.repeat(32))],
    ['another key', (solved) => (solved.derivedKey = 'f'.repeat(64))],
    [
      'the key of the prefix alone',
      (solved) => (solved.derivedKey = solved.challenge.parameters.keyPrefix.repeat(2)),
    ],
    ['another signature', ({ challenge }) => (challenge.signature = '0'.repeat(64))],
  ])('are refused with %s, and not used up by that', async (_what, edit) => {
    const solution = await solve()
    expect(await challenges.accept(change(solution, edit), NOW)).toBe(false)
    expect(await challenges.accept(solution, NOW)).toBe(true)
  })

  it('are refused when another issuer made them', async () => {
    const other = createChallenges(held.database, new Uint8Array(32).fill(8), 3)
    expect(await challenges.accept(await solve(undefined, other), NOW)).toBe(false)
  })

  it.each(['', 'x', 'e30', '!!!', Buffer.from('{"challenge":').toString('base64url')])(
    'are not "%s"',
    async (text) => {
      expect(await challenges.accept(text, NOW)).toBe(false)
    },
  )

  it('ask for two thirds to four thirds of the work', async () => {
    for (let count = 0; count < 20; count++) {
      const counter = parseSolution(await solve())?.counter
      expect(counter).toBeGreaterThanOrEqual(2)
      expect(counter).toBeLessThanOrEqual(4)
    }
  })

  it('are given up when asked, before and while solving', async () => {
    await expect(solve(AbortSignal.abort(new Error('left')))).rejects.toThrow('left')
    const endless = createChallenges(held.database, new Uint8Array(32), 50_000)
    const controller = new AbortController()
    const solving = solve(controller.signal, endless)
    setTimeout(() => controller.abort(new Error('left')), 20)
    await expect(solving).rejects.toThrow('left')
  })

  it('are forgotten when they would be refused anyway', async () => {
    await challenges.accept(await solve(), NOW)
    await challenges.sweep(NOW + CHALLENGE_LIFE)
    expect(await held.database.query.selectFrom('used_challenges').selectAll().execute()).toEqual([])
  })
})
