import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { parseBhytNumber } from '../../../src/core/card/bhyt-number.ts'
import { parsePersonalNumber } from '../../../src/core/card/personal-number.ts'
import { parsePartialDate } from '../../../src/core/dates/partial-date.ts'
import { parseBhytQrText } from '../../../src/core/qr/bhyt-qr-text.ts'
import { expandRuns, readHistory } from '../../../src/issuer/db/history-document.ts'
import { migrateDatabase, migrationNames } from '../../../src/issuer/db/migrate.ts'
import type { Database } from '../../../src/issuer/db/open-database.ts'
import { fillRegistry } from '../../../src/issuer/demo/registry/fill-registry.ts'
import { openTestDatabase, type TestDatabase } from '../../support/issuer/issuer-database.ts'
import { START } from '../../support/issuer/issuer-fixture.ts'

const TODAY = '2026-11-23'

async function fingerprint(database: Database): Promise<string> {
  const hash = createHash('sha256')
  const tables = ['people', 'cards', 'histories', 'dependants'] as const
  for (const table of tables) {
    const rows = await database.query.selectFrom(table).selectAll().execute()
    for (const line of rows.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort())
      hash.update(line)
  }
  return hash.digest('hex')
}

const fill = (database: Database, people: number, seed: number) =>
  fillRegistry(database, { people, seed, today: TODAY, passwordHash: 'x', now: START })

describe.each(['sqlite', 'postgresql'] as const)('the registry on %s', (kind) => {
  let held: TestDatabase

  beforeAll(async () => {
    held = await openTestDatabase(kind, inject('postgresUrl'))
  })
  afterAll(() => held.dispose())

  it('is migrated once, also by two at a time', async () => {
    const applied = await Promise.all([
      migrateDatabase(held.database, 'demo', START),
      migrateDatabase(held.database, 'demo', START),
    ])
    expect(applied.flat()).toEqual(migrationNames)
    expect(await migrateDatabase(held.database, 'demo', START)).toEqual([])
  })

  it('leaves no trace of a migration that fails', async () => {
    const other = await openTestDatabase(kind, inject('postgresUrl'))
    // In the way of the second migration.
    await other.database.query.schema.createTable('sessions').addColumn('id', 'text').execute()
    await expect(migrateDatabase(other.database, 'demo', START)).rejects.toThrow()
    await expect(other.database.query.selectFrom('people').select('id').execute()).rejects.toThrow()
    await other.database.query.schema.dropTable('sessions').execute()
    expect(await migrateDatabase(other.database, 'demo', START)).toEqual(migrationNames)
    await other.dispose()
  })

  it('holds exactly as many people as asked for, the same ones for the same seed', async () => {
    await fill(held.database, 3001, 7)
    const people = await held.database.query.selectFrom('people').select('id').execute()
    expect(people).toHaveLength(3001)
    const first = await fingerprint(held.database)
    const prints = []
    for (const seed of [7, 8]) {
      const other = await openTestDatabase('sqlite', '')
      await migrateDatabase(other.database, 'demo', START)
      await fill(other.database, 3001, seed)
      prints.push(await fingerprint(other.database))
      await other.dispose()
    }
    expect(prints[0]).toBe(first)
    expect(prints[1]).not.toBe(first)
  })

  it('gives out only numbers that no real person can have', async () => {
    const people = await held.database.query.selectFrom('people').selectAll().execute()
    for (const { bhxh_code, personal_id, phone, sex, date_of_birth, specimen } of people) {
      expect(bhxh_code).toMatch(/^00\d{8}$/)
      expect(phone ?? '0000').toMatch(/^0000/)
      expect(specimen).toBe(1)
      expect(parsePartialDate(date_of_birth).ok).toBe(true)
      const personal = parsePersonalNumber(personal_id ?? '')
      expect(personal).toMatchObject({
        ok: true,
        value: { placeOfBirth: '099', sex, birthYear: Number(date_of_birth.slice(0, 4)) },
      })
    }
  })

  it('gives everyone a card whose text readers take', async () => {
    const cards = await held.database.query
      .selectFrom('cards')
      .innerJoin('people', 'people.id', 'cards.person_id')
      .selectAll('cards')
      .select(['full_name', 'date_of_birth'])
      .execute()
    expect(cards).toHaveLength(3001)
    for (const card of cards) {
      expect(parseBhytNumber(card.bhyt_number).ok).toBe(true)
      expect(card.valid_to === null || card.valid_to >= TODAY).toBe(true)
      expect(parseBhytQrText(card.hospital_text)).toMatchObject({
        ok: true,
        value: {
          parts: 17,
          cardNumber: card.bhyt_number,
          fullName: card.full_name,
          dateOfBirth: card.date_of_birth,
          facilityCode: card.facility_code,
          benefitLevel: card.benefit_level,
        },
      })
    }
  })

  it('tells lives of all kinds: children, gaps, changes of job, up to 45 years of work', async () => {
    const rows = await held.database.query
      .selectFrom('histories')
      .innerJoin('people', 'people.id', 'histories.person_id')
      .select(['document', 'date_of_birth'])
      .execute()
    const sizes: number[] = []
    const seen = { child: 0, gap: 0, change: 0, pension: 0, long: 0 }
    for (const { document, date_of_birth: born } of rows) {
      sizes.push(Buffer.byteLength(document))
      const history = readHistory(document)
      const employers = new Set(history.participation.map((run) => run.employer))
      const periods = expandRuns(history.participation).filter((period) => period.kind === 'bhxh')
      for (const { from, to } of periods) {
        expect(from <= to).toBe(true)
        expect(to <= '2026-11').toBe(true)
        expect(from > born.slice(0, 7)).toBe(true)
      }
      const [first] = periods
      if (born > '2009') seen.child++
      if (employers.size > 2) seen.change++
      if (history.benefits.some((benefit) => benefit.kind === 'pension')) seen.pension++
      if (first && Number(periods.at(-1)?.to.slice(0, 4)) - Number(first.from.slice(0, 4)) >= 30) seen.long++
      if (periods.some((period, at) => at > 0 && isGap(periods[at - 1]?.to ?? '', period.from))) seen.gap++
    }
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(50)
    sizes.sort((a, b) => a - b)
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(1024)
  })

  it('lets people see the cards of their own households only', async () => {
    const rows = await held.database.query
      .selectFrom('dependants')
      .innerJoin('people as holder', 'holder.id', 'dependants.holder_id')
      .innerJoin('people as dependant', 'dependant.id', 'dependants.dependant_id')
      .select(['holder.household_id as theirs', 'dependant.household_id as others', 'relation'])
      .execute()
    expect(rows.length).toBeGreaterThan(500)
    expect(rows.every((row) => row.theirs === row.others)).toBe(true)
    expect(new Set(rows.map((row) => row.relation))).toEqual(new Set(['child', 'spouse', 'parent']))
  })
})

/** Whether a month lies between the end of one period and the beginning of the next. */
function isGap(to: string, from: string): boolean {
  const count = (month: string) => 12 * Number(month.slice(0, 4)) + Number(month.slice(5))
  return count(from) - count(to) > 1
}
