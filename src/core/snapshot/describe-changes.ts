import { toMonth, toMonthNumber } from '../dates/months.ts'
import { listMonthSpans, type MonthState } from '../rules/insurance-months.ts'
import type { UnknownValue } from '../unknown-value.ts'
import { groupRows } from './group-rows.ts'
import type { BenefitPeriod, InsuranceKind, ParticipationPeriod, Visit } from './history.ts'
import type { Snapshot, SnapshotCard } from './snapshot.ts'

type Insurances = readonly (InsuranceKind | UnknownValue)[]

/** Months `YYYY-MM`, both included. */
type Months = { readonly from: string; readonly to: string; readonly months: number }

/** A card as far as a person notices its changes. */
export type ChangedCard = Pick<SnapshotCard, 'cardId' | 'relation' | 'face'>

/** One thing that is not as it was. A closed union: a screen has one text for each. */
export type Change =
  /** Months that count now: newly paid, formerly owed and now paid, newly owed, paid out as a lump sum, no longer on record. */
  | ({ readonly kind: MonthChange; readonly insurances: Insurances } & Months)
  /** A time with an employer, or of insurance without one, that was not on record before, or that goes on no longer. */
  | {
      readonly kind: 'period-new' | 'period-ended'
      readonly insurances: Insurances
      readonly period: ParticipationPeriod
    }
  | { readonly kind: 'visit-new' | 'visit-gone'; readonly visit: Visit }
  | { readonly kind: 'visit-changed'; readonly before: Visit; readonly after: Visit }
  | { readonly kind: 'benefit-new' | 'benefit-gone'; readonly benefit: BenefitPeriod }
  | { readonly kind: 'benefit-changed'; readonly before: BenefitPeriod; readonly after: BenefitPeriod }
  | { readonly kind: 'card-new' | 'card-gone'; readonly card: ChangedCard }
  | { readonly kind: CardChange; readonly before: ChangedCard; readonly after: ChangedCard }

export type MonthChange = 'months-paid' | 'debt-paid' | 'months-owed' | 'months-withdrawn' | 'months-gone'

/** `card-data`: the name, birth date, number or anything else that the other three do not name. */
export type CardChange = 'card-level' | 'card-facility' | 'card-validity' | 'card-five-years' | 'card-data'

/** What is compared: of a snapshot, or of what the wallet has kept of one. */
export type Comparable = Pick<Snapshot, 'issuedAt' | 'participation' | 'benefits' | 'visits'> & {
  readonly cards: readonly ChangedCard[]
}

/**
 * What has changed between two snapshots of one person: cards first, then months and periods, benefits, visits. The same months of
 * several kinds of insurance are told as one change.
 */
export function describeChanges(before: Comparable, after: Comparable): Change[] {
  return [
    ...describeCards(before.cards, after.cards),
    ...joinKinds([...describeMonths(before, after), ...describePeriods(before, after)]),
    ...describeBenefits(before.benefits, after.benefits),
    ...describeVisits(before.visits, after.visits),
  ]
}

function describeCards(before: readonly ChangedCard[], after: readonly ChangedCard[]): Change[] {
  const { added, gone, kept } = pair(before, after, (card) => card.cardId)
  return [
    ...added.map((card): Change => ({ kind: 'card-new', card })),
    ...gone.map((card): Change => ({ kind: 'card-gone', card })),
    ...kept.flatMap(([was, is]) =>
      cardParts
        .filter(([, read]) => !isSame(read(was.face), read(is.face)))
        .map(([kind]): Change => ({ kind, before: was, after: is })),
    ),
  ]
}

const cardParts: readonly (readonly [CardChange, (face: SnapshotCard['face']) => unknown])[] = [
  ['card-level', (face) => face.benefitLevel],
  ['card-facility', (face) => face.facilityCode],
  ['card-validity', (face) => [face.validFrom, face.validTo]],
  ['card-five-years', (face) => face.fiveYearDate],
  [
    'card-data',
    ({ benefitLevel, facilityCode, facilityName, validFrom, validTo, fiveYearDate, ...rest }) => rest,
  ],
]

const monthChanges: Readonly<Record<MonthState, MonthChange>> = {
  paid: 'months-paid',
  owed: 'months-owed',
  withdrawn: 'months-withdrawn',
  gap: 'months-gone',
}

type PeriodChange = Extract<Change, { insurances: Insurances }>

function describeMonths(before: Comparable, after: Comparable): PeriodChange[] {
  return kindsOf(before, after).flatMap((kind) => {
    const [was, is] = [statesOf(before, kind), statesOf(after, kind)]
    const months = [...new Set([...was.keys(), ...is.keys()])].sort((a, b) => a - b)
    const changes: { kind: MonthChange; first: number; last: number }[] = []
    for (const month of months) {
      const [old, now] = [was.get(month) ?? 'gap', is.get(month) ?? 'gap']
      if (old === now) continue
      const change = old === 'owed' && now === 'paid' ? 'debt-paid' : monthChanges[now]
      const last = changes.at(-1)
      if (last && last.kind === change && last.last === month - 1) last.last = month
      else changes.push({ kind: change, first: month, last: month })
    }
    return changes.map(({ kind: change, first, last }) => ({
      kind: change,
      insurances: [kind],
      from: toMonth(first),
      to: toMonth(last),
      months: last - first + 1,
    }))
  })
}

function kindsOf(...snapshots: readonly Comparable[]): (InsuranceKind | UnknownValue)[] {
  return [...new Set(snapshots.flatMap(({ participation }) => participation.map(({ kind }) => kind)))]
}

function statesOf({ participation }: Comparable, kind: string): Map<number, MonthState> {
  const states = new Map<number, MonthState>()
  for (const span of listMonthSpans(participation.filter((period) => period.kind === kind)))
    for (let month = toMonthNumber(span.from); month <= toMonthNumber(span.to); month++)
      states.set(month, span.state)
  return states
}

/** A time goes on if it reaches the month before the snapshot: employers report a month when it is over. */
function describePeriods(before: Comparable, after: Comparable): PeriodChange[] {
  const [was, is] = [latestPeriods(before), latestPeriods(after)]
  const goesOn = (period: ParticipationPeriod | undefined, { issuedAt }: Comparable) =>
    period !== undefined && toMonthNumber(period.to) >= monthOf(issuedAt) - 1
  const tell = (kind: 'period-new' | 'period-ended', period: ParticipationPeriod): PeriodChange => ({
    kind,
    insurances: [period.kind],
    period,
  })
  return [
    ...[...is].flatMap(([key, period]) => {
      const old = was.get(key)
      const isNew = old === undefined || (!goesOn(old, before) && period.from > old.to)
      return isNew ? [tell('period-new', period)] : []
    }),
    ...[...was].flatMap(([key, period]) => {
      const now = is.get(key)
      return now !== undefined && goesOn(period, before) && !goesOn(now, after)
        ? [tell('period-ended', now)]
        : []
    }),
  ]
}

/** The latest period of each kind with each employer. */
function latestPeriods({ participation }: Comparable): Map<string, ParticipationPeriod> {
  const latest = new Map<string, ParticipationPeriod>()
  for (const period of participation) {
    const key = `${period.kind} ${period.employer ?? ''}`
    const held = latest.get(key)
    if (held === undefined || period.to > held.to) latest.set(key, period)
  }
  return latest
}

/** The month of a moment in Vietnam (UTC+7), as months since year 0. */
function monthOf(unixSeconds: number): number {
  const then = new Date((unixSeconds + 7 * 3600) * 1000)
  return 12 * then.getUTCFullYear() + then.getUTCMonth()
}

/** Joins what is the same but for the kind of insurance. */
function joinKinds(changes: readonly PeriodChange[]): PeriodChange[] {
  const sameness = (change: PeriodChange) => {
    if (!('period' in change)) return [change.kind, change.from, change.to]
    const { from, to, employer } = change.period
    return [change.kind, from, to, employer]
  }
  const groups = groupRows(changes, (change) => JSON.stringify(sameness(change)))
  return [...groups.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, insurances: [first, ...others].flatMap(({ insurances }) => insurances) }] : [],
  )
}

function describeBenefits(before: readonly BenefitPeriod[], after: readonly BenefitPeriod[]): Change[] {
  const { added, gone, kept } = pair(before, after, ({ kind, from }) => `${kind} ${from}`)
  const content = ({ unread, ...rest }: BenefitPeriod) => rest
  return [
    ...added.map((benefit): Change => ({ kind: 'benefit-new', benefit })),
    ...kept
      .filter(([was, is]) => !isSame(content(was), content(is)))
      .map(([was, is]): Change => ({ kind: 'benefit-changed', before: was, after: is })),
    ...gone.map((benefit): Change => ({ kind: 'benefit-gone', benefit })),
  ]
}

function describeVisits(before: readonly Visit[], after: readonly Visit[]): Change[] {
  const { added, gone, kept } = pair(before, after, ({ from, facilityCode }) => `${from} ${facilityCode}`)
  // A facility's new name is not this person's news.
  const content = ({ facilityName, unread, ...rest }: Visit) => rest
  return [
    ...added.map((visit): Change => ({ kind: 'visit-new', visit })),
    ...kept
      .filter(([was, is]) => !isSame(content(was), content(is)))
      .map(([was, is]): Change => ({ kind: 'visit-changed', before: was, after: is })),
    ...gone.map((visit): Change => ({ kind: 'visit-gone', visit })),
  ]
}

/** Matches rows by key; of several with one key, rows that are the same first, then in their order. */
function pair<Row>(before: readonly Row[], after: readonly Row[], keyOf: (row: Row) => string) {
  const [was, is] = [groupRows(before, keyOf), groupRows(after, keyOf)]
  const added: Row[] = []
  const gone: Row[] = []
  const kept: (readonly [Row, Row])[] = []
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    const olds = [...(was.get(key) ?? [])]
    const news = (is.get(key) ?? []).filter((row) => {
      const at = olds.findIndex((old) => isSame(old, row))
      if (at >= 0) olds.splice(at, 1)
      return at < 0
    })
    const matched = Math.min(olds.length, news.length)
    kept.push(...news.slice(0, matched).flatMap((row, at) => (olds[at] ? [[olds[at], row] as const] : [])))
    added.push(...news.slice(matched))
    gone.push(...olds.slice(matched))
  }
  return { added, gone, kept }
}

/** Whether two values of JSON say the same, whatever the order of their fields. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const fields = Object.entries(a)
  return (
    fields.length === Object.keys(b).length &&
    fields.every(([name, value]) => isSame(value, (b as Readonly<Record<string, unknown>>)[name]))
  )
}
