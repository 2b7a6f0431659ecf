import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expandRuns } from '../../../../src/issuer/db/history-document.ts'
import { packRows, unpackRows } from '../../../../src/wallet/sealing/packed-rows.ts'
import { makeLongHistory } from '../../../support/history/long-history.ts'

const row = fc.record(
  {
    kind: fc.constantFrom('bhxh', 'bhyt', 'unknown-9'),
    employer: fc.string(),
    salary: fc.nat(),
    voluntary: fc.constant(true),
    mixed: fc.oneof(fc.string(), fc.nat()),
  },
  { requiredKeys: ['kind'], noNullPrototype: true },
)

const throughJson = (rows: readonly object[]) => unpackRows(JSON.parse(JSON.stringify(packRows(rows))))

describe('packed rows', () => {
  it('give back what was packed', () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        expect(throughJson(rows)).toEqual(rows)
      }),
    )
  })

  it('are a fifth of 45 years of history', () => {
    const { participation: runs, visits } = makeLongHistory()
    const participation = expandRuns(runs)
    expect(throughJson(participation)).toEqual(participation)
    const size = (value: unknown) => JSON.stringify(value).length
    expect(size([packRows(participation), packRows(visits)])).toBeLessThan(size([participation, visits]) / 5)
  })
})
