import type { Visit } from '../core/snapshot/history.ts'
import type { Language } from '../i18n/languages.ts'
import { writeAmount, writeSpan } from '../i18n/written-forms.ts'
import { ReportLink } from './report-link.tsx'
import type { OnReport, TranslateHistory } from './shown-history.ts'

type VisitRowProps = {
  t: TranslateHistory
  language: Language
  visit: Visit
  onReport?: OnReport | undefined
}

/**
 * One visit: where, when, why, and who paid what. A diagnosis that is known by its code alone is shown so.
 */
export function VisitRow({ t, language, visit, onReport }: VisitRowProps) {
  const { from, to, facilityCode, facilityName, diagnosisCode, diagnosis, inpatient, ownCost } = visit
  const place = facilityName ?? t('visits.facilityCode', { code: facilityCode })
  const span = writeSpan(from, to, language)
  const costs = [
    ['visits.total', visit.totalCost],
    ['visits.insurance', visit.paidByInsurance],
    ['visits.coPayment', visit.coPayment],
    ...(ownCost > 0 ? ([['visits.own', ownCost]] as const) : []),
  ] as const
  return (
    <li>
      <h2>{place}</h2>
      <p class="when">
        <span>{span}</span>{' '}
        <span class="small">{t(inpatient ? 'visits.inpatient' : 'visits.outpatient')}</span>
      </p>
      {(diagnosisCode || diagnosis) && <p>{[diagnosisCode, diagnosis].filter(Boolean).join(' – ')}</p>}
      <dl class="costs">
        {costs.map(([text, amount]) => (
          <div key={text}>
            <dt>{t(text)}</dt>
            <dd>{writeAmount(amount, language)}</dd>
          </div>
        ))}
      </dl>
      {visit.offRoute && <p class="small">{t('visits.offRoute')}</p>}
      <div class="foot">
        <ReportLink
          t={t}
          row={{ section: 'visits', from, ...(to && { to }), name: place }}
          about={`${place} ${span}`}
          onReport={onReport}
        />
      </div>
    </li>
  )
}
