import type { BenefitPeriod } from '../../../core/snapshot/history.ts'
import { isUnnamed } from '../../../core/unnamed.ts'
import { useApp } from '../../app-context.ts'
import { sayHistory } from '../../history-texts.ts'
import { formatDate, formatDays, formatDong, formatSpan } from './history-format.ts'
import { HistoryFrame } from './history-frame.tsx'

/** What social insurance has paid out to the person, newest first. */
export function BenefitsScreen() {
  return (
    <HistoryFrame
      path="/qua-trinh/huong"
      empty={sayHistory('benefits.empty')}
      isEmpty={({ benefits }) => benefits.length === 0}
    >
      {({ history: { benefits } }) => (
        <ol class="rows">
          {benefits
            .toSorted((one, other) => (one.from < other.from ? 1 : -1))
            .map((benefit) => (
              <Benefit key={`${benefit.kind} ${benefit.from} ${benefit.decision}`} benefit={benefit} />
            ))}
        </ol>
      )}
    </HistoryFrame>
  )
}

function Benefit({ benefit }: { benefit: BenefitPeriod }) {
  const { language } = useApp()
  const { kind, from, to, days, amount, monthly, decision, state } = benefit
  const name = isUnnamed(kind)
    ? sayHistory('benefits.other', { code: kind.slice('unknown-'.length) })
    : sayHistory(`benefits.${kind}`)
  const span =
    state === 'running' && to === undefined
      ? sayHistory('benefits.since', { date: formatDate(from, language) })
      : formatSpan(from, to, language)
  return (
    <li>
      <h2>{name}</h2>
      <p class="when">
        <span>{span}</span> {days !== undefined && <span class="small">{formatDays(days)}</span>}
      </p>
      <p class="amount">
        {monthly ? sayHistory('benefits.monthly', { amount: formatDong(amount) }) : formatDong(amount)}
      </p>
      {!isUnnamed(state) && <p class={`state ${state}`}>{sayHistory(`benefits.${state}`)}</p>}
      {decision && <p class="small">{sayHistory('benefits.decision', { number: decision })}</p>}
    </li>
  )
}
