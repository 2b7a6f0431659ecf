import { describe, expect, it } from 'vitest'
import type { PartialDate } from '../../../src/core/dates/partial-date.ts'
import type { Visit } from '../../../src/core/snapshot/history.ts'
import { listYears, sortVisits, yearOf } from '../../../src/history-view/visit-years.ts'

const visit = (from: string, to?: string): Visit => ({
  from: from as PartialDate,
  ...(to !== undefined && { to: to as PartialDate }),
  facilityCode: '01929',
  totalCost: 0,
  paidByInsurance: 0,
  coPayment: 0,
  ownCost: 0,
})

describe('visits', () => {
  const stay = visit('2025-12-30', '2026-01-04')
  const old = visit('2019')
  const newest = visit('2026-03-01')

  it('belong to the year of their last day', () => {
    expect([stay, old, newest].map(yearOf)).toEqual([2026, 2019, 2026])
  })

  it('are listed from the newest on', () => {
    expect(sortVisits([old, stay, newest])).toEqual([newest, stay, old])
  })

  it('offer each of their years and the present one', () => {
    expect(listYears([old, stay, newest], 2027)).toEqual([2027, 2026, 2019])
    expect(listYears([], 2026)).toEqual([2026])
  })
})
