import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { listMonthSpans } from '../../../../core/rules/insurance-months.ts'
import { listSalaries } from '../../../../core/snapshot/group-history.ts'
import type { InsuranceSection } from '../../../../history-view/insurance-sections.ts'
import { InsuranceSummary } from '../../../../history-view/insurance-summary.tsx'
import { listMissing, type MissingSpan } from '../../../../history-view/month-sums.ts'
import { writeSpan } from '../../../../i18n/written-forms.ts'
import type { PersonHistory } from '../../../../wallet/history/load-history.ts'
import { useApp } from '../../../app-state.ts'
import { formatMonths } from '../../../texts/format-history.ts'
import { tHistory } from '../../../texts/history-texts.ts'
import { FiveYearsNote } from './five-years-note.tsx'
import { ParticipationChart } from './participation-chart.tsx'
import { ParticipationList } from './participation-list.tsx'
import type { Viewing } from './participation-rows.ts'
import { PensionProgress } from './pension-progress.tsx'

type DetailsProps = {
  section: InsuranceSection
  person: PersonHistory
  viewing: Viewing
  onView: (viewing: Viewing) => void
}

/**
 * One insurance: how long it was paid for, what is missing from it, and, when opened, its times. One is open
 * at once.
 */
export function InsuranceDetails({ section, person, viewing, onView }: DetailsProps) {
  const element = useRef<HTMLDetailsElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const spans = useMemo(() => listMonthSpans(section.periods), [section.periods])
  const missing = listMissing(spans)
  // It may have been opened while only the pre-rendered markup was there.
  useLayoutEffect(() => setIsOpen(element.current?.open === true), [])
  return (
    <details
      ref={element}
      class="insurance"
      name="insurance"
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <InsuranceSummary t={tHistory} section={section} spans={spans} />
      {isOpen && (
        <div class="insurance-body">
          {section.kind === 'bhxh' && <PensionProgress history={person.history} />}
          {section.kind === 'bhyt' && <FiveYearsNote person={person} />}
          <ParticipationChart spans={spans} steps={listSalaries(section.periods)} />
          {missing.length > 0 && <MissingMonths missing={missing} />}
          <ParticipationList section={section} spans={spans} viewing={viewing} onView={onView} />
        </div>
      )}
    </details>
  )
}

/** When it was that nothing was paid, that it was paid late, or that it was paid out. */
function MissingMonths({ missing }: { missing: readonly MissingSpan[] }) {
  const { language } = useApp()
  return (
    <dl class="missing">
      {missing.map(({ state, spans }) => (
        <div key={state}>
          <dt class={`mark ${state}`}>{tHistory(`months.${state}`)}</dt>
          {spans.map(({ from, to, months }) => (
            <dd key={from}>
              {writeSpan(from, to, language)} <span class="small">{formatMonths(months)}</span>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  )
}
