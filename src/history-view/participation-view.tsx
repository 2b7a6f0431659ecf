import { listMonthSpans } from '../core/rules/insurance-months.ts'
import { listSections } from './insurance-sections.ts'
import { InsuranceSummary } from './insurance-summary.tsx'
import type { ShownPerson, TranslateHistory } from './shown-history.ts'

/** The participation as the screen first shows it: the total of each insurance, none of them opened. */
export function ClosedInsurances({ t, person }: { t: TranslateHistory; person: ShownPerson }) {
  return (
    <div class="insurances">
      {listSections(person.history.participation).map((section) => (
        <details key={section.kind} class="insurance" name="insurance">
          <InsuranceSummary t={t} section={section} spans={listMonthSpans(section.periods)} />
        </details>
      ))}
    </div>
  )
}
