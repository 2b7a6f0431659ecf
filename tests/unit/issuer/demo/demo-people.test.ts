import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PartialDate } from '../../../../src/core/dates/partial-date.ts'
import { measureCoPayments } from '../../../../src/core/rules/co-payments.ts'
import { measureFiveYears } from '../../../../src/core/rules/five-year-rule.ts'
import { countMonthsByKind, totalMonths } from '../../../../src/core/rules/insurance-months.ts'
import { measurePension } from '../../../../src/core/rules/pension-rule.ts'
import { groupByEmployer } from '../../../../src/core/snapshot/group-history.ts'
import {
  expandRuns,
  type HistoryDocument,
  readHistory,
  writeHistory,
} from '../../../../src/issuer/db/history-document.ts'
import { couple } from '../../../../src/issuer/demo/people/demo-couple.ts'
import { family } from '../../../../src/issuer/demo/people/demo-family.ts'
import { longIllness } from '../../../../src/issuer/demo/people/demo-long-illness.ts'
import { manyJobs } from '../../../../src/issuer/demo/people/demo-many-jobs.ts'
import { youngWorker } from '../../../../src/issuer/demo/people/demo-young-worker.ts'
import type { Specimen } from '../../../../src/issuer/demo/registry/specimen-person.ts'

const TODAY = '2026-11-26' as PartialDate
const everybody = (today: string): Specimen[] => [
  ...family(today),
  ...couple(today),
  youngWorker(today),
  manyJobs(today),
  longIllness(today),
]

function historyOf({ history }: Specimen): HistoryDocument {
  if (!history) throw new Error('nothing written')
  return history
}

const periodsOf = (specimen: Specimen) => expandRuns(historyOf(specimen).participation)
const insuredBy = (specimen: Specimen, kind: string) => periodsOf(specimen).filter((row) => row.kind === kind)

describe('the demo people', () => {
  it('are invented, and say so', () => {
    for (const { fullName } of everybody(TODAY)) expect(fullName).toMatch(/ Mẫu$/)
  })

  it('have nothing ahead of them and nothing upside down, on whichever day the demo starts', () => {
    const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, (date) => {
        const today = date.toISOString().slice(0, 10)
        for (const person of everybody(today)) {
          const { participation, benefits, visits } = historyOf(person)
          for (const { from, to } of participation) expect(from <= to && to <= today).toBe(true)
          for (const { from, to = from } of benefits) expect(from <= to && from <= today).toBe(true)
          for (const { from, to = from, ...visit } of visits) {
            expect(from <= to && to <= today).toBe(true)
            expect(visit.paidByInsurance + visit.coPayment + visit.ownCost).toBe(visit.totalCost)
          }
          expect(readHistory(writeHistory(historyOf(person)))).toEqual(historyOf(person))
        }
      }),
      { numRuns: 60 },
    )
  })

  it('have a mother with maternity benefits for both children', () => {
    const [mother, ...children] = family(TODAY)
    if (!mother) throw new Error('nobody')
    expect(historyOf(mother).benefits.filter(({ kind }) => kind === 'maternity')).toHaveLength(2)
    expect(children.map(({ born }) => born)).toEqual(['2017-09-21', '2023-06-02'])
    expect(totalMonths(insuredBy(mother, 'bhxh'))).toMatchObject({ gap: 0, owed: 0 })
  })

  it('have a couple whose pensions run, the husband’s raised', () => {
    const [husband, wife] = couple(TODAY)
    if (!husband || !wife) throw new Error('nobody')
    const pensions = historyOf(husband).benefits.filter(({ kind }) => kind === 'pension')
    expect(pensions.map(({ state }) => state)).toEqual(['paid', 'paid', 'paid', 'paid', 'paid', 'running'])
    expect(pensions[0]).toMatchObject({ from: '2014-01-01', to: '2015-12' })
    expect(historyOf(wife).benefits.at(-1)).toMatchObject({ state: 'running', from: '2024-07-01' })
  })

  it('have a beginner whose five years are nearly complete', () => {
    const young = youngWorker(TODAY)
    const five = measureFiveYears({ participation: periodsOf(young) }, TODAY)
    expect(five).toMatchObject({ date: '2027-01', monthsLeft: 2, reached: false })
    expect(young.fiveYearDate).toBe('2027-01-01')
    expect(totalMonths(insuredBy(young, 'bhyt')).gap).toBe(1)
    expect(countMonthsByKind(periodsOf(young))).toMatchObject({ bhxh: 14, bhtn: 14, tnld: 14 })
  })

  it('have a worker with six employers, gaps, a lump sum and owed months', () => {
    const worker = manyJobs(TODAY)
    const social = insuredBy(worker, 'bhxh')
    const employers = groupByEmployer(social).filter(({ employer }) => employer !== undefined)
    expect(employers).toHaveLength(6)
    const { paid, owed, withdrawn, gap } = totalMonths(social)
    expect({ owed, withdrawn }).toEqual({ owed: 4, withdrawn: 42 + 45 })
    expect(gap).toBeGreaterThan(24)
    // Three months with two employers count once.
    expect(employers.reduce((sum, { months }) => sum + months, 12)).toBe(paid + 3)
    const born = worker.born as PartialDate
    const { monthsLeft } = measurePension({ participation: social, dateOfBirth: born, sex: 'male' }, TODAY)
    expect(monthsLeft).toBeGreaterThan(0)
  })

  it('have someone ill for long: near the limit last year, beyond it this autumn', () => {
    const ill = longIllness(TODAY)
    const { visits } = historyOf(ill)
    const fiveYearDate = ill.fiveYearDate as PartialDate
    const measure = (year: number) => measureCoPayments(visits, { on: TODAY, fiveYearDate }, year)
    expect(measure(2025).share).toBeGreaterThan(0.9)
    expect(measure(2025).exceeded).toBe(false)
    const now = measure(2026)
    expect(now).toMatchObject({ exceeded: true, certificate: true })
    expect(now.certificateFrom?.slice(0, 7)).toBe('2026-09')
    expect(now.notCounted).toBeGreaterThan(0)
    const after = visits.filter(({ from, offRoute }) => from > (now.certificateFrom ?? '') && !offRoute)
    expect(after.length).toBeGreaterThan(5)
    expect(after.every(({ coPayment }) => coPayment === 0)).toBe(true)
  })
})
