import { useApp } from '../../app-context.ts'
import { sayHistory } from '../../history-texts.ts'
import { formatDong, formatMonths, formatSpan } from './history-format.ts'
import { type ParticipationRow, type RowGroup, stateOf } from './participation-rows.ts'
import { describeState, keyOf, nameGroup } from './participation-timeline.tsx'

/** First what a narrow screen has room for. */
const columns = ['time', 'salary', 'state', 'employer', 'position', 'place'] as const

/** The same as a table, which may be wider than the screen and then moves sideways in a region of its own. */
export function ParticipationTable({ groups, rows }: { groups: readonly RowGroup[]; rows: number }) {
  const headings = groups.filter(({ heading }) => heading.kind !== 'gap').length
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section class="table-box" tabIndex={0} aria-label={sayHistory('participation.asTable')}>
      <table aria-rowcount={rows + headings + 1}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {sayHistory(`participation.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.key}>
            {group.heading.kind !== 'gap' && (
              <tr>
                <th class="heading" scope="rowgroup" colSpan={columns.length}>
                  <span>{nameGroup(group.heading)}</span>
                </th>
              </tr>
            )}
            {group.rows.map((row) => (
              <Row key={keyOf(row)} row={row} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  )
}

function Row({ row }: { row: ParticipationRow }) {
  const { language } = useApp()
  if (row.kind === 'gap') {
    const { from, to, months } = row.gap
    return (
      <tr>
        <th scope="row">{formatSpan(from, to, language)}</th>
        <td />
        <td>
          <span class="state gap">{sayHistory('participation.gap', { time: formatMonths(months) })}</span>
        </td>
        <td />
        <td />
        <td />
      </tr>
    )
  }
  const { from, to, employer, position, place, salary, debtMonths = 0, voluntary, kind } = row.period
  const own = voluntary && kind === 'bhxh' ? sayHistory('participation.voluntary') : undefined
  return (
    <tr>
      <th scope="row">{formatSpan(from, to, language)}</th>
      <td class="number">{salary !== undefined && formatDong(salary)}</td>
      <td>
        <span class={`state ${stateOf(row.period)}`}>
          {describeState(row.period, formatMonths(debtMonths))}
        </span>
      </td>
      <td>{employer ?? own}</td>
      <td>{position}</td>
      <td>{place}</td>
    </tr>
  )
}
