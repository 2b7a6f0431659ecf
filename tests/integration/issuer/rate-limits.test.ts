import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRateLimits, type RateLimit } from '../../../src/issuer/rate-limits/rate-limits.ts'
import { openDemoDatabase } from '../../support/issuer/demo-database.ts'
import type { TestDatabase } from '../../support/issuer/issuer-database.ts'
import { readPlan } from '../../support/issuer/read-plan.ts'

const NOW = 1_800_000_000
const two: RateLimit = { name: 'two', uses: 2, window: 60 }
const three: RateLimit = { name: 'three', uses: 3, window: 100 }

describe.each(['sqlite', 'postgresql'] as const)('limits on %s', (kind) => {
  let held: TestDatabase

  beforeAll(async () => {
    held = await openDemoDatabase(kind)
  })
  afterAll(() => held.dispose())

  it('are asked for several subjects at once, and only what is used up has anybody wait', async () => {
    const limits = createRateLimits(held.database, new Uint8Array(32))
    await limits.take([[two, 'a']], NOW)
    await limits.take([[two, 'a']], NOW + 10)
    // The same subject of another limit is another count.
    expect(await limits.waitFor([[three, 'a']], NOW + 10)).toBe(0)
    expect(
      await limits.waitFor(
        [
          [three, 'a'],
          [two, 'b'],
        ],
        NOW + 10,
      ),
    ).toBe(0)
    expect(
      await limits.waitFor(
        [
          [three, 'a'],
          [two, 'a'],
        ],
        NOW + 10,
      ),
    ).toBe(50)
  })

  it('count anew what was counted while the clock was ahead, but for the clock of another process', async () => {
    const limits = createRateLimits(held.database, new Uint8Array(32))
    const [year, moment] = [NOW + 365 * 86_400, NOW + 60]
    const locking: RateLimit = { ...two, name: 'locking', restarts: true }
    for (const limit of [two, locking]) {
      const [lasting, settling] = [[limit, 'lasting'] as const, [limit, 'settling'] as const]
      for (let used = 0; used < 2; used++) {
        await limits.take([lasting], year)
        await limits.take([settling], moment)
      }
      expect(await limits.waitFor([lasting], NOW)).toBe(0)
      expect(await limits.isKnown(lasting, NOW)).toBe(false)
      expect(await limits.take([lasting], NOW)).toBe(0)
      expect(await limits.take([lasting], NOW)).toBe(0)
      expect(await limits.take([lasting], NOW)).toBe(60)
      expect(await limits.take([settling], NOW)).toBe(120)
    }
  })

  it('are found without a look at what everybody else has used', async () => {
    const plan = await readPlan(held.database, async (recorded) => {
      await createRateLimits(recorded, new Uint8Array(32)).waitFor(
        [
          [two, 'a'],
          [three, 'a'],
        ],
        NOW,
      )
    })
    expect(plan).toMatch(/limit_name.*AND.*subject/)
    expect(plan).not.toContain('SCAN use_counts')
  })

  it('are forgotten once their window has ended, however many there are, and none before', async () => {
    const limits = createRateLimits(held.database, new Uint8Array(32))
    await held.database.query.deleteFrom('use_counts').execute()
    for (let first = 0; first < 2100; first += 300)
      await held.database.query
        .insertInto('use_counts')
        .values(
          Array.from({ length: 300 }, (_use, at) => ({
            limit_name: 'two',
            subject: String(first + at),
            used: 1,
            ends_at: NOW + 60 + ((first + at) % 2),
          })),
        )
        .execute()
    const plan = await readPlan(held.database, (recorded) =>
      createRateLimits(recorded, new Uint8Array(32)).sweep(NOW + 59),
    )
    expect(plan).toContain('use_counts_by_end')
    expect(plan).not.toContain('SCAN use_counts')
    await limits.sweep(NOW + 60)
    const left = await held.database.query.selectFrom('use_counts').select('ends_at').execute()
    expect(left).toEqual(Array(1050).fill({ ends_at: NOW + 61 }))
    await limits.sweep(NOW + 61)
    expect(await held.database.query.selectFrom('use_counts').select('ends_at').execute()).toEqual([])
  })
})
