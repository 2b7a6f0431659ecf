import * as v from 'valibot'
import { toMonth, toMonthNumber } from '../../core/dates/months.ts'
import type { PartialDate } from '../../core/dates/partial-date.ts'
import type { BenefitPeriod, InsuranceKind, ParticipationPeriod, Visit } from '../../core/snapshot/history.ts'

/** A run of months with the same employer, position and salary, for one or more kinds of insurance at once. */
export type ParticipationRun = Omit<ParticipationPeriod, 'kind'> & {
  readonly kinds: readonly InsuranceKind[]
}

export type HistoryDocument = {
  readonly participation: readonly ParticipationRun[]
  readonly benefits: readonly BenefitPeriod[]
  /** Facility names are in `facilities`. */
  readonly visits: readonly Omit<Visit, 'facilityName'>[]
}

const kindBits: readonly (readonly [InsuranceKind, number])[] = [
  ['bhxh', 1],
  ['bhtn', 2],
  ['tnld', 4],
  ['bhyt', 8],
]

const VOLUNTARY = 16
const WITHDRAWN = 32

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const date = v.custom<PartialDate>((value) => typeof value === 'string' && /^\d{4}(-\d\d){0,2}$/.test(value))

const HistoryDocument = v.object({
  /** Employers, positions and places, to which the runs point. */
  n: v.array(v.string()),
  /** Runs: flags, first month, last month (months since year 0), employer, position, place, salary, debt; −1 is none. */
  p: v.array(
    v.tuple([count, count, count, v.number(), v.number(), v.number(), v.number(), v.optional(count, 0)]),
  ),
  b: v.array(
    v.strictObject({
      kind: v.picklist([
        'one-off',
        'sickness',
        'maternity',
        'work-accident',
        'unemployment',
        'pension',
        'survivor',
      ]),
      from: date,
      to: v.exactOptional(date),
      days: v.exactOptional(count),
      amount: count,
      monthly: v.exactOptional(v.literal(true)),
      decision: v.exactOptional(v.string()),
      state: v.picklist(['paid', 'running', 'pending', 'stopped']),
    }),
  ),
  v: v.array(
    v.strictObject({
      from: date,
      to: v.exactOptional(date),
      facilityCode: v.string(),
      diagnosisCode: v.exactOptional(v.string()),
      diagnosis: v.exactOptional(v.string()),
      inpatient: v.exactOptional(v.literal(true)),
      offRoute: v.exactOptional(v.literal(true)),
      totalCost: count,
      paidByInsurance: count,
      coPayment: count,
      ownCost: count,
    }),
  ),
})

/** Packs a history for storage: JSON, names once, runs as tuples. */
export function writeHistory({ participation, benefits, visits }: HistoryDocument): string {
  const names: string[] = []
  const nameIndex = (name: string | undefined) => {
    if (name === undefined) return -1
    const known = names.indexOf(name)
    return known >= 0 ? known : names.push(name) - 1
  }
  const runs = participation.map((run) => {
    const flags =
      kindBits.reduce((bits, [kind, bit]) => bits | (run.kinds.includes(kind) ? bit : 0), 0) |
      (run.voluntary ? VOLUNTARY : 0) |
      (run.withdrawn ? WITHDRAWN : 0)
    const places = [nameIndex(run.employer), nameIndex(run.position), nameIndex(run.place)]
    const tuple = [flags, toMonthNumber(run.from), toMonthNumber(run.to), ...places, run.salary ?? -1]
    return run.debtMonths === undefined ? tuple : [...tuple, run.debtMonths]
  })
  return JSON.stringify({ n: names, p: runs, b: benefits, v: visits })
}

/** Reads what `writeHistory` wrote; throws if the document is damaged. */
export function readHistory(document: string): HistoryDocument {
  const { n: names, p: runs, b: benefits, v: visits } = v.parse(HistoryDocument, JSON.parse(document))
  const participation = runs.map(([flags, from, to, employer, position, place, salary, debt]) => {
    const named = { employer: names[employer], position: names[position], place: names[place] }
    return {
      kinds: kindBits.filter(([, bit]) => flags & bit).map(([kind]) => kind),
      from: toMonth(from),
      to: toMonth(to),
      ...(named.employer !== undefined && { employer: named.employer }),
      ...(named.position !== undefined && { position: named.position }),
      ...(named.place !== undefined && { place: named.place }),
      ...(salary >= 0 && { salary }),
      ...(debt > 0 && { debtMonths: debt }),
      ...(flags & VOLUNTARY && { voluntary: true as const }),
      ...(flags & WITHDRAWN && { withdrawn: true as const }),
    }
  })
  return { participation, benefits, visits }
}

/** One period for each kind of each run, as wallets know them. */
export function expandRuns(runs: readonly ParticipationRun[]): ParticipationPeriod[] {
  return runs.flatMap(({ kinds, salary, withdrawn, ...run }) =>
    kinds.map((kind) => ({
      kind,
      ...run,
      // Health insurance knows no salary of its own: it is stated with social insurance.
      ...(salary !== undefined && kind !== 'bhyt' && { salary }),
      // A lump sum pays out social insurance and nothing else.
      ...(withdrawn && kind === 'bhxh' && { withdrawn }),
    })),
  )
}
