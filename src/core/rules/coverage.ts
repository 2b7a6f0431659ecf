import { type BenefitLevel, benefitPercent } from '../card/benefit-level.ts'
import type { LivingArea } from '../card/card.ts'
import type { PartialDate } from '../dates/partial-date.ts'
import type { Certainty, LegalSource } from './legal-texts.ts'

/**
 * Where, and by which way, a person is treated. "Former" ranks are those of 31 December 2024, before the three professional
 * levels (initial, basic, specialised) came; points are those of the ranking.
 */
export type CarePlace =
  | 'emergency'
  | 'registered'
  | 'moved'
  | 'serious'
  | 'initial'
  | 'former-district'
  | 'basic-low'
  | 'basic-middle'
  | 'basic-former-province'
  | 'specialised-former-province'
  | 'specialised-former-central'

/** Percent of the level on the card (mức hưởng) that the insurance pays; 0: nothing. */
export type Share = 0 | 40 | 50 | 100

export type CoverageRow = {
  readonly place: CarePlace
  readonly outpatient: Share
  readonly inpatient: Share
  /** First day of this row. */
  readonly from: PartialDate
  readonly sources: readonly LegalSource[]
}

/** The level does not matter there: whoever goes has all costs paid (article 22 clause 1 point c). */
const wholeCosts: readonly CarePlace[] = ['initial']

/** Whether all covered costs are paid there, whatever the level on the card. */
export function isWhollyPaid({ place }: CoverageRow): boolean {
  return wholeCosts.includes(place)
}

/**
 * Percent of the covered costs, not only of the level, that a row means for a card: 80 at level 4 with a share of 100. It says how
 * the law reads, never what a bill will be.
 */
export function readShare(row: CoverageRow, care: 'outpatient' | 'inpatient', level: BenefitLevel): number {
  const percent = isWhollyPaid(row) ? 100 : benefitPercent(level)
  return (percent * row[care]) / 100
}

/** First day for which there is a table, and the day on which it was held against the law. */
export const coverageKnown = {
  from: '2025-01-01' as PartialDate,
  checked: '2026-11-22' as PartialDate,
} as const

const law = (at: string): LegalSource => ({ text: 'law', at })
const decree02 = (at: string): LegalSource => ({ text: 'decree02', at })
const decree188 = (at: string): LegalSource => ({ text: 'decree188', at })

/** The new law's levels begin; decree 188 takes the place of decree 02; the second step of the roadmap. */
const [START, DECREE, STEP] = ['2025-01-01', '2025-08-15', '2026-07-01'] as const

type Entry = readonly [
  place: CarePlace,
  from: string,
  outpatient: Share,
  inpatient: Share,
  ...sources: LegalSource[],
]

/**
 * Law on health insurance, article 22 as amended by Law 51/2024/QH15, with the roadmap of decree 02/2025 (article 14 clause 5 of
 * the decree that it amends) and, from 15 August 2025, decree 188/2025, article 19. A later row of a place replaces the former.
 */
const entries: readonly Entry[] = [
  ['emergency', START, 100, 100, law('Điều 22 khoản 5')],
  ['registered', START, 100, 100, law('Điều 22 khoản 1, Điều 26, Điều 27')],
  ['moved', START, 100, 100, law('Điều 22 khoản 3'), { text: 'circular01', at: 'Điều 4' }],
  ['serious', START, 100, 100, law('Điều 22 khoản 4 điểm a'), { text: 'circular01', at: 'Phụ lục I, II' }],
  ['initial', START, 100, 100, law('Điều 22 khoản 1 điểm c, khoản 4 điểm c')],
  ['former-district', START, 100, 100, law('Điều 22 khoản 4 điểm đ')],
  ['basic-low', START, 100, 100, law('Điều 22 khoản 4 điểm d, e'), decree02('khoản 5 điểm a')],
  ['basic-low', DECREE, 100, 100, law('Điều 22 khoản 4 điểm d, e'), decree188('Điều 19 khoản 1')],
  ['basic-middle', START, 0, 100, law('Điều 22 khoản 4 điểm d, e'), decree02('khoản 5 điểm b')],
  ['basic-middle', DECREE, 0, 100, law('Điều 22 khoản 4 điểm d, e'), decree188('Điều 19 khoản 2')],
  ['basic-middle', STEP, 50, 100, law('Điều 22 khoản 4 điểm d, e'), decree188('Điều 19 khoản 2')],
  ['basic-former-province', START, 0, 100, law('Điều 22 khoản 4 điểm d, e'), decree02('khoản 5 điểm c')],
  ['basic-former-province', DECREE, 0, 100, law('Điều 22 khoản 4 điểm d, e'), decree188('Điều 19 khoản 3')],
  ['basic-former-province', STEP, 50, 100, law('Điều 22 khoản 4 điểm d, e'), decree188('Điều 19 khoản 3')],
  ['specialised-former-province', START, 0, 100, law('Điều 22 khoản 4 điểm h'), decree02('khoản 5 điểm d')],
  [
    'specialised-former-province',
    DECREE,
    0,
    100,
    law('Điều 22 khoản 4 điểm h'),
    decree188('Điều 19 khoản 4'),
  ],
  ['specialised-former-province', STEP, 50, 100, law('Điều 22 khoản 4 điểm h'), decree188('Điều 19 khoản 4')],
  ['specialised-former-central', START, 0, 40, law('Điều 22 khoản 4 điểm g')],
]

/** Treated inside a hospital of the specialised level, people of the areas K1 to K3 have their whole level. */
const areaSource = law('Điều 22 khoản 4 điểm b')

/**
 * The table in force on a complete date, each place once, best first. Undefined for days before the first table; days after
 * `coverageKnown.checked` get the last one, which may have been overtaken.
 */
export function findCoverage(
  date: PartialDate,
  { livingArea }: { livingArea?: LivingArea | undefined } = {},
): readonly CoverageRow[] | undefined {
  if (date < coverageKnown.from) return undefined
  const rows = new Map<CarePlace, CoverageRow>()
  for (const [place, from, outpatient, inpatient, ...sources] of entries) {
    if (from > date) continue
    const row = { place, outpatient, inpatient, from: from as PartialDate, sources }
    const whole = place === 'specialised-former-central' && livingArea !== undefined
    rows.set(place, whole ? { ...row, inpatient: 100, sources: [areaSource] } : row)
  }
  return [...rows.values()]
}

/** One visit below this part of the reference amount is paid wholly: decree 188/2025, article 18. */
export const lowCostPercent = 15

/** Days on which the table changes after its beginning, for those who choose a date. */
export const coverageSteps: readonly PartialDate[] = [DECREE as PartialDate, STEP as PartialDate]

/** What stands behind the other explanations of the card. */
export const coverSources = {
  levels: law('Điều 22 khoản 1'),
  severalGroups: law('Điều 22 khoản 2'),
  fiveYears: [law('Điều 22 khoản 1 điểm d'), decree188('Điều 18 khoản 2')],
  lowCost: law('Điều 22 khoản 1 điểm b'),
  area: areaSource,
  facilityChange: law('Điều 26 khoản 1'),
  bring: decree188('Điều 37'),
  failure: decree188('Điều 38 khoản 2'),
} as const satisfies Record<string, LegalSource | readonly LegalSource[]>

/**
 * Groups whose level the law has raised while their cards may still carry the old digit, which stays what counts until the card
 * says otherwise: near-poor households (CN) and social pensioners from 75 (LH), Resolution 261/2025/QH15, article 2.
 */
export function findRaisedLevel(
  group: string,
  level: number,
  date: PartialDate,
): { source: LegalSource; certainty: Certainty } | undefined {
  const raised = (group === 'CN' && level === 3) || (group === 'LH' && level === 4)
  if (!raised || date < '2026-01-01') return undefined
  return { source: { text: 'resolution261', at: 'Điều 2 khoản 1 điểm a' }, certainty: 'likely' }
}
