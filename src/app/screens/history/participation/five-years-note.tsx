import { measureFiveYears } from '../../../../core/rules/five-year-rule.ts'
import { findFiveYearDate } from '../../../../history-view/five-year-date.ts'
import { writeDate } from '../../../../i18n/written-forms.ts'
import { today } from '../../../../ui/browser/today.ts'
import type { PersonHistory } from '../../../../wallet/history/load-history.ts'
import { useApp } from '../../../app-state.ts'
import { formatMonths } from '../../../texts/format-history.ts'
import { tHistory } from '../../../texts/history-texts.ts'
import { useIssuedCards } from '../shown-person.ts'

/** When five continuous years of health insurance are complete, and what that alone does not yet give. */
export function FiveYearsNote({ person }: { person: PersonHistory }) {
  const { language } = useApp()
  const reckoned = measureFiveYears(
    { ...findFiveYearDate(person, useIssuedCards()), participation: person.history.participation },
    today(),
  )
  if (!reckoned) return null
  const { date, source, reached, monthsLeft } = reckoned
  const said = { date: writeDate(date, language), time: formatMonths(monthsLeft) }
  return (
    <section class="towards" aria-labelledby="five-years-title">
      <h3 id="five-years-title">{tHistory('fiveYears.title')}</h3>
      <p>
        {tHistory(reached ? 'fiveYears.reached' : monthsLeft > 0 ? 'fiveYears.left' : 'fiveYears.soon', said)}{' '}
        {tHistory(source === 'card' ? 'fiveYears.card' : 'fiveYears.reckoned')}
      </p>
      <p class="small">{tHistory('fiveYears.more')}</p>
    </section>
  )
}
