import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toMonth } from '../../../../src/core/dates/months.ts'
import {
  expandRuns,
  type ParticipationRun,
  readHistory,
  writeHistory,
} from '../../../../src/issuer/db/history-document.ts'

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

  it('makes one period for each kind, and states a salary with social insurance only', () => {
    const periods = expandRuns([run('2020-01', '2020-12', { kinds: ['bhxh', 'bhyt'], salary: 5_000_000 })])
    expect(periods).toEqual([
      { kind: 'bhxh', from: '2020-01', to: '2020-12', salary: 5_000_000 },
      { kind: 'bhyt', from: '2020-01', to: '2020-12' },
    ])
  })

  it('marks a lump sum on social insurance only', () => {
    const periods = expandRuns([
      run('2020-01', '2020-12', { kinds: ['bhxh', 'bhtn', 'bhyt'], withdrawn: true }),
    ])
    expect(periods.map(({ kind, withdrawn }) => [kind, withdrawn])).toEqual([
      ['bhxh', true],
      ['bhtn', undefined],
      ['bhyt', undefined],
    ])
  })
})
