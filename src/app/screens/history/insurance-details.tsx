import { useMemo, useState } from 'preact/hooks'
import { listSalaries } from '../../../core/snapshot/group-history.ts'
import { listMonthSpans, type MonthSpan, type MonthState } from '../../../core/snapshot/insurance-months.ts'
import type { PersonHistory } from '../../../wallet/load-history.ts'
import { useApp } from '../../app-context.ts'
import { sayHistory } from '../../history-texts.ts'
import { FiveYears } from './five-years.tsx'
import { formatMonths, formatSpan } from './history-format.ts'
import { type InsuranceSection, nameInsurance, splitVoluntary } from './insurance-sections.ts'
import { ParticipationChart } from './participation-chart.tsx'
import { ParticipationList } from './participation-list.tsx'
import type { Grouping } from './participation-rows.ts'
import { PensionProgress } from './pension-progress.tsx'

export type Viewing = { readonly by: Grouping; readonly as: 'timeline' | 'table' }

type DetailsProps = {
  section: InsuranceSection
  person: PersonHistory
  /** Whether it is open at first. */
  open: boolean
  viewing: Viewing
  onView: (viewing: Viewing) => void
}

/** What is not paid, and the stretches of months that are so. */
type Missing = { readonly state: 'owed' | 'withdrawn' | 'gap'; readonly spans: readonly MonthSpan[] }

const notPaid = ['owed', 'withdrawn', 'gap'] as const

/** One insurance: how long it was paid for, what is missing from it, and, when opened, its times. One is open at once. */
export function InsuranceDetails({ section, person, open, viewing, onView }: DetailsProps) {
  const [isOpen, setIsOpen] = useState(open)
  const spans = useMemo(() => listMonthSpans(section.periods), [section.periods])
  const missing = notPaid
    .map((state): Missing => ({ state, spans: spans.filter((span) => span.state === state) }))
    .filter((found) => found.spans.length > 0)
  return (
    <details
      class="insurance"
      name="insurance"
      open={open}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary>
        <Summary section={section} paid={countMonths(spans, 'paid')} missing={missing} />
      </summary>
      {isOpen && (
        <div class="insurance-body">
          {section.kind === 'bhxh' && <PensionProgress history={person.history} />}
          {section.kind === 'bhyt' && <FiveYears person={person} />}
          <ParticipationChart spans={spans} steps={listSalaries(section.periods)} />
          {missing.length > 0 && <MissingMonths missing={missing} />}
          <ParticipationList section={section} spans={spans} viewing={viewing} onView={onView} />
        </div>
      )}
    </details>
  )
}

type SummaryProps = { section: InsuranceSection; paid: number; missing: readonly Missing[] }

function Summary({ section, paid, missing }: SummaryProps) {
  const split = splitVoluntary(section)
  return (
    <>
      <h2>{nameInsurance(section.kind)}</h2>
      <p>
        <strong class="total">{formatMonths(paid)}</strong>{' '}
        {sayHistory(section.kind === 'bhyt' ? 'participation.totalHealth' : 'participation.total')}
      </p>
      {split && (
        <p class="small">
          {sayHistory('participation.split', {
            compulsory: formatMonths(split.compulsory),
            voluntary: formatMonths(split.voluntary),
          })}
        </p>
      )}
      {missing.map(({ state, spans }) => (
        <p key={state} class={`mark ${state}`}>
          {sayHistory(`participation.${state}`, { time: formatMonths(countMonths(spans, state)) })}
        </p>
      ))}
    </>
  )
}

/** When it was that nothing was paid, that it was paid late, or that it was paid out. */
function MissingMonths({ missing }: { missing: readonly Missing[] }) {
  const { language } = useApp()
  return (
    <dl class="missing">
      {missing.map(({ state, spans }) => (
        <div key={state}>
          <dt class={`mark ${state}`}>{sayHistory(`months.${state}`)}</dt>
          {spans.map(({ from, to, months }) => (
            <dd key={from}>
              {formatSpan(from, to, language)} <span class="small">{formatMonths(months)}</span>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  )
}

function countMonths(spans: readonly MonthSpan[], state: MonthState): number {
  return spans.reduce((total, span) => total + (span.state === state ? span.months : 0), 0)
}
