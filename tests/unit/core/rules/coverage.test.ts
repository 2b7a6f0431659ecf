import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../../../src/core/dates/days.ts'
import type { PartialDate } from '../../../../src/core/dates/partial-date.ts'
import {
  coverageKnown,
  coverageSteps,
  findCoverage,
  findRaisedLevel,
  readShare,
} from '../../../../src/core/rules/coverage.ts'

const day = (text: string) => text as PartialDate

/** The table as one line each: what is paid of the level outside of and inside a hospital. */
function readTable(date: string, livingArea?: 'K1' | 'K2' | 'K3') {
  const rows = findCoverage(day(date), { livingArea }) ?? []
  return Object.fromEntries(rows.map(({ place, outpatient, inpatient }) => [place, [outpatient, inpatient]]))
}

const always = {
  emergency: [100, 100],
  registered: [100, 100],
  moved: [100, 100],
  serious: [100, 100],
  initial: [100, 100],
  'former-district': [100, 100],
  'basic-low': [100, 100],
  'specialised-former-central': [0, 40],
}

describe('which percentage where', () => {
  it('is nothing that the table knows before 2025', () => {
    expect(findCoverage(day('2024-12-31'))).toBeUndefined()
  })

  it.each(['2025-01-01', '2025-08-14', '2025-08-15', '2026-06-30'])('holds on %s', (date) => {
    expect(readTable(date)).toEqual({
      ...always,
      'basic-middle': [0, 100],
      'basic-former-province': [0, 100],
      'specialised-former-province': [0, 100],
    })
  })

  it.each(['2026-07-01', '2026-11-22', '2030-01-01'])('pays half outside of hospitals on %s', (date) => {
    expect(readTable(date)).toEqual({
      ...always,
      'basic-middle': [50, 100],
      'basic-former-province': [50, 100],
      'specialised-former-province': [50, 100],
    })
  })

  it.each(['K1', 'K2', 'K3'] as const)('pays people of area %s wholly inside the highest level', (area) => {
    expect(readTable('2026-11-22', area)['specialised-former-central']).toEqual([0, 100])
    expect({ ...readTable('2026-11-22', area), 'specialised-former-central': 0 }).toEqual({
      ...readTable('2026-11-22'),
      'specialised-former-central': 0,
    })
  })

  it('cites decree 02 until decree 188 has taken its place', () => {
    const decreeOn = (date: string) =>
      findCoverage(day(date))
        ?.find(({ place }) => place === 'basic-middle')
        ?.sources.map(({ text }) => text)
    expect(decreeOn('2025-08-14')).toEqual(['law', 'decree02'])
    expect(decreeOn('2025-08-15')).toEqual(['law', 'decree188'])
  })

  it('has each place once on every day, changes on its steps only, and never takes a share away', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000 }), (days) => {
        const date = addDays(coverageKnown.from, days)
        const [rows, next] = [findCoverage(date) ?? [], findCoverage(addDays(date, 1)) ?? []]
        expect(new Set(rows.map(({ place }) => place)).size).toBe(rows.length)
        for (const [index, row] of rows.entries()) {
          expect(row.from <= date).toBe(true)
          expect(row.sources.length).toBeGreaterThan(0)
          expect(next[index]?.outpatient).toBeGreaterThanOrEqual(row.outpatient)
          expect(next[index]?.inpatient).toBeGreaterThanOrEqual(row.inpatient)
        }
        if (JSON.stringify(rows) !== JSON.stringify(next)) expect(coverageSteps).toContain(addDays(date, 1))
      }),
    )
  })
})

describe('what a share means for a card', () => {
  const read = (place: string, level: 1 | 2 | 3 | 4 | 5, care: 'outpatient' | 'inpatient') => {
    const row = findCoverage(day('2026-11-22'))?.find((each) => each.place === place)
    return row && readShare(row, care, level)
  }

  it('goes by the level on the card', () => {
    expect(read('registered', 4, 'outpatient')).toBe(80)
    expect(read('basic-middle', 4, 'outpatient')).toBe(40)
    expect(read('basic-middle', 3, 'outpatient')).toBe(47.5)
    expect(read('specialised-former-central', 4, 'inpatient')).toBe(32)
    expect(read('specialised-former-central', 1, 'outpatient')).toBe(0)
    expect(read('specialised-former-central', 5, 'inpatient')).toBe(40)
  })

  it('is everything at the initial level, whatever the card says', () => {
    for (const level of [1, 2, 3, 4, 5] as const) expect(read('initial', level, 'outpatient')).toBe(100)
  })
})

describe('a level that the law has raised', () => {
  it('is told of near-poor and old social pensioners whose card has the old digit, from 2026 on', () => {
    expect(findRaisedLevel('CN', 3, day('2026-01-01'))?.certainty).toBe('likely')
    expect(findRaisedLevel('LH', 4, day('2026-01-01'))).toBeDefined()
    expect(findRaisedLevel('CN', 3, day('2025-12-31'))).toBeUndefined()
    expect(findRaisedLevel('CN', 2, day('2026-01-01'))).toBeUndefined()
    expect(findRaisedLevel('DN', 4, day('2026-01-01'))).toBeUndefined()
  })
})
