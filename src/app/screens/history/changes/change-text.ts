import { benefitPercent } from '../../../../core/card/benefit-level.ts'
import type { CardChange, Change, ChangedCard } from '../../../../core/snapshot/describe-changes.ts'
import type { BenefitPeriod, Visit } from '../../../../core/snapshot/history.ts'
import { isUnnamed } from '../../../../core/unnamed.ts'
import { nameBenefit } from '../../../../history-view/benefit-name.ts'
import { type InsuranceSection, nameInsurance } from '../../../../history-view/insurance-sections.ts'
import type { Language } from '../../../../i18n/languages.ts'
import { formatDate, formatMonths, formatSpan } from '../../../texts/format-history.ts'
import { sayHistory } from '../../../texts/history-texts.ts'

/** One thing that is new: what happened, and to what, in lines. */
export type ChangeText = { readonly what: string; readonly about: readonly string[] }

/** Says a change in words. */
export function tellChange(change: Change, language: Language): ChangeText {
  switch (change.kind) {
    case 'months-paid':
    case 'debt-paid':
    case 'months-owed':
    case 'months-withdrawn':
    case 'months-gone':
      return {
        what: sayHistory(`changes.${change.kind}`, { time: formatMonths(change.months) }),
        about: [formatSpan(change.from, change.to, language), nameInsurances(change.insurances)],
      }
    case 'period-new':
    case 'period-ended': {
      const { employer, from, to } = change.period
      const date = formatDate(change.kind === 'period-new' ? from : to, language)
      return {
        what: sayHistory(`changes.${change.kind}`, { date }),
        about: [...(employer ? [employer] : []), nameInsurances(change.insurances)],
      }
    }
    case 'visit-new':
    case 'visit-gone':
      return { what: sayHistory(`changes.${change.kind}`), about: tellVisit(change.visit, language) }
    case 'visit-changed':
      return { what: sayHistory('changes.visit-changed'), about: tellVisit(change.after, language) }
    case 'benefit-new':
    case 'benefit-gone':
      return { what: sayHistory(`changes.${change.kind}`), about: tellBenefit(change.benefit, language) }
    case 'benefit-changed':
      return { what: sayHistory('changes.benefit-changed'), about: tellBenefit(change.after, language) }
    case 'card-new':
    case 'card-gone':
      return { what: sayHistory(`changes.${change.kind}`), about: [change.card.face.fullName] }
    case 'card-data':
      return { what: sayHistory('changes.card-data'), about: [change.after.face.fullName] }
    default: {
      const { kind, before, after } = change
      const [was, is] = [tellCard(kind, before, language), tellCard(kind, after, language)]
      return { what: sayHistory(`changes.${kind}`), about: [`${was} → ${is}`] }
    }
  }
}

function nameInsurances(kinds: readonly InsuranceSection['kind'][]): string {
  return kinds.map((kind) => nameInsurance(sayHistory, kind)).join(', ')
}

function tellVisit({ facilityName, facilityCode, from, to }: Visit, language: Language): string[] {
  const place = facilityName ?? sayHistory('visits.facilityCode', { code: facilityCode })
  return [place, formatSpan(from, to, language)]
}

function tellBenefit({ kind, from, to, state }: BenefitPeriod, language: Language): string[] {
  const span = formatSpan(from, to, language)
  return [
    nameBenefit(sayHistory, kind),
    isUnnamed(state) ? span : `${span} · ${sayHistory(`benefits.${state}`)}`,
  ]
}

function tellCard(part: Exclude<CardChange, 'card-data'>, { face }: ChangedCard, language: Language): string {
  const none = sayHistory('changes.none')
  switch (part) {
    case 'card-level':
      return face.benefitLevel === undefined ? none : `${benefitPercent(face.benefitLevel)}%`
    case 'card-facility':
      return face.facilityName ?? face.facilityCode ?? none
    case 'card-validity':
      return face.validFrom === undefined ? none : formatSpan(face.validFrom, face.validTo, language)
    case 'card-five-years':
      return face.fiveYearDate === undefined ? none : formatDate(face.fiveYearDate, language)
  }
}
