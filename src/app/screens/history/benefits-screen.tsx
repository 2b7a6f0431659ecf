import type { BenefitPeriod } from '../../../core/snapshot/history.ts'
import { isUnknownValue } from '../../../core/unknown-value.ts'
import { nameBenefit } from '../../../history-view/benefit-name.ts'
import { ReportLink } from '../../../history-view/report-link.tsx'
import { writeAmount, writeDate, writeSpan } from '../../../i18n/written-forms.ts'
import { useApp } from '../../app-state.ts'
import { formatDays } from '../../texts/format-history.ts'
import { tHistory } from '../../texts/history-texts.ts'
import { HistoryFrame } from './history-frame.tsx'
import { useReport } from './shown-person.ts'
import { useGradual } from './use-gradual.ts'

/** What social insurance has paid out to the person, newest first. */
export function BenefitsScreen() {
  return (
    <HistoryFrame
      path="/qua-trinh/huong"
      empty={({ history }) => (history.benefits.length === 0 ? tHistory('benefits.empty') : undefined)}
    >
      {({ history }) => <Benefits benefits={history.benefits} />}
    </HistoryFrame>
  )
}

function Benefits({ benefits }: { benefits: readonly BenefitPeriod[] }) {
  const rows = useGradual(benefits.length, benefits)
  return (
    <ol class="rows">
      {[...benefits]
        .sort((one, other) => (one.from < other.from ? 1 : -1))
        .slice(0, rows)
        .map((benefit, at) => (
          <Benefit key={`${benefit.kind} ${benefit.from} ${at}`} benefit={benefit} />
        ))}
    </ol>
  )
}

function Benefit({ benefit }: { benefit: BenefitPeriod }) {
  const { language } = useApp()
  const { kind, from, to, days, amount, monthly, decision, state } = benefit
  const name = nameBenefit(tHistory, kind)
  const span =
    state === 'running' && to === undefined
      ? tHistory('benefits.since', { date: writeDate(from, language) })
      : writeSpan(from, to, language)
  return (
    <li>
      <h2>{name}</h2>
      <p class="when">
        <span>{span}</span> {days !== undefined && <span class="small">{formatDays(days)}</span>}
      </p>
      <p class="amount">
        {monthly
          ? tHistory('benefits.monthly', { amount: writeAmount(amount, language) })
          : writeAmount(amount, language)}
      </p>
      {decision && <p class="small">{tHistory('benefits.decision', { number: decision })}</p>}
      <div class="foot">
        <p class={`state ${state}`}>
          {isUnknownValue(state)
            ? tHistory('benefits.otherState', { code: state.slice('unknown-'.length) })
            : tHistory(`benefits.${state}`)}
        </p>
        <ReportLink
          t={tHistory}
          row={{ section: 'benefits', kind, from, ...(to && { to }) }}
          about={`${name} ${span}`}
          onReport={useReport()}
        />
      </div>
    </li>
  )
}
