import type { Visit } from '../../../core/snapshot/history.ts'
import { useApp } from '../../app-context.ts'
import { sayHistory } from '../../history-texts.ts'
import { formatDong, formatSpan } from './history-format.ts'
import { ReportLink } from './report-link.tsx'

/** One visit: where, when, why, and who paid what. A diagnosis that is known by its code alone is shown so. */
export function VisitRow({ visit }: { visit: Visit }) {
  const { language } = useApp()
  const { from, to, facilityCode, facilityName, diagnosisCode, diagnosis, inpatient, ownCost } = visit
  const costs = [
    ['visits.total', visit.totalCost],
    ['visits.insurance', visit.paidByInsurance],
    ['visits.coPayment', visit.coPayment],
    ...(ownCost > 0 ? ([['visits.own', ownCost]] as const) : []),
  ] as const
  const place = facilityName ?? sayHistory('visits.facilityCode', { code: facilityCode })
  const span = formatSpan(from, to, language)
  return (
    <li>
      <h2>{place}</h2>
      <p class="when">
        <span>{span}</span>{' '}
        <span class="small">{sayHistory(inpatient ? 'visits.inpatient' : 'visits.outpatient')}</span>
      </p>
      {(diagnosisCode || diagnosis) && <p>{[diagnosisCode, diagnosis].filter(Boolean).join(' – ')}</p>}
      <dl class="costs">
        {costs.map(([text, amount]) => (
          <div key={text}>
            <dt>{sayHistory(text)}</dt>
            <dd>{formatDong(amount)}</dd>
          </div>
        ))}
      </dl>
      {visit.offRoute && <p class="small">{sayHistory('visits.offRoute')}</p>}
      <div class="foot">
        <ReportLink
          row={{ section: 'visits', from, ...(to && { to }), name: place }}
          about={`${place} ${span}`}
        />
      </div>
    </li>
  )
}
