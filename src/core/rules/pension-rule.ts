import type { Sex } from '../card/card.ts'
import { toMonth, toMonthNumber } from '../dates/months.ts'
import type { PartialDate } from '../dates/partial-date.ts'
import type { ParticipationPeriod } from '../snapshot/history.ts'
import { type DatedRow, type DatedRules, ruleOn } from './dated-rules.ts'
import { countMonths } from './insurance-months.ts'

/**
 * Years of social insurance that a pension asks for, compulsory and voluntary together. Certain. Special groups (heavy work, reduced
 * capacity, armed forces) have other conditions, which a wallet does not know of.
 */
export const pensionRules: DatedRules<{ readonly years: number }> = [
  { from: '2016-01-01', years: 20, source: 'Luật 58/2014/QH13, Điều 54 và Điều 73' },
  { from: '2025-07-01', years: 15, source: 'Luật 41/2024/QH15, Điều 64 và Điều 98' },
]

type AgePath = { readonly start: number; readonly step: number; readonly end: number }

/**
 * Retirement age under normal conditions, in months: 2021 and the steps a year up to the end. Certain: Labour Code 45/2019/QH14 article
 * 169, NĐ 135/2020/NĐ-CP article 4 (men 60 years 3 months, +3 months, 62 in 2028; women 55 years 4 months, +4 months, 60 in 2035).
 */
export const retirementAgeRule = {
  source: 'NĐ 135/2020/NĐ-CP, Điều 4',
  firstYear: 2021,
  before: { male: 60 * 12, female: 55 * 12 },
  path: {
    male: { start: 60 * 12 + 3, step: 3, end: 62 * 12 },
    female: { start: 55 * 12 + 4, step: 4, end: 60 * 12 },
  } satisfies Record<Sex, AgePath>,
} as const

/** Retirement age in months for those who retire in a year. */
export function retirementAgeIn(year: number, sex: Sex): number {
  const { firstYear, before, path } = retirementAgeRule
  if (year < firstYear) return before[sex]
  const { start, step, end } = path[sex]
  return Math.min(end, start + step * (year - firstYear))
}

export type Retirement = {
  /** Age in months that applies to this person. */
  readonly age: number
  /** The first month of a pension, `YYYY-MM`: the month after the one in which the age is reached. */
  readonly pensionFrom: string
}

/**
 * When a person reaches the retirement age under normal conditions. The age is that of the year in which it is reached. Where only the
 * year of birth is known, the pension starts in January of the next year (NĐ 135/2020/NĐ-CP article 3; likely).
 */
export function findRetirement(dateOfBirth: PartialDate, sex: Sex): Retirement {
  const yearOnly = dateOfBirth.length === 4
  const born = toMonthNumber(yearOnly ? `${dateOfBirth}-01` : dateOfBirth)
  for (let year = Math.floor(born / 12) + 50; ; year++) {
    const age = retirementAgeIn(year, sex)
    if (Math.floor((born + age) / 12) > year) continue
    const reached = born + age
    const pensionFrom = yearOnly ? 12 * (Math.floor(reached / 12) + 1) : reached + 1
    return { age, pensionFrom: toMonth(pensionFrom) }
  }
}

export type PensionMonths = {
  /** Months of social insurance that count. */
  readonly counted: number
  readonly required: number
  readonly monthsLeft: number
  readonly rule: DatedRow & { readonly years: number }
  readonly retirement: Retirement
}

/** How many months count towards a pension, and how many the rule in force on a day asks for. Never a promise of a pension. */
export function measurePension(
  {
    participation,
    dateOfBirth,
    sex,
  }: {
    participation: readonly ParticipationPeriod[]
    dateOfBirth: PartialDate
    sex: Sex
  },
  on: PartialDate,
): PensionMonths {
  const rule = ruleOn(pensionRules, on)
  const counted = countMonths(participation.filter((period) => period.kind === 'bhxh'))
  const required = 12 * rule.years
  return {
    counted,
    required,
    monthsLeft: Math.max(0, required - counted),
    rule,
    retirement: findRetirement(dateOfBirth, sex),
  }
}
