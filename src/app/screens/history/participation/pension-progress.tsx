import { measurePension } from '../../../../core/rules/pension-rule.ts'
import { LawText } from '../../../../history-view/law-text.tsx'
import { today } from '../../../../ui/browser/today.ts'
import type { History } from '../../../../wallet/history/load-history.ts'
import { useApp } from '../../../app-state.ts'
import { formatDate, formatMonths } from '../../../texts/format-history.ts'
import { sayHistory } from '../../../texts/history-texts.ts'

/** How far the person is towards a pension, by the rule in force today, with its source. Never a promise. */
export function PensionProgress({ history }: { history: History }) {
  const { language } = useApp()
  const { participation, benefits, holder } = history
  if (benefits.some(({ kind, state }) => kind === 'pension' && state === 'running')) {
    return <p class="notice">{sayHistory('pension.receiving')}</p>
  }
  const { counted, required, monthsLeft, rule, retirement } = measurePension(
    { participation, dateOfBirth: holder.dateOfBirth, sex: holder.sex },
    today(),
  )
  const { age, pensionFrom } = retirement
  const say = (months: number) => formatMonths(months)
  return (
    <section class="towards" aria-labelledby="pension-title">
      <h3 id="pension-title">{sayHistory('pension.title')}</h3>
      <p id="pension-progress">
        {sayHistory('pension.progress', { counted: say(counted), required: say(required) })}
      </p>
      <progress
        value={Math.min(counted, required)}
        max={required}
        aria-labelledby="pension-title"
        aria-describedby="pension-progress"
      />
      <p>
        {monthsLeft > 0
          ? sayHistory('pension.left', { time: say(monthsLeft) })
          : sayHistory('pension.enough')}{' '}
        {sayHistory('pension.both')}
      </p>
      <p>
        {sayHistory(age % 12 === 0 ? 'pension.age' : 'pension.ageMonths', {
          years: Math.floor(age / 12),
          months: age % 12,
          month: formatDate(pensionFrom, language),
        })}
      </p>
      <p class="small">
        <LawText
          text={sayHistory('pension.rule', { source: rule.source, date: formatDate(rule.from, language) })}
        />
      </p>
    </section>
  )
}
