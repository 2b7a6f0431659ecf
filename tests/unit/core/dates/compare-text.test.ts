import { expect, it } from 'vitest'
import { compareText } from '../../../../src/core/dates/compare-text.ts'

it('sorts months and dates by time, equal ones as they came', () => {
  const rows = [
    { at: '2026-11', from: 'a' },
    { at: '1999-01-31', from: 'b' },
    { at: '2026-11', from: 'c' },
    { at: '1999-01', from: 'd' },
  ]
  const sorted = [...rows].sort((one, other) => compareText(one.at, other.at))
  expect(sorted.map(({ from }) => from)).toEqual(['d', 'b', 'a', 'c'])
})
