import type { ParticipationPeriod } from '../../../../core/snapshot/history.ts'
import { writeAmount, writeSpan } from '../../../../i18n/written-forms.ts'
import { useKeyboardScroll } from '../../../../ui/browser/use-keyboard-scroll.ts'
import { useApp } from '../../../app-state.ts'
import { formatMonths } from '../../../texts/format-history.ts'
import { tHistory } from '../../../texts/history-texts.ts'
import { type Shared, useShared } from '../shown-person.ts'
import { useKeptRows } from '../use-kept-rows.ts'
import { type Gap, type ParticipationRow, type RowGroup, stateOf } from './participation-rows.ts'
import { describeState, keyOf, nameGroup, RowReport } from './participation-timeline.tsx'

/** First what a narrow screen has room for. */
const columns = ['time', 'salary', 'state', 'employer', 'position', 'place'] as const

/** The same as a table, which may be wider than the screen and then moves sideways in a region of its own. */
export function ParticipationTable({ groups, rows }: { groups: readonly RowGroup[]; rows: number }) {
  const region = useKeyboardScroll()
  const shared = useShared()
  const makeRow = useKeptRows<ParticipationRow>(
    (row) => <Row key={keyOf(row)} row={row} {...shared} />,
    shared,
  )
  const headings = groups.filter(({ heading }) => heading.kind !== 'gap').length
  return (
    <section ref={region} class="table-box" aria-label={tHistory('participation.asTable')}>
      <table aria-label={tHistory('participation.asTable')} aria-rowcount={rows + headings + 1}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {tHistory(`participation.${column}`)}
              </th>
            ))}
            <th scope="col">{tHistory('participation.mistake')}</th>
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.key}>
            {group.heading.kind !== 'gap' && (
              <tr>
                <th class="heading" scope="rowgroup" colSpan={columns.length + 1}>
                  <span>{nameGroup(group.heading)}</span>
                </th>
              </tr>
            )}
            {group.rows.map(makeRow)}
          </tbody>
        ))}
      </table>
    </section>
  )
}

function Row({ row, ...shared }: Shared & { row: ParticipationRow }) {
  const { from, to } = row.kind === 'gap' ? row.gap : row.period
  return (
    <tr>
      <th scope="row">{writeSpan(from, to, shared.language)}</th>
      {row.kind === 'gap' ? <GapCells gap={row.gap} /> : <PeriodCells period={row.period} />}
      <td>
        <RowReport row={row} {...shared} />
      </td>
    </tr>
  )
}

function GapCells({ gap }: { gap: Gap }) {
  return (
    <>
      <td />
      <td>
        <span class="state gap">{tHistory('participation.gap', { time: formatMonths(gap.months) })}</span>
      </td>
      <td />
      <td />
      <td />
    </>
  )
}

function PeriodCells({ period }: { period: ParticipationPeriod }) {
  const { language } = useApp()
  const { kind, employer, position, place, salary, voluntary } = period
  const own = voluntary && kind === 'bhxh' ? tHistory('participation.voluntary') : undefined
  return (
    <>
      <td class="number">{salary !== undefined && writeAmount(salary, language)}</td>
      <td>
        <span class={`state ${stateOf(period)}`}>{describeState(period)}</span>
      </td>
      <td>{employer ?? own}</td>
      <td>{position}</td>
      <td>{place}</td>
    </>
  )
}
