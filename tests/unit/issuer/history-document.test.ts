import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countMonths,
  expandRuns,
  type ParticipationRun,
  readHistory,
  toMonth,
  toMonthNumber,
  writeHistory,
} from '../../../src/issuer/db/history-document.ts'

const run = (from: string, to: string, more: Partial<ParticipationRun> = {}): ParticipationRun => ({
  kinds: ['bhxh'],
  from,
  to,
  ...more,
})

const month = fc.integer({ min: 12 * 1950, max: 12 * 2100 }).map(toMonth)
const runs = fc.record(
  {
    kinds: fc.subarray(['bhxh', 'bhtn', 'tnld', 'bhyt'] as const, { minLength: 1 }),
    from: month,
    to: month,
    employer: fc.string(),
    position: fc.string(),
    place: fc.string(),
    salary: fc.nat(),
    debtMonths: fc.integer({ min: 1, max: 100 }),
    voluntary: fc.constant(true as const),
    withdrawn: fc.constant(true as const),
  },
  { requiredKeys: ['kinds', 'from', 'to'] },
)

describe('the history document', () => {
  it('gives back what was written', () => {
    fc.assert(
      fc.property(fc.array(runs), (participation) => {
        const history = { participation, benefits: [], visits: [] }
        expect(readHistory(writeHistory(history))).toEqual(history)
      }),
    )
  })

  it.each(['', '{}', '{"n":[],"p":[[1]],"b":[],"v":[]}', '{"n":[],"p":[],"b":[{"kind":"gift"}],"v":[]}'])(
    'refuses damage: %s',
    (document) => {
      expect(() => readHistory(document)).toThrow()
    },
  )

  it('turns months into numbers and back', () => {
    expect(toMonthNumber('2026-11')).toBe(12 * 2026 + 10)
    fc.assert(fc.property(month, (text) => toMonth(toMonthNumber(text)) === text))
  })

  it('makes one period for each kind, and states a salary with social insurance only', () => {
    const periods = expandRuns([run('2020-01', '2020-12', { kinds: ['bhxh', 'bhyt'], salary: 5_000_000 })])
    expect(periods).toEqual([
      { kind: 'bhxh', from: '2020-01', to: '2020-12', salary: 5_000_000 },
      { kind: 'bhyt', from: '2020-01', to: '2020-12' },
    ])
  })

  it('counts a month once, and not what is owed or was paid out', () => {
    expect(countMonths([run('2020-01', '2020-12'), run('2020-07', '2021-06')]).bhxh).toBe(18)
    expect(countMonths([run('2020-01', '2020-12', { debtMonths: 3 })]).bhxh).toBe(9)
    expect(countMonths([run('2020-01', '2020-12', { withdrawn: true })])).toEqual({
      bhxh: 0,
      bhtn: 0,
      tnld: 0,
      bhyt: 0,
    })
    expect(countMonths([run('2020-03', '2020-03', { kinds: ['bhyt', 'bhtn'] })])).toMatchObject({
      bhtn: 1,
      bhyt: 1,
    })
  })
})
