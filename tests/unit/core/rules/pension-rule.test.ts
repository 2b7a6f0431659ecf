import { describe, expect, it } from 'vitest'
import { type PartialDate, parsePartialDate } from '../../../../src/core/dates/partial-date.ts'
import { findRetirement, measurePension, retirementAgeIn } from '../../../../src/core/rules/pension-rule.ts'

function dateOf(iso: string): PartialDate {
  const date = parsePartialDate(iso)
  if (!date.ok) throw new Error('not a date')
  return date.value
}

const age = (years: number, months = 0) => 12 * years + months

describe('the retirement age', () => {
  it.each([
    [2020, age(60), age(55)],
    [2021, age(60, 3), age(55, 4)],
    [2025, age(61, 3), age(56, 8)],
    [2026, age(61, 6), age(57)],
    [2027, age(61, 9), age(57, 4)],
    [2028, age(62), age(57, 8)],
    [2034, age(62), age(59, 8)],
    [2035, age(62), age(60)],
    [2050, age(62), age(60)],
  ])('in %i is %i months for men and %i for women', (year, men, women) => {
    expect([retirementAgeIn(year, 'male'), retirementAgeIn(year, 'female')]).toEqual([men, women])
  })

  // Rows of appendix I to NĐ 135/2020/NĐ-CP: born, age, first month of the pension.
  it.each([
    ['male', '1961-01-15', age(60, 3), '2021-05'],
    ['male', '1961-09', age(60, 3), '2022-01'],
    ['male', '1961-10', age(60, 6), '2022-05'],
    ['male', '1966-04', age(62), '2028-05'],
    ['female', '1966-01', age(55, 4), '2021-06'],
    ['female', '1966-08', age(55, 4), '2022-01'],
    ['female', '1966-09', age(55, 8), '2022-06'],
    ['female', '1975-05', age(60), '2035-06'],
    ['male', '1955-12-31', age(60), '2016-01'],
  ] as const)('of a %s born %s is %i months, pension from %s', (sex, born, months, pensionFrom) => {
    expect(findRetirement(dateOf(born), sex)).toEqual({ age: months, pensionFrom })
  })

  it('waits for the next January where only the year of birth is known', () => {
    expect(findRetirement(dateOf('1975'), 'female')).toEqual({ age: age(59, 8), pensionFrom: '2035-01' })
  })
})

describe('months towards a pension', () => {
  const person = { dateOfBirth: dateOf('1988-03-05'), sex: 'female' } as const
  const participation = [
    { kind: 'bhxh', from: '2010-01', to: '2019-12' },
    { kind: 'bhxh', from: '2019-07', to: '2021-06', voluntary: true },
    { kind: 'bhyt', from: '2000-01', to: '2026-11' },
  ] as const

  it('asks for 20 years until June 2025 and for 15 since', () => {
    const measure = (day: string) => measurePension({ ...person, participation }, dateOf(day))
    expect(measure('2025-06-30')).toMatchObject({ counted: 138, required: 240, monthsLeft: 102 })
    expect(measure('2025-07-01')).toMatchObject({ counted: 138, required: 180, monthsLeft: 42 })
    expect(measure('2025-07-01').rule.source).toContain('41/2024/QH15')
  })

  it('never leaves less than nothing', () => {
    const long = [{ kind: 'bhxh', from: '1990-01', to: '2020-12' }] as const
    expect(measurePension({ ...person, participation: long }, dateOf('2026-11-24')).monthsLeft).toBe(0)
  })
})
