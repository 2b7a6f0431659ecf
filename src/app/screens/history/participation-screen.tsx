import type { InsuranceKind, ParticipationPeriod } from '../../../core/snapshot/history.ts'
import { countMonths, lengthOfPeriod } from '../../../core/snapshot/insurance-months.ts'
import { useApp } from '../../app-context.ts'
import { sayHistory } from '../../history-texts.ts'
import { formatDong, formatMonths, formatSpan } from './history-format.ts'
import { HistoryFrame } from './history-frame.tsx'

const kinds: readonly InsuranceKind[] = ['bhxh', 'bhyt', 'bhtn', 'tnld']

/** What the insurer has on record about the person's participation, by kind of insurance, newest first. */
export function ParticipationScreen() {
  return (
    <HistoryFrame
      path="/qua-trinh"
      empty={sayHistory('participation.empty')}
      isEmpty={({ participation }) => participation.length === 0}
    >
      {({ participation }) =>
        kinds.map((kind) => {
          const periods = participation.filter((period) => period.kind === kind)
          return periods.length > 0 && <Kind key={kind} kind={kind} periods={periods} />
        })
      }
    </HistoryFrame>
  )
}

function Kind({ kind, periods }: { kind: InsuranceKind; periods: readonly ParticipationPeriod[] }) {
  const { language } = useApp()
  return (
    <section aria-labelledby={`kind-${kind}`}>
      <h2 id={`kind-${kind}`}>{sayHistory(`participation.${kind}`)}</h2>
      <p class="total">
        {sayHistory('participation.total', { time: formatMonths(countMonths(periods), language) })}
      </p>
      <ol class="rows">
        {periods
          .toSorted((one, other) => (one.from < other.from ? 1 : -1))
          .map((period) => (
            <Period key={`${period.from} ${period.employer ?? ''}`} period={period} />
          ))}
      </ol>
    </section>
  )
}

function Period({ period }: { period: ParticipationPeriod }) {
  const { language } = useApp()
  const { from, to, employer, position, place, salary, debtMonths, voluntary, withdrawn } = period
  const span = formatSpan(from, to, language)
  return (
    <li>
      <p class="when">
        {span}
        <span class="small"> {formatMonths(lengthOfPeriod(period), language)}</span>
      </p>
      {employer && <p>{employer}</p>}
      {position && <p class="small">{position}</p>}
      {place && <p class="small">{place}</p>}
      {salary !== undefined && (
        <p class="small">
          {sayHistory('participation.salary')}: {formatDong(salary)}
        </p>
      )}
      {voluntary && <p class="small">{sayHistory('participation.voluntary')}</p>}
      {withdrawn && <p class="mark">{sayHistory('participation.withdrawn')}</p>}
      {debtMonths !== undefined && debtMonths > 0 && (
        <p class="mark">{sayHistory('participation.owed', { time: formatMonths(debtMonths, language) })}</p>
      )}
    </li>
  )
}
