import type { VNode } from 'preact'
import type { PartialDate } from '../core/dates/partial-date.ts'
import type { Visit } from '../core/snapshot/history.ts'
import type { Language } from '../i18n/languages.ts'
import { CoPayments } from './co-payments.tsx'
import { type HistorySearch, SearchField, worthSearching } from './search-field.tsx'
import type { IssuedCard, ShownPerson, TranslateHistory } from './shown-history.ts'
import { VisitRow } from './visit-row.tsx'
import { listYears } from './visit-years.ts'

type VisitsProps = {
  t: TranslateHistory
  language: Language
  person: ShownPerson
  cards: readonly IssuedCard[]
  on: PartialDate
  year: number
  /** Those that were found, or those of the year. */
  visits: readonly Visit[]
  /** How many of them are made; the rest follows. */
  rows: number
  /** What the page adds; the worker passes none of it. */
  onYear?: (year: number) => void
  search?: HistorySearch
  makeRow?: (visit: Visit) => VNode
}

/**
 * The visits of a year with its co-payments, or, while something is searched, what was found in all years.
 */
export function VisitsView(props: VisitsProps) {
  const { t, language, person, cards, on, year, visits, rows, onYear, search } = props
  const { makeRow = (visit) => <VisitRow t={t} language={language} visit={visit} /> } = props
  const all = person.history.visits
  const isSearching = search !== undefined && search.query.trim() !== ''
  return (
    <>
      {all.length > worthSearching && (
        <SearchField t={t} label={t('search.visits')} found={visits.length} search={search} />
      )}
      {!isSearching && (
        <>
          <YearChoice t={t} years={listYears(all, Number(on.slice(0, 4)))} year={year} onYear={onYear} />
          <CoPayments t={t} language={language} person={person} cards={cards} year={year} on={on} />
          {visits.length === 0 && <p>{t('visits.noneInYear')}</p>}
        </>
      )}
      <ol class="rows">{visits.slice(0, rows).map((visit) => makeRow(visit))}</ol>
    </>
  )
}

type YearChoiceProps = {
  t: TranslateHistory
  years: readonly number[]
  year: number
  onYear?: ((year: number) => void) | undefined
}

function YearChoice({ t, years, year, onYear }: YearChoiceProps) {
  if (years.length < 2) return null
  return (
    <label class="pick">
      <span>{t('visits.year')}</span>
      <select onChange={(event) => onYear?.(Number(event.currentTarget.value))}>
        {years.map((offered) => (
          <option key={offered} value={offered} selected={offered === year}>
            {offered}
          </option>
        ))}
      </select>
    </label>
  )
}
