import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { migrateDatabase } from '../../../src/issuer/db/migrate.ts'
import {
  CODE_LIFE,
  CODE_TRIES,
  type CodeOwner,
  createOneTimeCodes,
  type OneTimeCodes,
  RESEND_AFTER,
} from '../../../src/issuer/one-time-codes/one-time-codes.ts'
import { openTestDatabase, type TestDatabase } from '../../support/issuer/issuer-database.ts'

const NOW = 1_795_435_200

describe.each(['sqlite', 'postgresql'] as const)('one-time codes on %s', (kind) => {
  let held: TestDatabase
  let codes: OneTimeCodes
  let owner: CodeOwner
  let count = 0

  beforeAll(async () => {
    held = await openTestDatabase(kind, inject('postgresUrl'))
    await migrateDatabase(held.database, 'demo', NOW)
    codes = createOneTimeCodes(held.database, new Uint8Array(32).fill(7))
  })
  beforeEach(() => {
    owner = { purpose: 'recovery', subject: `person:${count++}` }
  })
  afterAll(() => held.dispose())

  const issue = (now = NOW) =>
    held.database.query.transaction().execute((transaction) => codes.issue(transaction, owner, now))
  const issueCode = async (now = NOW) => {
    const issued = await issue(now)
    if (!issued.ok) throw new Error('no code')
    return issued.value.code
  }
  const wrongFor = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

  it('takes the right code once', async () => {
    const code = await issueCode()
    expect(code).toMatch(/^\d{6}$/)
    expect(await codes.consume(owner, code, NOW)).toBe(true)
    expect(await codes.consume(owner, code, NOW)).toBe(false)
  })

  it('forgets a code after five minutes', async () => {
    const code = await issueCode()
    expect(await codes.consume(owner, code, NOW + CODE_LIFE)).toBe(false)
  })

  it('binds a code to its purpose and its subject', async () => {
    const code = await issueCode()
    expect(await codes.consume({ ...owner, purpose: 'take-over' }, code, NOW)).toBe(false)
    expect(await codes.consume({ ...owner, subject: 'person:other' }, code, NOW)).toBe(false)
    expect(await codes.consume(owner, code, NOW)).toBe(true)
  })

  it('gives another code after a minute, and then only that one counts', async () => {
    const first = await issueCode()
    expect(await issue(NOW + RESEND_AFTER - 1)).toEqual({
      ok: false,
      error: { resendAt: NOW + RESEND_AFTER },
    })
    const second = await issueCode(NOW + RESEND_AFTER)
    if (first !== second) expect(await codes.consume(owner, first, NOW + RESEND_AFTER)).toBe(false)
    expect(await codes.consume(owner, second, NOW + RESEND_AFTER)).toBe(true)
  })

  it('gives another code where the clock was ahead when the last one was asked for, which opens nothing', async () => {
    const early = await issueCode(NOW + 365 * 86_400)
    expect(await codes.consume(owner, early, NOW)).toBe(false)
    const given = [{ ...owner, code: early }]
    const consumeEarly = held.database.query
      .transaction()
      .execute((transaction) => codes.consumeIn(transaction, given, NOW))
    expect(await consumeEarly).toBe(false)
    const code = await issueCode()
    expect((await issue()).ok).toBe(false)
    expect(await codes.consume(owner, code, NOW)).toBe(true)
  })

  it('lets nobody try more than five times, however many ask at once', async () => {
    const code = await issueCode()
    const tries = Array.from({ length: 50 }, () => codes.consume(owner, wrongFor(code), NOW))
    expect(await Promise.all(tries)).not.toContain(true)
    const { tries: counted } = await held.database.query
      .selectFrom('one_time_codes')
      .select('tries')
      .where('subject', '=', owner.subject)
      .executeTakeFirstOrThrow()
    expect(counted).toBe(CODE_TRIES)
    expect(await codes.consume(owner, code, NOW)).toBe(false)
  })

  it('lets one of many through that have the right code', async () => {
    const code = await issueCode()
    const used = await Promise.all(Array.from({ length: 5 }, () => codes.consume(owner, code, NOW)))
    expect(used.filter(Boolean)).toHaveLength(1)
  })

  it('keeps no code in the table', async () => {
    const code = await issueCode()
    const rows = await held.database.query.selectFrom('one_time_codes').selectAll().execute()
    const text = JSON.stringify(
      rows.map((row) => ({ ...row, code_hash: Buffer.from(row.code_hash).toString() })),
    )
    expect(text).not.toContain(code)
  })

  it('sweeps what is over', async () => {
    await issueCode()
    await codes.sweep(NOW + CODE_LIFE + 1)
    expect(await held.database.query.selectFrom('one_time_codes').selectAll().execute()).toEqual([])
  })
})
