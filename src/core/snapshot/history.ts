import {
  type Codec,
  convert,
  extensibleRecord,
  literal,
  openChoice,
  optional,
  text,
  uint,
} from '../cose/codec.ts'
import { partialDate } from '../credential/face-codec.ts'
import type { PartialDate } from '../dates/partial-date.ts'
import { err, ok } from '../result.ts'
import type { UnknownValue } from '../unknown-value.ts'
import type { InsuranceKind } from './insurance-kinds.ts'

export type { InsuranceKind }

/** Months are `YYYY-MM`, both included; money in đồng. */
export type ParticipationPeriod = {
  readonly kind: InsuranceKind | UnknownValue
  readonly from: string
  readonly to: string
  readonly employer?: string
  readonly position?: string
  readonly place?: string
  readonly salary?: number
  /** How many of the months are not paid yet. */
  readonly debtMonths?: number
  /** Social insurance paid by the person. */
  readonly voluntary?: true
  /** Social insurance paid out as a lump sum: no longer counts. */
  readonly withdrawn?: true
  /** What a newer issuer says of it beyond this, see `extensibleRecord`. */
  readonly unread?: string
}

export type BenefitKind =
  | 'one-off'
  | 'sickness'
  | 'maternity'
  | 'work-accident'
  | 'unemployment'
  | 'pension'
  | 'survivor'

export type BenefitState = 'paid' | 'running' | 'pending' | 'stopped'

/** A benefit received; `amount` in đồng for the whole period, or a month where `monthly`. */
export type BenefitPeriod = {
  readonly kind: BenefitKind | UnknownValue
  readonly from: PartialDate
  readonly to?: PartialDate
  readonly days?: number
  readonly amount: number
  readonly monthly?: true
  readonly decision?: string
  readonly state: BenefitState | UnknownValue
  readonly unread?: string
}

/** A stay or visit at a facility; money in đồng. */
export type Visit = {
  readonly from: PartialDate
  readonly to?: PartialDate
  readonly facilityCode: string
  readonly facilityName?: string
  /** ICD-10. */
  readonly diagnosisCode?: string
  readonly diagnosis?: string
  readonly inpatient?: true
  readonly totalCost: number
  readonly paidByInsurance: number
  /** The insured share that the patient pays (cùng chi trả). */
  readonly coPayment: number
  /** What insurance does not cover (tự trả). */
  readonly ownCost: number
  /** Of the person's own choice where the law asks for a referral: the co-payment does not count towards the year's. */
  readonly offRoute?: true
  readonly unread?: string
}

const money = uint()
const name = text(300)

/** `YYYY-MM` as the number of months since year 0: 12 × year + month − 1. */
const month: Codec<string> = convert(
  uint(12 * 2400 - 1),
  (value: string) => 12 * Number(value.slice(0, 4)) + Number(value.slice(5)) - 1,
  (count) => {
    const year = Math.floor(count / 12)
    return year >= 1800 ? ok(`${year}-${String((count % 12) + 1).padStart(2, '0')}`) : err('not_a_month')
  },
)

const insuranceKind = openChoice<InsuranceKind>({ bhxh: 1, bhtn: 2, tnld: 3, bhyt: 4 })

export const participationPeriod: Codec<ParticipationPeriod> = extensibleRecord({
  kind: [1, insuranceKind],
  from: [2, month],
  to: [3, month],
  employer: optional(4, name),
  position: optional(5, name),
  place: optional(6, name),
  salary: optional(7, money),
  debtMonths: optional(8, uint(1200)),
  voluntary: optional(9, literal(true)),
  withdrawn: optional(10, literal(true)),
})

export const benefitPeriod: Codec<BenefitPeriod> = extensibleRecord({
  kind: [
    1,
    openChoice<BenefitKind>({
      'one-off': 1,
      sickness: 2,
      maternity: 3,
      'work-accident': 4,
      unemployment: 5,
      pension: 6,
      survivor: 7,
    }),
  ],
  from: [2, partialDate],
  to: optional(3, partialDate),
  days: optional(4, uint(36_525)),
  amount: [5, money],
  monthly: optional(6, literal(true)),
  decision: optional(7, text(100)),
  state: [8, openChoice<BenefitState>({ paid: 1, running: 2, pending: 3, stopped: 4 })],
})

export const visit: Codec<Visit> = extensibleRecord({
  from: [1, partialDate],
  to: optional(2, partialDate),
  facilityCode: [3, text(5)],
  facilityName: optional(4, name),
  diagnosisCode: optional(5, text(20)),
  diagnosis: optional(6, name),
  inpatient: optional(7, literal(true)),
  totalCost: [8, money],
  paidByInsurance: [9, money],
  coPayment: [10, money],
  ownCost: [11, money],
  offRoute: optional(12, literal(true)),
})
