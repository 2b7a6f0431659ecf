import { useMemo, useState } from 'preact/hooks'
import type { Visit } from '../../../core/snapshot/history.ts'
import { prepareSearch, searchHistory } from '../../../core/snapshot/search-history.ts'
import { VisitRow } from '../../../history-view/visit-row.tsx'
import { firstVisits, sortVisits, yearOf } from '../../../history-view/visit-years.ts'
import { VisitsView } from '../../../history-view/visits-view.tsx'
import { today } from '../../../ui/browser/today.ts'
import type { PersonHistory } from '../../../wallet/history/load-history.ts'
import { useApp } from '../../app-state.ts'
import { tHistory } from '../../texts/history-texts.ts'
import { HistoryFrame } from './history-frame.tsx'
import { useIssuedCards, useShared } from './shown-person.ts'
import { useGradual } from './use-gradual.ts'
import { useKeptRows } from './use-kept-rows.ts'
import { useSearch } from './use-search.ts'

/** Where and when the person was treated, who paid what, and how far the year's co-payments are. */
export function VisitsScreen() {
  return (
    <HistoryFrame
      path="/qua-trinh/kham"
      empty={({ history }) => (history.visits.length === 0 ? tHistory('visits.empty') : undefined)}
    >
      {(person) => <Visits person={person} />}
    </HistoryFrame>
  )
}

function Visits({ person }: { person: PersonHistory }) {
  const { language } = useApp()
  const visits = useMemo(() => sortVisits(person.history.visits), [person])
  const [year, setYear] = useState(() => firstVisits(visits, today()).year)
  const [index, search] = useSearch(
    () =>
      prepareSearch(
        { participation: [], benefits: [], visits },
        { visit: ({ inpatient }) => tHistory(inpatient ? 'visits.inpatient' : 'visits.outpatient') },
      ),
    [visits, language],
  )
  const shown = useMemo(
    () =>
      index ? searchHistory(index, search.query).visits : visits.filter((visit) => yearOf(visit) === year),
    [visits, index, search.query, year],
  )
  const shared = useShared()
  const makeRow = useKeptRows<Visit>(
    (visit) => <VisitRow key={visits.indexOf(visit)} t={tHistory} visit={visit} {...shared} />,
    shared,
  )
  return (
    <VisitsView
      t={tHistory}
      language={language}
      person={person}
      cards={useIssuedCards()}
      on={today()}
      year={year}
      visits={shown}
      rows={useGradual(shown.length, shown)}
      onYear={setYear}
      search={search}
      makeRow={makeRow}
    />
  )
}
