import type { ParticipationPeriod } from '../../../core/snapshot/history.ts'
import { lengthOfPeriod } from '../../../core/snapshot/insurance-months.ts'
import { ReportLink } from '../../../history-view/report-link.tsx'
import { useApp } from '../../app-context.ts'
import { sayHistory } from '../../history-texts.ts'
import { formatDong, formatMonths, formatSpan } from './history-format.ts'
import { type Gap, type ParticipationRow, type RowGroup, stateOf } from './participation-rows.ts'
import { useReport } from './shown-person.ts'

/** Group after group, newest first, gaps where they were. */
export function ParticipationTimeline({ groups }: { groups: readonly RowGroup[] }) {
  return (
    <ol class="timeline">
      {groups.map((group) => (
        <li key={group.key} class="group">
          <GroupHeading group={group} />
          <ol class="rows">
            {group.rows.map((row) => (
              <Row key={keyOf(row)} row={row} inEmployer={group.heading.kind === 'employer'} />
            ))}
          </ol>
        </li>
      ))}
    </ol>
  )
}

/** What tells the rows of a group apart. */
export function keyOf(row: ParticipationRow): string {
  if (row.kind === 'gap') return `gap ${row.gap.from}`
  const { from, to, employer, position, salary } = row.period
  return [from, to, employer, position, salary].join(' ')
}

function GroupHeading({ group: { heading, months } }: { group: RowGroup }) {
  if (heading.kind === 'gap') return null
  return (
    <h3>
      {nameGroup(heading)} <span class="small">{formatMonths(months)}</span>
    </h3>
  )
}

/** The heading of a group in words. */
export function nameGroup(heading: RowGroup['heading']): string {
  if (heading.kind === 'year') return String(heading.year)
  if (heading.kind === 'gap') return sayHistory('months.gap')
  return heading.employer ?? sayHistory('participation.noEmployer')
}

function Row({ row, inEmployer }: { row: ParticipationRow; inEmployer: boolean }) {
  return row.kind === 'gap' ? (
    <GapRow gap={row.gap} />
  ) : (
    <PeriodRow period={row.period} inEmployer={inEmployer} />
  )
}

function GapRow({ gap }: { gap: Gap }) {
  const { language } = useApp()
  return (
    <li class="gap">
      <p class="when">{formatSpan(gap.from, gap.to, language)}</p>
      <div class="foot">
        <p class="state gap">{sayHistory('participation.gap', { time: formatMonths(gap.months) })}</p>
        <RowReport row={{ kind: 'gap', gap }} />
      </div>
    </li>
  )
}

function PeriodRow({ period, inEmployer }: { period: ParticipationPeriod; inEmployer: boolean }) {
  const { language } = useApp()
  const { kind, from, to, employer, position, place, salary, voluntary } = period
  return (
    <li class={stateOf(period)}>
      <p class="when">
        <span>{formatSpan(from, to, language)}</span>{' '}
        <span class="small">{formatMonths(lengthOfPeriod(period))}</span>
      </p>
      {!inEmployer && employer && <p>{employer}</p>}
      {voluntary && kind === 'bhxh' && <p class="small">{sayHistory('participation.voluntary')}</p>}
      {(position || place) && <p class="small">{[position, place].filter(Boolean).join(' · ')}</p>}
      {salary !== undefined && (
        <p class="small">
          {sayHistory('participation.salary')}: <span class="amount">{formatDong(salary)}</span>
        </p>
      )}
      <div class="foot">
        <p class={`state ${stateOf(period)}`}>{describeState(period)}</p>
        <RowReport row={{ kind: 'period', period }} />
      </div>
    </li>
  )
}

/** "Something wrong?" of a row; a gap may be months that are missing. */
export function RowReport({ row }: { row: ParticipationRow }) {
  const { language } = useApp()
  const { kind, from, to } = row.kind === 'gap' ? row.gap : row.period
  const employer = row.kind === 'gap' ? undefined : row.period.employer
  return (
    <ReportLink
      t={sayHistory}
      onReport={useReport()}
      row={{ section: 'participation', kind, from, to, ...(employer && { name: employer }) }}
      about={[employer, formatSpan(from, to, language)].filter(Boolean).join(' ')}
    />
  )
}

/** The state of a period in words; of what is owed, how much. */
export function describeState(period: ParticipationPeriod): string {
  const state = stateOf(period)
  return state === 'owed'
    ? sayHistory('participation.owed', { time: formatMonths(period.debtMonths ?? 0) })
    : sayHistory(`months.${state}`)
}
