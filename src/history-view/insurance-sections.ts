import { countMonths } from '../core/rules/insurance-months.ts'
import { groupRows } from '../core/snapshot/group-rows.ts'
import type { InsuranceKind, ParticipationPeriod } from '../core/snapshot/history.ts'
import { isUnknownValue, type UnknownValue } from '../core/unknown-value.ts'
import type { TranslateHistory } from './shown-history.ts'

/** One kind of insurance with its periods. */
export type InsuranceSection = {
  readonly kind: InsuranceKind | UnknownValue
  readonly periods: readonly ParticipationPeriod[]
}

/** As the screen shows them: what people ask for first. */
const order: readonly string[] = ['bhxh', 'bhyt', 'bhtn', 'tnld'] satisfies InsuranceKind[]

/** The insurances that a person takes part in; those that this version has no name for come last. */
export function listSections(participation: readonly ParticipationPeriod[]): InsuranceSection[] {
  const place = (kind: string) => (order.includes(kind) ? order.indexOf(kind) : order.length)
  return [...groupRows(participation, ({ kind }) => kind)]
    .map(([kind, periods]) => ({ kind, periods }))
    .sort((one, other) => place(one.kind) - place(other.kind))
}

/** What an insurance is called. */
export function nameInsurance(t: TranslateHistory, kind: InsuranceSection['kind']): string {
  return isUnknownValue(kind)
    ? t('participation.unknown', { code: kind.slice('unknown-'.length) })
    : t(`participation.${kind}`)
}

/** Months of social insurance through an employer and on one's own, where a person has both; else undefined. */
export function splitVoluntary({
  kind,
  periods,
}: InsuranceSection): { compulsory: number; voluntary: number } | undefined {
  const own = periods.filter(({ voluntary }) => voluntary)
  if (kind !== 'bhxh' || own.length === 0 || own.length === periods.length) return undefined
  return {
    compulsory: countMonths(periods.filter(({ voluntary }) => !voluntary)),
    voluntary: countMonths(own),
  }
}
