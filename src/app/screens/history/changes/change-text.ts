import { benefitPercent } from '../../../../core/card/benefit-level.ts'
import type { CardChange, Change, ChangedCard } from '../../../../core/snapshot/describe-changes.ts'
import type { BenefitPeriod, Visit } from '../../../../core/snapshot/history.ts'
import { isUnknownValue } from '../../../../core/unknown-value.ts'
import { nameBenefit } from '../../../../history-view/benefit-name.ts'
import { type InsuranceSection, nameInsurance } from '../../../../history-view/insurance-sections.ts'
import type { Language } from '../../../../i18n/languages.ts'
import { writeDate, writeSpan } from '../../../../i18n/written-forms.ts'
import { formatMonths } from '../../../texts/format-history.ts'
import { tHistory } from '../../../texts/history-texts.ts'

/** One thing that is new: what happened, and to what, in lines. */
export type ChangeText = { readonly what: string; readonly about: readonly string[] }

/** A change in words. */
export function describeChange(change: Change, language: Language): ChangeText {
  switch (change.kind) {
    case 'months-paid':
    case 'debt-paid':
    case 'months-owed':
    case 'months-withdrawn':
    case 'months-gone':
      return {
        what: tHistory(`changes.${change.kind}`, { time: formatMonths(change.months) }),
        about: [writeSpan(change.from, change.to, language), nameInsurances(change.insurances)],
      }
    case 'period-new':
    case 'period-ended': {
      const { employer, from, to } = change.period
      const date = writeDate(change.kind === 'period-new' ? from : to, language)
      return {
        what: tHistory(`changes.${change.kind}`, { date }),
        about: [...(employer ? [employer] : []), nameInsurances(change.insurances)],
      }
    }
    case 'visit-new':
    case 'visit-gone':
      return { what: tHistory(`changes.${change.kind}`), about: describeVisit(change.visit, language) }
    case 'visit-changed':
      return { what: tHistory('changes.visit-changed'), about: describeVisit(change.after, language) }
    case 'benefit-new':
    case 'benefit-gone':
      return { what: tHistory(`changes.${change.kind}`), about: describeBenefit(change.benefit, language) }
    case 'benefit-changed':
      return { what: tHistory('changes.benefit-changed'), about: describeBenefit(change.after, language) }
    case 'card-new':
    case 'card-gone':
      return { what: tHistory(`changes.${change.kind}`), about: [change.card.face.fullName] }
    case 'card-data':
      return { what: tHistory('changes.card-data'), about: [change.after.face.fullName] }
    default: {
      const { kind, before, after } = change
      const [was, is] = [describeCard(kind, before, language), describeCard(kind, after, language)]
      return { what: tHistory(`changes.${kind}`), about: [`${was} → ${is}`] }
    }
  }
}

function nameInsurances(kinds: readonly InsuranceSection['kind'][]): string {
  return kinds.map((kind) => nameInsurance(tHistory, kind)).join(', ')
}

function describeVisit({ facilityName, facilityCode, from, to }: Visit, language: Language): string[] {
  const place = facilityName ?? tHistory('visits.facilityCode', { code: facilityCode })
  return [place, writeSpan(from, to, language)]
}

function describeBenefit({ kind, from, to, state }: BenefitPeriod, language: Language): string[] {
  const span = writeSpan(from, to, language)
  return [
    nameBenefit(tHistory, kind),
    isUnknownValue(state) ? span : `${span} · ${tHistory(`benefits.${state}`)}`,
  ]
}

function describeCard(
  part: Exclude<CardChange, 'card-data'>,
  { face }: ChangedCard,
  language: Language,
): string {
  const none = tHistory('changes.none')
  switch (part) {
    case 'card-level':
      return face.benefitLevel === undefined ? none : `${benefitPercent(face.benefitLevel)}%`
    case 'card-facility':
      return face.facilityName ?? face.facilityCode ?? none
    case 'card-validity':
      return face.validFrom === undefined ? none : writeSpan(face.validFrom, face.validTo, language)
    case 'card-five-years':
      return face.fiveYearDate === undefined ? none : writeDate(face.fiveYearDate, language)
  }
}
