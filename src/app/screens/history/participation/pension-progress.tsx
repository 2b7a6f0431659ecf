import { measurePension } from '../../../../core/rules/pension-rule.ts'
import { LawText } from '../../../../history-view/law-text.tsx'
import { writeDate } from '../../../../i18n/written-forms.ts'
import { today } from '../../../../ui/browser/today.ts'
import type { History } from '../../../../wallet/history/load-history.ts'
import { useApp } from '../../../app-state.ts'
import { formatMonths } from '../../../texts/format-history.ts'
import { tHistory } from '../../../texts/history-texts.ts'

/** How far the person is towards a pension, by the rule in force today, with its source. Never a promise. */
export function PensionProgress({ history }: { history: History }) {
  const { language } = useApp()
  const { participation, benefits, holder } = history
  if (benefits.some(({ kind, state }) => kind === 'pension' && state === 'running')) {
    return <p class="notice">{tHistory('pension.receiving')}</p>
  }
  const { counted, required, monthsLeft, rule, retirement } = measurePension(
    { participation, dateOfBirth: holder.dateOfBirth, sex: holder.sex },
    today(),
  )
  const { age, pensionFrom } = retirement
  const write = (months: number) => formatMonths(months)
  return (
    <section class="towards" aria-labelledby="pension-title">
      <h3 id="pension-title">{tHistory('pension.title')}</h3>
      <p id="pension-progress">
        {tHistory('pension.progress', { counted: write(counted), required: write(required) })}
      </p>
      <progress
        value={Math.min(counted, required)}
        max={required}
        aria-labelledby="pension-title"
        aria-describedby="pension-progress"
      />
      <p>
        {monthsLeft > 0 ? tHistory('pension.left', { time: write(monthsLeft) }) : tHistory('pension.enough')}{' '}
        {tHistory('pension.both')}
      </p>
      <p>
        {tHistory(age % 12 === 0 ? 'pension.age' : 'pension.ageMonths', {
          years: Math.floor(age / 12),
          count: age % 12,
          month: writeDate(pensionFrom, language),
        })}
      </p>
      <p class="small">
        <LawText
          text={tHistory('pension.rule', { source: rule.source, date: writeDate(rule.from, language) })}
        />
      </p>
    </section>
  )
}
