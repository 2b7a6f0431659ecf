import { useMemo, useState } from 'preact/hooks'
import type { Visit } from '../../../core/snapshot/history.ts'
import { prepareSearch, searchHistory } from '../../../core/snapshot/search-history.ts'
import type { PersonHistory } from '../../../wallet/load-history.ts'
import { useApp } from '../../app-context.ts'
import { sayHistory } from '../../history-texts.ts'
import { today } from '../../today.ts'
import { CoPayments } from './co-payments.tsx'
import { HistoryFrame } from './history-frame.tsx'
import { SearchField, worthSearching } from './search-field.tsx'
import { useGradual } from './use-gradual.ts'
import { VisitRow } from './visit-row.tsx'
import { listYears, sortVisits, yearOf } from './visit-rows.ts'

/** Where and when the person was treated, who paid what, and how far the year's co-payments are. */
export function VisitsScreen() {
  return (
    <HistoryFrame
      path="/qua-trinh/kham"
      empty={({ history }) => (history.visits.length === 0 ? sayHistory('visits.empty') : undefined)}
    >
      {(person) => <Visits person={person} />}
    </HistoryFrame>
  )
}

function Visits({ person }: { person: PersonHistory }) {
  const { language } = useApp()
  const visits = useMemo(() => sortVisits(person.history.visits), [person])
  const years = listYears(visits, Number(today().slice(0, 4)))
  const [year, setYear] = useState(visits[0] ? yearOf(visits[0]) : years[0])
  const [query, setQuery] = useState('')
  const index = useMemo(
    () =>
      prepareSearch(
        { participation: [], benefits: [], visits },
        { visit: ({ inpatient }) => sayHistory(inpatient ? 'visits.inpatient' : 'visits.outpatient') },
      ),
    [visits, language],
  )
  const isSearching = query.trim() !== ''
  const shown = useMemo(
    () =>
      isSearching ? searchHistory(index, query).visits : visits.filter((visit) => yearOf(visit) === year),
    [index, query, year],
  )
  return (
    <>
      {visits.length > worthSearching && (
        <SearchField
          label={sayHistory('search.visits')}
          query={query}
          found={shown.length}
          onQuery={setQuery}
        />
      )}
      {!isSearching && (
        <>
          {years.length > 1 && (
            <label class="pick">
              <span>{sayHistory('visits.year')}</span>
              <select value={year} onChange={(event) => setYear(Number(event.currentTarget.value))}>
                {years.map((offered) => (
                  <option key={offered} value={offered}>
                    {offered}
                  </option>
                ))}
              </select>
            </label>
          )}
          {year !== undefined && <CoPayments person={person} year={year} />}
          {shown.length === 0 && <p>{sayHistory('visits.noneInYear')}</p>}
        </>
      )}
      <VisitList visits={shown} />
    </>
  )
}

function VisitList({ visits }: { visits: readonly Visit[] }) {
  const rows = useGradual(visits.length, visits)
  return (
    <ol class="rows">
      {visits.slice(0, rows).map((visit, at) => (
        <VisitRow key={`${visit.from} ${visit.facilityCode} ${at}`} visit={visit} />
      ))}
    </ol>
  )
}
