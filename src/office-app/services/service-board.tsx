import { endpoints } from '../../core/api/contract.ts'
import { request } from '../../core/api/request.ts'
import type { ServiceBoardView } from '../../core/api/service-desk-contract.ts'
import { formatWrittenDate, type PartialDate } from '../../core/dates/partial-date.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { LoadState } from '../load-state.tsx'
import { isOfficeTextKey, tOffice } from '../office-texts.ts'
import { useLoaded } from '../use-loaded.ts'

type Counted = { readonly key: string; readonly count: number }

/** Counts and ages of the office's requests: tables whose rows have a bar, and one plot of two weeks. */
export function ServiceBoardPlace() {
  const { loaded, reload } = useLoaded('board', () => request(issuer, endpoints.readServiceBoard))
  if (loaded.state !== 'ready') return <LoadState loaded={loaded} onAgain={reload} />
  const { states, ages, services, days } = loaded.value
  return (
    <div class="office-board">
      <Bars title={tOffice('board.states')} rows={nameRows('board.state', states)} />
      <Bars title={tOffice('board.ages')} rows={nameRows('board.age', ages)} />
      <Bars title={tOffice('board.services')} rows={services} />
      <Days days={days} />
      <button type="button" class="plain" onClick={reload}>
        {tOffice('board.again')}
      </button>
    </div>
  )
}

function nameRows(area: string, rows: readonly Counted[]): readonly Counted[] {
  return rows.map(({ key, count }) => {
    const name = `${area}.${key}`
    return { key: isOfficeTextKey(name) ? tOffice(name) : key, count }
  })
}

function Bars({ title, rows }: { title: string; rows: readonly Counted[] }) {
  const most = Math.max(1, ...rows.map(({ count }) => count))
  return (
    <table class="comparison">
      <caption>{title}</caption>
      <tbody>
        {rows.map(({ key, count }) => (
          <tr key={key}>
            <th scope="row">{key}</th>
            <td class="verdict">{count}</td>
            <td>
              <svg class="office-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect width={(100 * count) / most} height="8" />
              </svg>
            </td>
          </tr>
        ))}
        {rows.length === 0 && (
          <tr>
            <td>{tOffice('list.empty')}</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}

const HEIGHT = 60

/** What came and went in two weeks: a pair of columns a day, and the same numbers as a table. */
function Days({ days }: { days: ServiceBoardView['days'] }) {
  const most = Math.max(1, ...days.flatMap(({ filed, decided }) => [filed, decided]))
  const heightOf = (count: number) => (HEIGHT * count) / most
  const writeDay = (day: string) => formatWrittenDate(day as PartialDate)
  return (
    <figure>
      <figcaption>{tOffice('board.days')}</figcaption>
      <svg
        class="office-plot"
        viewBox={`0 0 ${days.length * 10} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {days.map(({ day, filed, decided }, at) => (
          <g key={day}>
            <rect x={at * 10 + 1} y={HEIGHT - heightOf(filed)} width="4" height={heightOf(filed)} />
            <rect
              class="second"
              x={at * 10 + 5}
              y={HEIGHT - heightOf(decided)}
              width="4"
              height={heightOf(decided)}
            />
          </g>
        ))}
      </svg>
      <table class="comparison">
        <caption class="unseen">{tOffice('board.days')}</caption>
        <thead>
          <tr>
            <th scope="col">{tOffice('board.day')}</th>
            <th scope="col">{tOffice('board.filed')}</th>
            <th scope="col">{tOffice('board.decided')}</th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, filed, decided }) => (
            <tr key={day}>
              <th scope="row">{writeDay(day)}</th>
              <td>{filed}</td>
              <td>{decided}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}
