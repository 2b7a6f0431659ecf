import type { MonthSpan } from '../core/rules/insurance-months.ts'
import { type InsuranceSection, nameInsurance, splitVoluntary } from './insurance-sections.ts'
import { listMissing, sumMonths } from './month-sums.ts'
import type { TranslateHistory } from './shown-history.ts'
import { writeMonths } from './written-forms.ts'

type SummaryProps = { t: TranslateHistory; section: InsuranceSection; spans: readonly MonthSpan[] }

/** How long an insurance was paid for, and what is missing from it: all that is seen before it is opened. */
export function InsuranceSummary({ t, section, spans }: SummaryProps) {
  const split = splitVoluntary(section)
  const total = section.kind === 'bhyt' ? 'participation.totalHealth' : 'participation.total'
  return (
    <summary>
      <h2>{nameInsurance(t, section.kind)}</h2>
      <span class="line">
        <strong class="total">{writeMonths(t, sumMonths(spans, 'paid'))}</strong>{' '}
        <span class="unbroken">{t(total)}</span>
      </span>
      {split && (
        <span class="line small">
          {t('participation.split', {
            compulsory: writeMonths(t, split.compulsory),
            voluntary: writeMonths(t, split.voluntary),
          })}
        </span>
      )}
      {listMissing(spans).map(({ state, spans: found }) => (
        <span key={state} class={`line mark ${state}`}>
          {t(`participation.${state}`, { time: writeMonths(t, sumMonths(found, state)) })}
        </span>
      ))}
    </summary>
  )
}
