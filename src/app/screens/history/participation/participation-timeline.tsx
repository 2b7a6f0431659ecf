import { lengthOfPeriod } from '../../../../core/rules/insurance-months.ts'
import type { ParticipationPeriod } from '../../../../core/snapshot/history.ts'
import { ReportLink } from '../../../../history-view/report-link.tsx'
import { writeAmount, writeSpan } from '../../../../i18n/written-forms.ts'
import { formatMonths } from '../../../texts/format-history.ts'
import { tHistory } from '../../../texts/history-texts.ts'
import { type Shared, useShared } from '../shown-person.ts'
import { useKeptRows } from '../use-kept-rows.ts'
import { type Gap, type ParticipationRow, type RowGroup, stateOf } from './participation-rows.ts'

/** Group after group, newest first, gaps where they were. */
export function ParticipationTimeline({ groups }: { groups: readonly RowGroup[] }) {
  const shared = useShared()
  const inEmployer = useKeptRows<ParticipationRow>(
    (row) => <Row key={keyOf(row)} row={row} inEmployer {...shared} />,
    shared,
  )
  const alone = useKeptRows<ParticipationRow>((row) => <Row key={keyOf(row)} row={row} {...shared} />, shared)
  return (
    <ol class="timeline">
      {groups.map((group) => (
        <li key={group.key} class="group">
          <GroupHeading group={group} />
          <ol class="rows">{group.rows.map(group.heading.kind === 'employer' ? inEmployer : alone)}</ol>
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
      {nameGroup(heading)} {months > 0 && <span class="small">{formatMonths(months)}</span>}
    </h3>
  )
}

/** The heading of a group in words. */
export function nameGroup(heading: RowGroup['heading']): string {
  if (heading.kind === 'year') return String(heading.year)
  if (heading.kind === 'gap') return tHistory('months.gap')
  return heading.employer ?? tHistory('participation.noEmployer')
}

function Row({
  row,
  inEmployer = false,
  ...shared
}: Shared & { row: ParticipationRow; inEmployer?: boolean }) {
  return row.kind === 'gap' ? (
    <GapRow gap={row.gap} {...shared} />
  ) : (
    <PeriodRow period={row.period} inEmployer={inEmployer} {...shared} />
  )
}

function GapRow({ gap, ...shared }: Shared & { gap: Gap }) {
  return (
    <li class="gap">
      <p class="when">{writeSpan(gap.from, gap.to, shared.language)}</p>
      <div class="foot">
        <p class="state gap">{tHistory('participation.gap', { time: formatMonths(gap.months) })}</p>
        <RowReport row={{ kind: 'gap', gap }} {...shared} />
      </div>
    </li>
  )
}

function PeriodRow({
  period,
  inEmployer,
  ...shared
}: Shared & { period: ParticipationPeriod; inEmployer: boolean }) {
  const { kind, from, to, employer, position, place, salary, voluntary } = period
  return (
    <li class={stateOf(period)}>
      <p class="when">
        <span>{writeSpan(from, to, shared.language)}</span>{' '}
        <span class="small">{formatMonths(lengthOfPeriod(period))}</span>
      </p>
      {!inEmployer && employer && <p>{employer}</p>}
      {voluntary && kind === 'bhxh' && <p class="small">{tHistory('participation.voluntary')}</p>}
      {(position || place) && <p class="small">{[position, place].filter(Boolean).join(' · ')}</p>}
      {salary !== undefined && (
        <p class="small">
          {tHistory('participation.salary')}:{' '}
          <span class="amount">{writeAmount(salary, shared.language)}</span>
        </p>
      )}
      <div class="foot">
        <p class={`state ${stateOf(period)}`}>{describeState(period)}</p>
        <RowReport row={{ kind: 'period', period }} {...shared} />
      </div>
    </li>
  )
}

/** "Something wrong?" of a row; a gap may be months that are missing. */
export function RowReport({ row, language, onReport }: Shared & { row: ParticipationRow }) {
  const { kind, from, to } = row.kind === 'gap' ? row.gap : row.period
  const employer = row.kind === 'gap' ? undefined : row.period.employer
  return (
    <ReportLink
      t={tHistory}
      onReport={onReport}
      row={{ section: 'participation', kind, from, to, ...(employer && { name: employer }) }}
      about={[employer, writeSpan(from, to, language)].filter(Boolean).join(' ')}
    />
  )
}

/** The state of a period in words; of what is owed, how much. */
export function describeState(period: ParticipationPeriod): string {
  const state = stateOf(period)
  return state === 'owed'
    ? tHistory('participation.owed', { time: formatMonths(period.debtMonths ?? 0) })
    : tHistory(`months.${state}`)
}
