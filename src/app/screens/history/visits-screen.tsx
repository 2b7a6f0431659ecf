import type { Visit } from '../../../core/snapshot/history.ts'
import { useApp } from '../../app-context.ts'
import { sayHistory } from '../../history-texts.ts'
import { formatDong, formatSpan } from './history-format.ts'
import { HistoryFrame } from './history-frame.tsx'

/** Where and when the person was treated, and who paid what, newest first. */
export function VisitsScreen() {
  return (
    <HistoryFrame
      path="/qua-trinh/kham"
      empty={sayHistory('visits.empty')}
      isEmpty={({ visits }) => visits.length === 0}
    >
      {({ visits }) => (
        <ol class="rows">
          {visits
            .toSorted((one, other) => (one.from < other.from ? 1 : -1))
            .map((visit, at) => (
              <VisitRow key={`${visit.from} ${visit.facilityCode} ${at}`} visit={visit} />
            ))}
        </ol>
      )}
    </HistoryFrame>
  )
}

function VisitRow({ visit }: { visit: Visit }) {
  const { language } = useApp()
  const { from, to, facilityCode, facilityName, diagnosisCode, diagnosis, inpatient } = visit
  const place = facilityName ?? sayHistory('visits.facilityCode', { code: facilityCode })
  const span = formatSpan(from, to, language)
  const costs = [
    ['visits.total', visit.totalCost],
    ['visits.insurance', visit.paidByInsurance],
    ['visits.coPayment', visit.coPayment],
    ['visits.own', visit.ownCost],
  ] as const
  return (
    <li>
      <h2>{place}</h2>
      <p class="when">
        {span}
        <span class="small"> {sayHistory(inpatient ? 'visits.inpatient' : 'visits.outpatient')}</span>
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
    </li>
  )
}
